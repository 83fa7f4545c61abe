package vn.lantoa.library;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.library.view.RelationLine;

/// The documents. Whoever is signed in may read them: they are directives to everybody.
@Component
class Documents {

    private final JdbcClient db;

    Documents(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is no such document
    Document require(DocumentId id) {
        return db.sql("""
                select d.id, d.symbol, d.number, d.type, d.title, d.issuer, d.issued_on, d.abstract as summary
                from   library.document d
                where  d.id = :id
                """)
                .param("id", id.value())
                .query(Document.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// Documents that hold every word of `query` in symbol, title, issuer, abstract or the text of a file, accents and
    /// case ignored; the newest first, from behind `after`.
    ///
    /// @param type letters of a type, or empty for all
    /// @param after the last one shown before, or null
    /// @param size how many at most
    List<Document> search(String query, String type, @Nullable Document after, int size) {
        return db.sql("""
                select d.id, d.symbol, d.number, d.type, d.title, d.issuer, d.issued_on, d.abstract as summary
                from   library.document d
                where  (d.folded like all (:words)
                        or exists (select from library.file f where f.document = d.id and f.folded like all (:words)))
                and    (:type = '' or d.type = :type)
                and    (d.issued_on, d.id) < (:day, :id)
                order  by d.issued_on desc, d.id desc
                limit  :size
                """)
                .param("words", words(query))
                .param("type", type)
                .param("day", after == null ? LocalDate.of(9999, 1, 1) : after.issuedOn())
                .param("id", after == null ? new UUID(-1, -1) : after.id())
                .param("size", size)
                .query(Document.class)
                .list();
    }

    /// How many documents there are.
    int count() {
        return db.sql("select count(*) from library.document")
                .query(Integer.class)
                .single();
    }

    /// The document with this identity, if it is kept already.
    Optional<Document> find(String issuer, String type, String number, LocalDate issuedOn) {
        return db.sql("""
                select d.id, d.symbol, d.number, d.type, d.title, d.issuer, d.issued_on, d.abstract as summary
                from   library.document d
                where  d.issuer = :issuer
                and    d.type = :type
                and    d.number = :number
                and    d.issued_on = :issuedOn
                """)
                .param("issuer", issuer)
                .param("type", type)
                .param("number", number)
                .param("issuedOn", issuedOn)
                .query(Document.class)
                .optional();
    }

    /// Keeps a new document.
    ///
    /// @return whether it is new; false if one of the same identity is kept already, which stays as it is
    boolean insert(Actor actor, Document document) {
        return db.sql("""
                insert into library.document (id, symbol, number, type, title, issuer, issued_on, abstract, added_by)
                values (:id, :symbol, :number, :type, :title, :issuer, :issuedOn, :summary, :by)
                on     conflict (issuer, type, number, issued_on) do nothing
                """)
                        .params(parameters(document))
                        .param("by", actor.account().value())
                        .update()
                == 1;
    }

    /// Changes what is written about a document.
    void update(Document document) {
        db.sql("""
                update library.document
                set    symbol = :symbol,
                       number = :number,
                       type = :type,
                       title = :title,
                       issuer = :issuer,
                       issued_on = :issuedOn,
                       abstract = :summary
                where  id = :id
                """).params(parameters(document)).update();
    }

    /// What the document does to others and others to it.
    List<RelationLine> relations(DocumentId id) {
        return db.sql("""
                select r.kind, true as outward, d.id as document, d.symbol, d.title, d.issued_on
                from   library.relation r
                join   library.document d on d.id = r.to_document
                where  r.from_document = :id
                union  all
                select r.kind, false, d.id, d.symbol, d.title, d.issued_on
                from   library.relation r
                join   library.document d on d.id = r.from_document
                where  r.to_document = :id
                order  by 2 desc, 1, 6
                """).param("id", id.value()).query(RelationLine.class).list();
    }

    /// Relates two documents; repeating changes nothing.
    void relate(DocumentId from, RelationKind kind, DocumentId to) {
        db.sql("""
                insert into library.relation (from_document, kind, to_document)
                values (:from, :kind, :to)
                on     conflict do nothing
                """)
                .param("from", from.value())
                .param("kind", kind.name())
                .param("to", to.value())
                .update();
    }

    void unrelate(DocumentId from, RelationKind kind, DocumentId to) {
        db.sql("""
                delete from library.relation
                where  from_document = :from
                and    kind = :kind
                and    to_document = :to
                """)
                .param("from", from.value())
                .param("kind", kind.name())
                .param("to", to.value())
                .update();
    }

    /// The documents that bear `symbol`, the newest first.
    List<Document> bySymbol(String symbol) {
        return db.sql("""
                select d.id, d.symbol, d.number, d.type, d.title, d.issuer, d.issued_on, d.abstract as summary
                from   library.document d
                where  public.fold(d.symbol) = :symbol
                or     d.id::text = :symbol
                order  by d.issued_on desc
                limit  20
                """)
                .param("symbol", Folded.of(symbol).strip())
                .query(Document.class)
                .list();
    }

    private static Map<String, @Nullable Object> parameters(Document document) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("id", document.id());
        parameters.put("symbol", document.symbol());
        parameters.put("number", document.number());
        parameters.put("type", document.type());
        parameters.put("title", document.title());
        parameters.put("issuer", document.issuer());
        parameters.put("issuedOn", document.issuedOn());
        parameters.put("summary", document.summary());
        return parameters;
    }

    private static String[] words(String query) {
        return Arrays.stream(Folded.of(query).strip().split("\\s+", -1))
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
    }
}
