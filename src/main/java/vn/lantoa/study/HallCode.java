package vn.lantoa.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The code that a hall shows for members' own phones and that changes with every slot of time: whoever scans it was in
/// front of it just then. Nobody makes one without the site's key, and one is worth nothing at another site or session.
///
/// @param slot number of the span of time in which it is shown, since 1970
record HallCode(UUID site, long slot, String mac) {

    private static final int MAC_BYTES = 12;
    private static final int LONGEST = 100;

    /// The slot of `at` where codes change every `seconds`.
    static long slot(Instant at, Duration seconds) {
        return Math.floorDiv(at.getEpochSecond(), seconds.toSeconds());
    }

    static HallCode of(UUID session, UUID site, long slot, byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var said = "hall/" + session + "/" + site + "/" + slot;
            var full = mac.doFinal(ascii(said));
            return new HallCode(site, slot, encoded(Arrays.copyOf(full, MAC_BYTES)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The code written as `text`, not checked yet; empty where it is malformed.
    static Optional<HallCode> read(String text) {
        var parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,15}")) return Optional.empty();
        try {
            var site = Base64.getUrlDecoder().decode(parts[0]);
            if (site.length != 16 || Base64.getUrlDecoder().decode(parts[2]).length != MAC_BYTES)
                return Optional.empty();
            var bytes = ByteBuffer.wrap(site);
            return Optional.of(
                    new HallCode(new UUID(bytes.getLong(), bytes.getLong()), Long.parseLong(parts[1]), parts[2]));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// Whether this is the code that its site shows at `session`, now or in the one slot before that is still accepted.
    Check check(UUID session, byte[] key, Instant at, Duration seconds) {
        var real = of(session, site, slot, key).mac;
        if (!MessageDigest.isEqual(ascii(mac), ascii(real))) return Check.FORGED;
        var now = slot(at, seconds);
        return slot == now || slot == now - 1 ? Check.GOOD : slot < now ? Check.EXPIRED : Check.FORGED;
    }

    /// As it stands in the address behind the picture: `<site>.<slot>.<mac>`.
    String text() {
        var bytes = ByteBuffer.allocate(16)
                .putLong(site.getMostSignificantBits())
                .putLong(site.getLeastSignificantBits())
                .array();
        return encoded(bytes) + "." + slot + "." + mac;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    enum Check {
        GOOD,
        /// It was shown, but not lately.
        EXPIRED,
        /// It was never shown, or not here.
        FORGED
    }
}
