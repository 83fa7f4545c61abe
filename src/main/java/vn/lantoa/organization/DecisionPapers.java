package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

/// The paper of a decision as it was sent, told by its content and not by its name.
@Component
class DecisionPapers {

    /// Bytes of the largest paper that is taken.
    static final int MOST = 20 << 20;

    private static final int PARTS_LOOKED_AT = 200;
    private static final int LONGEST_NAME = 150;

    private final JdbcClient db;
    private final Reorganizations reorganizations;
    private final Audit audit;

    DecisionPapers(JdbcClient db, Reorganizations reorganizations, Audit audit) {
        this.db = db;
        this.reorganizations = reorganizations;
        this.audit = audit;
    }

    /// Reads a paper that somebody sent.
    ///
    /// @throws Refused 413 if it is too large, 415 if it is none of PDF, DOCX, JPG and PNG
    static Paper read(@Nullable String name, InputStream sent) throws IOException {
        var content = sent.readNBytes(MOST + 1);
        if (content.length > MOST) throw Refused.tooLarge("organization.reorganization.paper.large", MOST >> 20);
        var kind = kind(content).orElseThrow(() -> Refused.unsupported("organization.reorganization.paper.kind"));
        return new Paper(kind.named(name), kind.mediaType, content);
    }

    /// Keeps `paper` with its decision, in the place of one that was there.
    ///
    /// @throws NotFound if there is none that the actor may organize
    @Transactional
    void keep(Actor actor, ReorganizationId id, Paper paper, Instant at) {
        var row = reorganizations.lock(actor.scope(ORGANIZE), id);
        db.sql("""
                insert into organization.decision_file (reorganization, name, media_type, content, sent_by, sent_at)
                values (:id, :name, :mediaType, :content, :by, :at)
                on     conflict (reorganization) do update
                set    name = excluded.name, media_type = excluded.media_type, content = excluded.content,
                       sent_by = excluded.sent_by, sent_at = excluded.sent_at
                """)
                .param("id", id.value())
                .param("name", paper.name())
                .param("mediaType", paper.mediaType())
                .param("content", paper.content())
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "organization.reorganization.paper", id.value(), row.unit(), paper.name());
    }

    /// @throws NotFound if there is none that the actor may organize
    Paper require(Actor actor, ReorganizationId id) {
        reorganizations.require(actor.scope(ORGANIZE), id);
        return db.sql("""
                select f.name, f.media_type, f.content from organization.decision_file f where f.reorganization = :id
                """)
                .param("id", id.value())
                .query((row, number) -> new Paper(row.getString(1), row.getString(2), row.getBytes(3)))
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// What the paper of a reorganization is called, if there is one.
    Optional<String> name(UUID reorganization) {
        return db.sql("select f.name from organization.decision_file f where f.reorganization = :id")
                .param("id", reorganization)
                .query(String.class)
                .optional();
    }

    private static Optional<Kind> kind(byte[] content) throws IOException {
        if (begins(content, '%', 'P', 'D', 'F', '-')) return Optional.of(Kind.PDF);
        if (begins(content, 0xff, 0xd8, 0xff)) return Optional.of(Kind.JPG);
        if (begins(content, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) return Optional.of(Kind.PNG);
        return begins(content, 'P', 'K', 3, 4) && written(content) ? Optional.of(Kind.DOCX) : Optional.empty();
    }

    private static boolean begins(byte[] content, int... mark) {
        if (content.length < mark.length) return false;
        for (var place = 0; place < mark.length; place++) if ((content[place] & 0xff) != mark[place]) return false;
        return true;
    }

    private static boolean written(byte[] content) throws IOException {
        try (var parts = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (var looked = 0; looked < PARTS_LOOKED_AT; looked++) {
                var part = parts.getNextEntry();
                if (part == null) return false;
                if (part.getName().equals("word/document.xml")) return true;
            }
            return false;
        } catch (java.util.zip.ZipException | IllegalArgumentException broken) {
            return false;
        }
    }

    private enum Kind {
        PDF("application/pdf"),
        DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        JPG("image/jpeg"),
        PNG("image/png");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }

        /// The sent name, one line, with the ending of what it is.
        private String named(@Nullable String sent) {
            var plain = sent == null ? "" : sent.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]", " ");
            var base = plain.strip().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "").strip();
            if (base.isEmpty()) base = "quyet-dinh";
            var letters = Math.min(LONGEST_NAME, base.codePointCount(0, base.length()));
            base = base.substring(0, base.offsetByCodePoints(0, letters));
            return base + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param content must not be changed
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    record Paper(String name, String mediaType, byte[] content) {}
}
