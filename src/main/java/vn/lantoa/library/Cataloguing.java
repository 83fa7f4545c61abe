package vn.lantoa.library;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;

/// Takes documents into the library and corrects what is written about them.
@Component
class Cataloguing {

    private final Documents documents;
    private final Audit audit;

    Cataloguing(Documents documents, Audit audit) {
        this.documents = documents;
        this.audit = audit;
    }

    /// What somebody writes about a document; every component may be wrong.
    ///
    /// @param secrecy degree of secrecy; anything but none is refused
    record Entry(
            String symbol,
            String type,
            String title,
            String issuer,
            @Nullable LocalDate issuedOn,
            String summary,
            String secrecy) {

        static final Entry EMPTY = new Entry("", "", "", "", null, "", "");

        static Entry of(Document document) {
            return new Entry(
                    document.symbol(),
                    document.type(),
                    document.title(),
                    document.issuer(),
                    document.issuedOn(),
                    document.summary() == null ? "" : document.summary(),
                    "");
        }

        /// The document that this describes.
        ///
        /// @throws Refused 422 if something is missing or wrong, or the paper is classified
        Document checked(UUID id, LocalDate today) {
            Secrecy.checkDegree(secrecy);
            Secrecy.check(symbol);
            Secrecy.check(title);
            Secrecy.check(summary);
            var parts = Symbol.parse(symbol).orElseThrow(() -> Refused.invalid("library.symbol.invalid", symbol));
            var kind = type.isBlank()
                    ? parts.type().orElseThrow(() -> Refused.invalid("library.type.missing"))
                    : DocumentType.of(type.strip()).orElseThrow(() -> Refused.invalid("library.type.unknown", type));
            seen(symbol, "library.symbol");
            seen(title, "library.title");
            seen(issuer, "library.issuer");
            seen(summary, "library.abstract");
            if (title.isBlank() || title.length() > 1000) throw Refused.invalid("library.title.invalid");
            if (issuer.isBlank() || issuer.length() > 200) throw Refused.invalid("library.issuer.invalid");
            if (summary.length() > 20_000) throw Refused.invalid("library.abstract.long");
            if (issuedOn == null) throw Refused.invalid("library.issued-on.missing");
            if (issuedOn.isAfter(today) || issuedOn.getYear() < 1930)
                throw Refused.invalid("library.issued-on.invalid");
            return new Document(
                    id,
                    parts.printed(),
                    parts.number(),
                    kind.code(),
                    Plain.line(title),
                    Plain.line(issuer),
                    issuedOn,
                    summary.isBlank() ? null : Plain.lines(summary));
        }

        private static void seen(String text, String field) {
            if (Plain.unseen(text)) throw Refused.invalid("library.letters", new DefaultMessageSourceResolvable(field));
        }
    }

    /// Takes a document in.
    ///
    /// @throws Refused 422 as [Entry#checked] says, 409 if one of the same identity is kept already
    @Transactional
    DocumentId add(Actor actor, Entry entry, LocalDate today) {
        actor.require(Permission.KEEP_LIBRARY);
        var document = entry.checked(Ids.next(), today);
        if (!documents.insert(actor, document)) throw Refused.conflict("library.document.known", document.symbol());
        audit.note(actor, "library.document.create", document.id(), null, document.symbol());
        return document.documentId();
    }

    /// Corrects what is written about a document.
    ///
    /// @throws Refused as for [#add]
    @Transactional
    void change(Actor actor, DocumentId id, Entry entry, LocalDate today) {
        actor.require(Permission.KEEP_LIBRARY);
        documents.require(id);
        var document = entry.checked(id.value(), today);
        var same = documents.find(document.issuer(), document.type(), document.number(), document.issuedOn());
        if (same.isPresent() && !same.get().id().equals(id.value()))
            throw Refused.conflict("library.document.known", document.symbol());
        documents.update(document);
        audit.note(actor, "library.document.change", id.value(), null, document.symbol());
    }

    /// Says that `id` does `kind` to the document with `symbol`.
    ///
    /// @throws Refused 422 if no document bears the symbol or it is the same one, 409 if several do
    @Transactional
    void relate(Actor actor, DocumentId id, RelationKind kind, String symbol) {
        actor.require(Permission.KEEP_LIBRARY);
        documents.require(id);
        var found = documents.bySymbol(symbol).stream()
                .filter(other -> !other.id().equals(id.value()))
                .toList();
        if (found.isEmpty()) throw Refused.invalid("library.relation.unknown", symbol);
        if (found.size() > 1)
            throw Refused.conflict(
                    "library.relation.ambiguous",
                    symbol,
                    String.join(
                            "; ",
                            found.stream()
                                    .map(other -> other.title() + " (" + other.issuedOn() + ", " + other.id() + ")")
                                    .toList()));
        documents.relate(id, kind, found.getFirst().documentId());
        audit.note(actor, "library.relation.create", id.value(), null, kind + " " + symbol);
    }

    @Transactional
    void unrelate(Actor actor, DocumentId from, RelationKind kind, DocumentId to) {
        actor.require(Permission.KEEP_LIBRARY);
        documents.unrelate(from, kind, to);
        audit.note(actor, "library.relation.remove", from.value(), null, kind.name());
    }
}
