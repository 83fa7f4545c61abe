package vn.lantoa.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// One topic of a campaign (chuyên đề), numbered from 1.
///
/// @param presenter who presents it, or null while that is open
/// @param byHead the head of the unit presents it personally
public record Topic(int number, String title, @Nullable String presenter, boolean byHead) {

    /// As many topics as fit into the bits of a roster row.
    static final int MOST = 60;

    /// `topics` as they are kept: plain, numbered from 1.
    ///
    /// @throws Refused if there is none, or too many, or one without a title
    static List<Topic> numbered(List<Topic> topics) {
        if (topics.isEmpty()) throw Refused.invalid("study.topic.none");
        if (topics.size() > MOST) throw Refused.invalid("study.topic.many", MOST, topics.size());
        var numbered = new ArrayList<Topic>();
        for (var topic : topics) {
            var number = numbered.size() + 1;
            var title = Typed.line("study.field.topic", topic.title, 500);
            if (title.isEmpty()) throw Refused.invalid("study.topic.untitled", number);
            numbered.add(new Topic(
                    number, title, Typed.optional("study.field.presenter", topic.presenter, 200), topic.byHead));
        }
        return numbered;
    }
}
