package vn.lantoa.library;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.library.view.FileLine;

/// The files of documents; their bytes are in the [FileStore].
@Component
class Files implements Holder {

    private final JdbcClient db;

    Files(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String table() {
        return "library.file";
    }

    @Override
    public List<String> held(List<String> hashes) {
        return db.sql("""
                select distinct encode(f.sha256, 'hex')
                from   unnest(:hashes::text[]) h
                join   library.file f on f.sha256 = decode(h, 'hex')
                """)
                .param("hashes", hashes.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// The files of a document in the order they came.
    List<FileLine> of(DocumentId document) {
        return db.sql("""
                select f.id, f.name, f.media_type, f.bytes, f.text is not null as readable, f.added_at
                from   library.file f
                where  f.document = :document
                order  by f.added_at, f.id
                """)
                .param("document", document.value())
                .query(FileLine.class)
                .list();
    }

    /// @throws NotFound if the document has no such file
    KeptFile require(DocumentId document, UUID id) {
        return db.sql("""
                select f.name, f.media_type, f.bytes, f.sha256
                from   library.file f
                where  f.id = :id
                and    f.document = :document
                """)
                .param("id", id)
                .param("document", document.value())
                .query(KeptFile.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The file of the document with the same content, if there is one.
    Optional<UUID> same(DocumentId document, byte[] sha256) {
        return db.sql("select f.id from library.file f where f.document = :document and f.sha256 = :sha256")
                .param("document", document.value())
                .param("sha256", sha256)
                .query(UUID.class)
                .optional();
    }

    void insert(Actor actor, UUID id, DocumentId document, KeptFile file, @Nullable String text, Instant at) {
        db.sql("""
                insert into library.file (id, document, name, media_type, bytes, sha256, text, added_by, added_at)
                values (:id, :document, :name, :mediaType, :bytes, :sha256, :text, :by, :at)
                """)
                .param("id", id)
                .param("document", document.value())
                .param("name", file.name())
                .param("mediaType", file.mediaType())
                .param("bytes", file.bytes())
                .param("sha256", file.sha256())
                .param("text", text)
                .param("by", actor.account().value())
                .param("at", at.atOffset(java.time.ZoneOffset.UTC))
                .update();
    }
}
