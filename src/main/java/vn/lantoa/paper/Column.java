package vn.lantoa.paper;

import java.util.List;

/// A column that an import knows.
///
/// @param name in the API (`member_no`)
/// @param required whether a file without this column is refused; an empty cell is the caller's to judge
/// @param lines whether a cell may hold several lines
/// @param titles other headings that mean the same, the one for people first (`Số thẻ đảng viên`); compared without
/// case, accents and punctuation
/// @param example a value for the template to download
public record Column(String name, boolean required, boolean lines, List<String> titles, String example) {

    public Column {
        titles = List.copyOf(titles);
    }

    /// A column that every file must have.
    public static Column required(String name, String... titles) {
        return new Column(name, true, false, List.of(titles), "");
    }

    /// A column that a file may leave out.
    public static Column optional(String name, String... titles) {
        return new Column(name, false, false, List.of(titles), "");
    }

    /// The same with a value for the template.
    public Column example(String value) {
        return new Column(name, required, lines, titles, value);
    }

    /// The same for text of several lines.
    public Column severalLines() {
        return new Column(name, required, true, titles, example);
    }

    /// The heading for people: the first title, or the name if there is none.
    public String title() {
        return titles.isEmpty() ? name : titles.getFirst();
    }

    /// The heading for people with the name for programs behind it, where a sentence asks for the column.
    String told() {
        return titles.isEmpty() ? name : title() + " (" + name + ")";
    }
}
