package vn.lantoa.library;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;

/// Puts files to documents. What is refused leaves nothing behind, neither on the disk nor in the database.
@Component
class Filing {

    private final Documents documents;
    private final Files files;
    private final FileStore store;
    private final Reading reading;
    private final Audit audit;

    Filing(Documents documents, Files files, FileStore store, Reading reading, Audit audit) {
        this.documents = documents;
        this.files = files;
        this.store = store;
        this.reading = reading;
        this.audit = audit;
    }

    /// Puts a file to the document `id`. The same content again changes nothing.
    ///
    /// @param name as the sender's machine calls it
    /// @throws Refused 413, 415 or 422 if it is too large, of a foreign kind, locked, broken or classified
    @Transactional
    UUID add(Actor actor, DocumentId id, String name, InputStream in, Instant now) throws IOException {
        actor.require(Permission.KEEP_LIBRARY);
        documents.require(id);
        var clean = clean(name);
        Secrecy.check(clean.replaceFirst("\\.\\w+$", "").replace('_', ' '));
        try (var arriving = store.receive(in)) {
            var type = reading.type(arriving.file(), clean);
            var text = reading.text(arriving.file());
            if (text != null) Secrecy.checkFile(text);
            var same = files.same(id, arriving.sha256());
            if (same.isPresent()) return same.get();

            var file = Ids.next();
            files.insert(
                    actor,
                    file,
                    id,
                    new Files.Kept(type.named(clean), type.mediaType(), arriving.bytes(), arriving.sha256()),
                    text,
                    now);
            audit.note(actor, "library.file.create", id.value(), null, clean);
            store.keep(arriving);
            return file;
        }
    }

    /// The last part of a path, without control characters, of at most 150 letters.
    private static String clean(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFC).replaceAll("[\\p{Cntrl}\"<>|:*?]", " ");
        var last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1)
                .strip();
        if (last.isEmpty()) return "file";
        return last.length() <= 150 ? last : last.substring(last.length() - 150);
    }
}
