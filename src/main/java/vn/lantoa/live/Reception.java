package vn.lantoa.live;

/// How a stream comes in, as its viewers are told.
public enum Reception {
    /// Not opened yet.
    CLOSED,
    /// Opened, and no encoder has sent anything.
    WAITING,
    /// Picture and sound are coming in.
    ON,
    /// They came and have stopped: the encoder, its line or our program is being waited for.
    LOST,
    /// Over.
    ENDED;

    public String key() {
        return "live.reception." + name();
    }
}
