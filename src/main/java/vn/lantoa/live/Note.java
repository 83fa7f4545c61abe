package vn.lantoa.live;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a group says on one matter.
///
/// @param proposals to those above
/// @param agreed how many agree, `against` how many do not, `otherwise` the rest; null: not counted
public record Note(
        String opinions,
        String proposals,
        @Nullable Integer agreed,
        @Nullable Integer against,
        @Nullable Integer otherwise) {

    static final Note BLANK = new Note("", "", null, null, null);

    /// What came of bringing a writer's text to one that may have changed since the writer saw it.
    enum Meeting {
        /// The writer changed nothing, or wrote what stands already.
        NOTHING,
        /// Nobody else changed it: what was typed stands now.
        WRITTEN,
        /// Somebody else changed it meanwhile: that stands, and what was typed is kept beside.
        BESIDE;

        /// @param base what the writer saw, `standing` what stands now
        static Meeting of(String base, String standing, String typed) {
            if (typed.equals(base) || typed.equals(standing)) return NOTHING;
            return base.equals(standing) ? WRITTEN : BESIDE;
        }
    }

    public boolean blank() {
        return equals(BLANK);
    }

    /// Whether the group counted who agrees.
    public boolean counted() {
        return agreed != null || against != null || otherwise != null;
    }

    /// A short text that differs whenever the note does: what a form carries to say what its writer saw.
    public String mark() {
        if (blank()) return "";
        var all = opinions + '\0' + proposals + '\0' + agreed + '\0' + against + '\0' + otherwise;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// What becomes of `typed` by who saw the note that had the mark `base`, now that this one stands.
    Meeting meets(String base, Note typed) {
        return Meeting.of(base, mark(), typed.mark());
    }

    /// Both, this one first; a count of `other` only where this one has none.
    Note with(Note other) {
        return new Note(
                joined(opinions, other.opinions),
                joined(proposals, other.proposals),
                agreed == null ? other.agreed : agreed,
                against == null ? other.against : against,
                otherwise == null ? other.otherwise : otherwise);
    }

    private static String joined(String one, String other) {
        if (one.contains(other)) return one;
        return other.contains(one)
                ? other
                : Stream.of(one, other).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }
}
