package vn.lantoa.study;

import java.util.Locale;

/// What a member's number read at a door meant. Each is an everyday outcome for the door to show; none is an error.
enum Scan {
    RECORDED,
    /// Recorded before; nothing changed.
    ALREADY,
    /// Another site of the session expects the member, and this one does not.
    OTHER_SITE,
    /// A member, but not of this campaign.
    NOT_ON_ROSTER,
    /// No member bears the number.
    UNKNOWN_MEMBER,
    /// The session, the campaign or the figure of the member's unit is closed.
    SESSION_CLOSED;

    /// As programs read it: `other-site`.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Scan of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
