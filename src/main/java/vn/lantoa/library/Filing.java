package vn.lantoa.library;

import java.io.IOException;
import java.io.InputStream;
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
    private final Intake intake;
    private final Audit audit;

    Filing(Documents documents, Files files, Intake intake, Audit audit) {
        this.documents = documents;
        this.files = files;
        this.intake = intake;
        this.audit = audit;
    }

    /// Puts a file to the document `id`. The same content again changes nothing, but
    /// mends the file if its bytes were lost.
    ///
    /// @param name as the sender's machine calls it
    /// @throws Refused 413, 415 or 422 if it is too large, of a foreign kind, locked, broken or classified
    @Transactional
    UUID add(Actor actor, DocumentId id, String name, InputStream in, Instant now) throws IOException {
        actor.require(Permission.KEEP_LIBRARY);
        documents.require(id);
        try (var arrived = intake.receive(name, in)) {
            var same = files.same(id, arrived.file().sha256());
            if (same.isPresent()) {
                arrived.keep();
                return same.get();
            }

            var file = Ids.next();
            files.insert(actor, file, id, arrived.file(), arrived.text(), now);
            audit.note(
                    actor,
                    "library.file.create",
                    id.value(),
                    null,
                    arrived.file().name());
            arrived.keep();
            return file;
        }
    }
}
