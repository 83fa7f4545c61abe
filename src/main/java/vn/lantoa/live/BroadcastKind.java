package vn.lantoa.live;

/// How a conference is seen from elsewhere.
public enum BroadcastKind {
    /// An address that opens beside: a TV channel's page, a provider's room.
    LINK,
    /// An address shown within our page.
    EMBED,
    /// A room on the BigBlueButton server of this installation.
    ROOM,
    /// An encoder sends the picture to this server, which passes it on as HLS.
    INGEST;

    /// Whether it is no more than an address.
    public boolean addressed() {
        return this == LINK || this == EMBED;
    }

    public String key() {
        return "live.broadcast.kind." + name();
    }
}
