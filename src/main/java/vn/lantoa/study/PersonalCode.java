package vn.lantoa.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// What a member shows at a door, on the phone or printed: who it is, signed by the house, so that a door without
/// network can tell a real one from a forged one. Says nothing of rights; a replaced code bears a smaller `serial`
/// than the one in force.
///
/// @param serial from 1
record PersonalCode(UUID member, int serial) {

    static final String SCHEME = "LT1.";

    private static final int BYTES = 18;
    private static final int LONGEST = 200;
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    PersonalCode {
        if (serial < 1 || serial > 0xFFFF) throw new IllegalArgumentException("serial " + serial);
    }

    /// As it is printed and shown: `LT1.<who>.<signature>`, 112 characters.
    String signed(PrivateKey key) {
        var text = SCHEME + encoded(bytes());
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The code written as `text`; empty where it is none, is malformed, or was not signed by the house.
    static Optional<PersonalCode> verified(String text, PublicKey key) {
        if (text.length() > LONGEST || !text.startsWith(SCHEME)) return Optional.empty();
        var dot = text.lastIndexOf('.');
        if (dot < SCHEME.length()) return Optional.empty();
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(text.substring(dot + 1)))) return Optional.empty();

            var bytes = Base64.getUrlDecoder().decode(text.substring(SCHEME.length(), dot));
            if (bytes.length != BYTES) return Optional.empty();
            var read = ByteBuffer.wrap(bytes);
            return Optional.of(
                    new PersonalCode(new UUID(read.getLong(), read.getLong()), Short.toUnsignedInt(read.getShort())));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(member.getMostSignificantBits())
                .putLong(member.getLeastSignificantBits())
                .putShort((short) serial)
                .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
