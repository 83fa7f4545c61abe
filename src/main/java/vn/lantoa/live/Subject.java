package vn.lantoa.live;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Something of a conference that open pages follow: its questions, its polls, its broadcast. One bean of each kind.
interface Subject {

    /// One word in lower case, as it stands in the address of a stream.
    String name();

    /// Whether only who runs the conference may follow it; else whoever takes part.
    boolean onlyForThoseWhoRunIt();

    /// For each of `sessions` a short text that changes whenever something changes that a page of this subject shows.
    /// Asked once a second for all viewers of this node together: one statement, cheap. A session may be left out as
    /// long as nothing is there to be seen.
    Map<UUID, String> versions(Collection<UUID> sessions);
}
