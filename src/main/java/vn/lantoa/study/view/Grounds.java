package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import vn.lantoa.study.Basis;

/// On which basis figures are shown, and which others there are.
///
/// @param basis the present one
/// @param changed whether the organisation has changed since the campaign froze its tree, so that the bases differ
/// @param was where to look on the tree as it was, or null where the reader sees nothing of it
/// @param now where to look on today's tree, or null where the reader may not
/// @param others units that stand directly under the present one today and hold nothing of the campaign
@NamedInterface("figures")
public record Grounds(
        Basis basis,
        boolean changed,
        @Nullable UUID was,
        @Nullable UUID now,
        int others) {

    /// Where to look on `of`, or null where the reader may not.
    public @Nullable UUID unit(Basis of) {
        return of == Basis.WAS ? was : now;
    }

    /// Whether the tree is that of the campaign's own time.
    public boolean frozen() {
        return basis == Basis.WAS;
    }

    /// What addresses of this basis end in.
    public String query() {
        return frozen() ? "" : "&basis=" + basis.word();
    }
}
