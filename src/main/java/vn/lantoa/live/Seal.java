package vn.lantoa.live;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Keeps stream keys in the database unreadable to who has only the database, or a copy of it. The key of the cipher
/// (AES-256-GCM) lies in the home, `live/seal.key`; several nodes are given one in `LANTOA_SEAL`.
@Component
class Seal {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Environment environment;
    private final Path file;

    Seal(Environment environment, Footage footage) {
        this.environment = environment;
        this.file = footage.root().resolve("seal.key");
    }

    byte[] close(String text) {
        var nonce = random(NONCE);
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0);
        var whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    /// The text; null if it was sealed with another key, as on a node that was given none or in a restored database.
    @Nullable
    String open(byte[] sealed) {
        try {
            return new String(
                    cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), sealed, NONCE),
                    java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalStateException another) {
            return null;
        }
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] bytes, int from) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(bytes, from, bytes.length - from);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] key() {
        var given = environment.getProperty("lantoa.seal", "");
        try {
            var key = given.isEmpty() ? kept() : Base64.getDecoder().decode(given);
            if (key.length != KEY) throw new IllegalStateException("LANTOA_SEAL must be 32 bytes in Base64");
            return key;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private byte[] kept() throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, random(KEY));
        } catch (FileAlreadyExistsException kept) {
            // The usual case.
        }
        return Files.readAllBytes(file);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// A new stream key or path: 24 letters and digits in lower case, of which nobody guesses one.
    static String unguessable() {
        var letters = "abcdefghjkmnpqrstuvwxyz23456789";
        var text = new StringBuilder();
        for (var i = 0; i < 24; i++) text.append(letters.charAt(RANDOM.nextInt(letters.length())));
        return text.toString();
    }

    static byte[] hash(String key) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
