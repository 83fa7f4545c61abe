package vn.lantoa.kernel;

import java.security.SecureRandom;
import java.util.UUID;

/// New ids: UUIDs of version 7, made by the application, rising with time so that indexes stay compact.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /// A new id of this moment.
    public static UUID next() {
        return at(System.currentTimeMillis(), RANDOM.nextLong(), RANDOM.nextLong());
    }

    /// The id made of `millis` since 1970 and the two random words; equal input gives equal ids, as the worked example
    /// needs.
    public static UUID at(long millis, long high, long low) {
        return new UUID((millis << 16) | 0x7000L | (high & 0xfffL), (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is none, since an address with a malformed id leads nowhere
    public static UUID of(String text) {
        try {
            var id = UUID.fromString(text);
            if (!id.toString().equalsIgnoreCase(text)) throw new NotFound();
            return id;
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }
}
