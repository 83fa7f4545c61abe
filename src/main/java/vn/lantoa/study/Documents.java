package vn.lantoa.study;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.DocumentRow;

/// The documents that campaigns are over, as the library keeps them; every one is open to all who sign in.
@Component
class Documents {

    private static final int SHOWN = 20;

    private final JdbcClient db;

    Documents(JdbcClient db) {
        this.db = db;
    }

    /// The document that a program calls `name`: by its symbol as printed or its id.
    ///
    /// @throws Refused if there is none
    /// @throws AmbiguousSymbol if several bear the symbol
    UUID named(String name) {
        var wanted = Typed.required("study.field.documents", name, 100);
        var found = db.sql("""
                select d.id, d.symbol, d.type, d.title, d.issuer, d.issued_on
                from   library.document d
                where  d.symbol = :name
                or     public.fold(d.symbol) = :folded
                or     d.id::text = lower(:name)
                order  by d.issued_on desc, d.issuer
                limit  50
                """)
                .param("name", wanted)
                .param("folded", Folded.of(wanted))
                .query(DocumentRow.class)
                .list();
        if (found.isEmpty()) throw Refused.invalid("study.document.unknown", wanted);
        if (found.size() > 1) throw new AmbiguousSymbol(wanted, found);
        return found.getFirst().id();
    }

    /// The newest documents in which every word of `query` occurs, with or without accents; the newest of all for an
    /// empty query.
    List<DocumentRow> search(String query) {
        var words = Folded.of(query).strip().split("\\s+", -1);
        return db.sql("""
                select d.id, d.symbol, d.type, d.title, d.issuer, d.issued_on
                from   library.document d
                where  not exists (select from unnest(:words::text[]) w where position(w in d.folded) = 0)
                order  by d.issued_on desc, d.symbol
                limit  :shown
                """)
                .param("words", words)
                .param("shown", SHOWN)
                .query(DocumentRow.class)
                .list();
    }

    /// Those of `ids` that exist, in the order given.
    List<DocumentRow> of(Collection<UUID> ids) {
        return db.sql("""
                select d.id, d.symbol, d.type, d.title, d.issuer, d.issued_on
                from   unnest(:ids::uuid[]) with ordinality as wanted (id, position)
                join   library.document d on d.id = wanted.id
                order  by wanted.position
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query(DocumentRow.class)
                .list();
    }

    /// The documents of a campaign in their order.
    List<DocumentRow> of(CampaignId campaign) {
        return db.sql("""
                select d.id, d.symbol, d.type, d.title, d.issuer, d.issued_on
                from   study.campaign_document c
                join   library.document d on d.id = c.document
                where  c.campaign = :campaign
                order  by c.position
                """)
                .param("campaign", campaign.value())
                .query(DocumentRow.class)
                .list();
    }
}
