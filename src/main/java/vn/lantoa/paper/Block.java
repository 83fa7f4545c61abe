package vn.lantoa.paper;

import java.util.List;

/// A piece of the text of an official paper.
public sealed interface Block permits Block.Paragraph, Block.Section, Block.Items, Grid {

    /// A paragraph; a line break begins a further one.
    record Paragraph(String text) implements Block {}

    /// A heading within the text.
    ///
    /// @param level 1 for parts (I, II), 2 for what is below them
    record Section(String text, int level) implements Block {}

    /// A list, each item with a dash in front.
    record Items(List<String> items) implements Block {

        public Items {
            items = List.copyOf(items);
        }
    }
}
