package vn.lantoa.reporting;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Term;
import vn.lantoa.organization.TermId;
import vn.lantoa.organization.Terms;
import vn.lantoa.reporting.view.ComparedSide;
import vn.lantoa.reporting.view.ComparedSide.Held;
import vn.lantoa.study.CampaignId;

/// What can stand on a side of a comparison: a campaign, or all that opened in a year or a term.
@Component
class Sides {

    private final JdbcClient db;
    private final Terms terms;

    Sides(JdbcClient db, Terms terms) {
        this.db = db;
        this.terms = terms;
    }

    /// The side that `text` names: `campaign:ID`, `year:2024` or `term:ID`, with its campaigns by their opening.
    ///
    /// @throws NotFound if it names what `scope` does not reach
    /// @throws Refused if it names nothing that could be a side
    ComparedSide of(Scope scope, String text) {
        if (text.startsWith("campaign:")) return campaign(scope, CampaignId.of(text.substring(9)));
        if (text.startsWith("term:")) return term(scope, terms.require(scope, TermId.of(text.substring(5))));
        if (text.matches("year:(19|20|21)\\d\\d")) return year(scope, Integer.parseInt(text.substring(5)));
        throw Refused.invalid("reporting.comparison.side");
    }

    /// The opened campaigns in reach, the latest first.
    List<Held> campaigns(Scope scope) {
        return opened(scope, null, null, null).reversed();
    }

    private ComparedSide campaign(Scope scope, CampaignId id) {
        var found = opened(scope, id, null, null);
        if (found.isEmpty()) throw new NotFound();
        return new ComparedSide("campaign", found.getFirst().title(), null, found);
    }

    private ComparedSide year(Scope scope, int year) {
        var first = LocalDate.of(year, 1, 1);
        return new ComparedSide("year", Integer.toString(year), null, opened(scope, null, first, first.plusYears(1)));
    }

    private ComparedSide term(Scope scope, Term term) {
        return new ComparedSide(
                "term",
                term.name() + ", " + term.unitName(),
                term.congress(),
                opened(scope, null, term.fromOn(), term.untilOn() == null ? null : term.untilOn()));
    }

    private List<Held> opened(
            Scope scope, @Nullable CampaignId id, @Nullable LocalDate from, @Nullable LocalDate until) {
        return db.sql("""
                select   c.id, c.title, c.unit, c.opens_on, c.cut_off
                from     study.campaign c
                where    c.opened_at is not null
                and      (:id::uuid is null or c.id = :id)
                and      (:from::date is null or c.opens_on >= :from)
                and      (:until::date is null or c.opens_on < :until)
                and      study.touches(:scope::uuid[], c.id, c.unit)
                order by c.opens_on, c.id
                """)
                .param("id", id == null ? null : id.value())
                .param("from", from)
                .param("until", until)
                .param("scope", scope.array())
                .query(Held.class)
                .list();
    }
}
