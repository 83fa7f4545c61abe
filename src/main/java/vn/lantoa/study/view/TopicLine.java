package vn.lantoa.study.view;

/// A line of the topics form as it was typed.
public record TopicLine(String title, String presenter, boolean byHead) {

    public static final TopicLine EMPTY = new TopicLine("", "", false);

    /// Whether nothing was typed, so that the line is no topic.
    public boolean blank() {
        return title.isBlank() && presenter.isBlank();
    }
}
