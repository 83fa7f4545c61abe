package vn.lantoa.study;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import vn.lantoa.kernel.Refused;

/// The PIN of a kiosk as only its derivation is kept: PBKDF2 with SHA-256, the same as `pin.ts` makes of a PIN that
/// is set on the tablet itself.
///
/// @param salt base64url; so is `hash`, 32 bytes
record KioskPin(String salt, String hash, int rounds) {

    private static final int ROUNDS = 600_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// @throws Refused if `pin` is not of 6 to 12 digits
    static KioskPin of(String pin) {
        if (!pin.matches("[0-9]{6,12}")) throw Refused.invalid("study.doors.pin.wrong");
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return derived(pin, salt, ROUNDS);
    }

    static KioskPin derived(String pin, byte[] salt, int rounds) {
        var spec = new PBEKeySpec(pin.toCharArray(), salt, rounds, 256);
        try {
            var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            var text = Base64.getUrlEncoder().withoutPadding();
            return new KioskPin(text.encodeToString(salt), text.encodeToString(hash), rounds);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        } finally {
            spec.clearPassword();
        }
    }

    byte[] saltBytes() {
        return Base64.getUrlDecoder().decode(salt);
    }

    byte[] hashBytes() {
        return Base64.getUrlDecoder().decode(hash);
    }
}
