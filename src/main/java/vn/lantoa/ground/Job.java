package vn.lantoa.ground;

import java.time.Duration;

/// Work that is done again and again without anybody asking: each bean of this kind is run, by one node at a time over
/// all nodes, `every` so long after it ended. What fails is logged and tried again the next time.
public interface Job {

    /// One word in lower case, such as `sealing`; names the job over all nodes.
    String name();

    Duration every();

    void run();
}
