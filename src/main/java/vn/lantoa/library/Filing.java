package vn.lantoa.library;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
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
    private final TransactionTemplate transaction;

    Filing(Documents documents, Files files, Intake intake, Audit audit, TransactionTemplate transaction) {
        this.documents = documents;
        this.files = files;
        this.intake = intake;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Puts a file to the document `id`. The same content again changes nothing, but
    /// mends the file if its bytes were lost. The transaction begins when the bytes have come and were sent on.
    ///
    /// @param name as the sender's machine calls it
    /// @throws Refused 413, 415 or 422 if it is too large, of a foreign kind, locked, broken or classified
    UUID add(Actor actor, DocumentId id, String name, InputStream in, Instant now) throws IOException {
        actor.require(Permission.KEEP_LIBRARY);
        documents.require(id);
        try (var arrived = intake.receive(name, in)) {
            arrived.send();
            return transaction.execute(status -> put(actor, id, arrived, now));
        }
    }

    private UUID put(Actor actor, DocumentId id, Intake.Arrived arrived, Instant now) {
        documents.require(id);
        var same = files.same(id, arrived.file().sha256());
        if (same.isPresent()) {
            arrived.keep();
            return same.get();
        }

        var file = Ids.next();
        files.insert(actor, file, id, arrived.file(), arrived.text(), now);
        audit.note(
                actor, "library.file.create", id.value(), null, arrived.file().name());
        arrived.keep();
        return file;
    }
}
