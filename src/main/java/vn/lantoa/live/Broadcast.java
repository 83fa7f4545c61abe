package vn.lantoa.live;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How one conference is seen from elsewhere.
///
/// @param address of LINK and EMBED, https; null with the others
/// @param path unguessable part of the address of its stream
/// @param keyAt when its stream key was made; null while there is none
/// @param srtPort UDP port at which its encoder is awaited, or null
/// @param openedAt since when it can be watched, or null
/// @param endedAt when the broadcast was ended, or null
/// @param publishedAt since when its recording is offered; null while it is not
public record Broadcast(
        UUID session,
        BroadcastKind kind,
        @Nullable String address,
        String path,
        @Nullable Instant keyAt,
        @Nullable Integer srtPort,
        @Nullable Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable Instant publishedAt) {

    /// For so long after the end players may fetch what they have not yet shown.
    private static final Duration RUN_OUT = Duration.ofMinutes(10);

    /// Whether it can be watched now.
    public boolean open() {
        return openedAt != null && endedAt == null;
    }

    /// Whether its stream may be fetched at `at` by who knows the path.
    boolean served(Instant at) {
        if (openedAt == null) return false;
        return endedAt == null || publishedAt != null || at.isBefore(endedAt.plus(RUN_OUT));
    }

    /// Where master playlist and state of the stream are below the server's or a delivery network's address.
    public String stream() {
        return "/live/hls/" + path;
    }

    /// Scheme, host and port of the address, which the policy of the page that embeds it must name.
    public String origin() {
        if (address == null) throw new IllegalStateException("No address: " + session);
        var uri = URI.create(address);
        return "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
