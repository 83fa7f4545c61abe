package vn.lantoa.library;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.tika.Tika;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;
import vn.lantoa.kernel.Refused;

/// Tells what a file really is and takes its text out.
@Component
class Reading {

    private static final int LETTERS = 2_000_000;

    private final Tika tika = new Tika();
    private final AutoDetectParser parser = new AutoDetectParser();

    /// What `file` is by its content; its name only helps where the content is plain text.
    ///
    /// @throws Refused 415 if it is nothing that the library takes
    FileType type(Path file, String name) {
        try {
            var told = tika.detect(file);
            return FileType.of(told).orElseThrow(() -> Refused.unsupported("library.file.type", name));
        } catch (IOException unreadable) {
            throw Refused.unsupported("library.file.type", name);
        }
    }

    /// The text of `file`, cut after two million letters; null if it has none, as a scanned paper.
    ///
    /// @throws Refused 422 if the file is locked by a password or broken
    @Nullable
    String text(Path file) {
        var text = new BodyContentHandler(LETTERS);
        try (var stream = TikaInputStream.get(file)) {
            parser.parse(stream, text, new Metadata(), new ParseContext());
        } catch (EncryptedDocumentException locked) {
            throw Refused.invalid("library.file.locked");
        } catch (IOException | SAXException | TikaException broken) {
            if (!WriteLimitReachedException.isWriteLimitReached(broken)) throw Refused.invalid("library.file.broken");
        }
        var taken = text.toString().replace("\u0000", "").strip();
        return taken.isEmpty() ? null : taken;
    }
}
