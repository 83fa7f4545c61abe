package vn.lantoa.live;

import org.jspecify.annotations.Nullable;

/// What the database knows of an encoder's stream; equal on all nodes.
///
/// @param silentSeconds since picture or sound last came, by the database's clock; null if never
/// @param trouble CODEC, DISK or PROGRAM while something stands in the way, else null
public record Intake(
        boolean opened,
        boolean ended,
        boolean connected,
        @Nullable Double silentSeconds,
        @Nullable String trouble) {

    /// After so much silence the stream counts as lost. With the node's note every second and the page's question every
    /// three it is seen within ten.
    private static final double PATIENCE_SECONDS = 5;

    public Reception reception() {
        if (!opened) return Reception.CLOSED;
        if (ended) return Reception.ENDED;
        if (silentSeconds == null) return Reception.WAITING;
        return connected && silentSeconds <= PATIENCE_SECONDS && trouble == null ? Reception.ON : Reception.LOST;
    }
}
