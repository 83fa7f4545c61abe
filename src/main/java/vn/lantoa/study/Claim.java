package vn.lantoa.study;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// That a phone read the code of a hall at a moment, sealed by the house, so that its owner may sign in first and
/// the moment still counts. Worth something only on that phone, for [#GOOD_FOR], and once.
///
/// @param phone the random name of the phone
record Claim(UUID site, Instant at, String phone, String nonce) {

    static final Duration GOOD_FOR = Duration.ofMinutes(30);

    private static final int LONGEST = 200;

    /// `<site>.<millis>.<nonce>.<seal>`; the phone is not in it but in its seal.
    String sealed(byte[] key) {
        return site + "." + at.toEpochMilli() + "." + nonce + "." + seal(key);
    }

    /// The claim written as `text` on the phone that shows itself as `phone`, unsealed with `key`; empty where it is
    /// malformed, forged, or another phone's.
    static Optional<Claim> read(String text, String phone, byte[] key) {
        var parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != 4 || !parts[1].matches("\\d{1,15}") || !parts[2].matches("[A-Za-z0-9_-]{8,40}"))
            return Optional.empty();
        UUID site;
        try {
            site = UUID.fromString(parts[0]);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        var claim = new Claim(site, Instant.ofEpochMilli(Long.parseLong(parts[1])), phone, parts[2]);
        var good = MessageDigest.isEqual(
                parts[3].getBytes(StandardCharsets.UTF_8), claim.seal(key).getBytes(StandardCharsets.UTF_8));
        return good ? Optional.of(claim) : Optional.empty();
    }

    boolean expired(Instant now) {
        return now.isAfter(at.plus(GOOD_FOR));
    }

    /// The phone as a door's trace names it: the same each time, and no use to anybody who reads it there.
    String witness() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(phone.getBytes(StandardCharsets.UTF_8));
            return "điện thoại " + HexFormat.of().formatHex(digest, 0, 5);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String seal(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var said = "claim/" + site + "/" + at.toEpochMilli() + "/" + phone + "/" + nonce;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
