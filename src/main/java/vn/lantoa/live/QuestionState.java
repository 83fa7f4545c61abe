package vn.lantoa.live;

import java.util.Locale;

/// Where a question stands on its way to an answer.
public enum QuestionState {
    /// Seen by the chair only.
    NEW,
    /// In the queue, seen and supported by all.
    ACCEPTED,
    /// With the presenter who is to answer.
    HANDED,
    ANSWERED,
    /// Not taken.
    ASIDE;

    /// Whether a question may go from here to `next`.
    public boolean leadsTo(QuestionState next) {
        return switch (this) {
            case NEW -> next != NEW;
            case ACCEPTED -> next == HANDED || next == ANSWERED || next == ASIDE;
            case HANDED -> next == ACCEPTED || next == ANSWERED || next == ASIDE;
            case ANSWERED, ASIDE -> next == ACCEPTED;
        };
    }

    /// Whether everybody at the conference may read it.
    public boolean open() {
        return this == ACCEPTED || this == HANDED || this == ANSWERED;
    }

    /// The key of its words.
    public String key() {
        return "live.question.state." + name().toLowerCase(Locale.ROOT);
    }
}
