package vn.lantoa.study.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An expert invited to a conference, without what is only for who runs it.
///
/// @param title degree and academic title, or empty
/// @param topicTitle of the topic of the session that he or she presents, or null
/// @param speaks about what else, or empty
/// @param answer INVITED, ACCEPTED, DECLINED or CAME
public record ExpertRow(
        UUID id,
        String title,
        String fullName,
        String post,
        String workplace,
        String biography,
        @Nullable Integer topic,
        @Nullable String topicTitle,
        String speaks,
        String answer,
        @Nullable Instant answeredAt,
        @Nullable Instant publishedAt,
        @Nullable Instant withdrawnAt,
        int papers) {

    /// As he or she is called on paper: "PGS.TS Lê Thị Hoa".
    public String called() {
        return title.isEmpty() ? fullName : title + " " + fullName;
    }

    /// Post and workplace in one line; empty where neither is known.
    public String stands() {
        return String.join(
                ", ",
                List.of(post, workplace).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /// What he or she speaks about; empty where that is open.
    public String about() {
        if (!speaks.isEmpty()) return speaks;
        return topicTitle == null ? "" : topicTitle;
    }

    public boolean withdrawn() {
        return withdrawnAt != null;
    }

    public boolean published() {
        return publishedAt != null;
    }

    /// Whether members may be shown what he or she brings.
    public boolean publishable() {
        return !withdrawn() && (answer.equals("ACCEPTED") || answer.equals("CAME"));
    }
}
