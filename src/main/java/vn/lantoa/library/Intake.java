package vn.lantoa.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// The one way in and out for files, for the documents here and for modules above that keep papers of their own: kind
/// told by content, nothing classified, bytes kept once by their hash. The caller keeps the row.
@Component
public class Intake {

    private final FileStore store;
    private final Reading reading;

    Intake(FileStore store, Reading reading) {
        this.store = store;
        this.reading = reading;
    }

    /// Looks at what comes in; nothing is kept before [Arrived#keep], and closing throws away what was not.
    ///
    /// @param name as the sender's machine calls it
    /// @throws Refused 413, 415 or 422 if it is larger than 64 MB, of a foreign kind, locked, broken or classified
    public Arrived receive(String name, InputStream in) throws IOException {
        var clean = clean(name);
        Secrecy.check(clean.replaceFirst("\\.\\w+$", "").replace('_', ' '));
        var arriving = store.receive(in);
        try {
            var type = reading.type(arriving.file(), clean);
            var text = reading.text(arriving.file());
            if (text != null) Secrecy.checkFile(text);
            var file = new KeptFile(type.named(clean), type.mediaType(), arriving.bytes(), arriving.sha256());
            return new Arrived(store, arriving, file, text);
        } catch (RuntimeException refused) {
            arriving.close();
            throw refused;
        }
    }

    /// Lets typed text pass that carries no mark of secrecy.
    ///
    /// @throws Refused 422 if it does
    public void checkText(String text) {
        Secrecy.check(text);
    }

    /// The bytes as an answer that is never shown as anything but what its content is. Asks nobody whether the reader
    /// may have it.
    ///
    /// @throws NotFound if the bytes are lost
    public ResponseEntity<Resource> answer(KeptFile file) {
        var shown =
                file.mediaType().equals("application/pdf") || file.mediaType().startsWith("image/");
        var disposition = ContentDisposition.builder(shown ? "inline" : "attachment")
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .contentLength(file.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .body(store.read(file));
    }

    /// The last part of a path, without control characters, of at most 150 letters.
    private static String clean(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFC).replaceAll("[\\p{Cntrl}\"<>|:*?]", " ");
        var last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1)
                .strip();
        if (last.isEmpty()) return "file";
        return last.length() <= 150 ? last : last.substring(last.length() - 150);
    }

    /// A file that was looked at and may be kept.
    public static final class Arrived implements AutoCloseable {

        private final FileStore store;
        private final FileStore.Arriving arriving;
        private final KeptFile file;
        private final @Nullable String text;

        private Arrived(FileStore store, FileStore.Arriving arriving, KeptFile file, @Nullable String text) {
            this.store = store;
            this.arriving = arriving;
            this.file = file;
            this.text = text;
        }

        public KeptFile file() {
            return file;
        }

        /// What can be read in it; null for a picture or a scanned paper.
        public @Nullable String text() {
            return text;
        }

        /// Sends the bytes on to where they will be kept; to be called before the transaction begins in which they are,
        /// since a bucket may be slow.
        public void send() {
            store.send(arriving);
        }

        /// Keeps the bytes, for good before this returns; to be called last, when the row is written, in the same
        /// transaction. Where it fails, the exception is unchecked and takes the row along. Costs little where they
        /// were sent or are there already.
        public void keep() {
            store.keep(arriving);
        }

        @Override
        public void close() {
            arriving.close();
        }
    }
}
