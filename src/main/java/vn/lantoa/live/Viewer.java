package vn.lantoa.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who follows a conference on a page.
///
/// @param browser id of the browser session, whose end ends the stream
/// @param account who is signed in; null for a page that is open to everybody
/// @param runs whether the page is only for those who run the conference
record Viewer(String browser, @Nullable UUID account, UUID session, boolean runs) {

    static Viewer anybody(UUID session) {
        return new Viewer("", null, session, false);
    }
}
