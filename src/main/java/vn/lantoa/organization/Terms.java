package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.access.Permission.READ;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.TermRow;
import vn.lantoa.paper.Days;

/// The terms of units. Those of the units above a reader are his or hers to read, as their names are.
@Component
public class Terms {

    private static final String SELECT = """
            select t.id, t.unit, u.code as unit_code, u.name as unit_name, t.name, t.congress, t.from_on, t.until_on
            from   organization.term t
            join   organization.unit u on u.id = t.unit
            """;

    private static final String READABLE = """
            where  (organization.covers(:scope::uuid[], t.unit)
                    or exists (select
                               from   organization.unit_tree k
                               where  k.ancestor = t.unit
                               and    k.descendant = any (:scope::uuid[])))
            """;

    private final JdbcClient db;
    private final Units units;
    private final Audit audit;

    Terms(JdbcClient db, Units units, Audit audit) {
        this.db = db;
        this.units = units;
        this.audit = audit;
    }

    /// The terms that whoever has `scope` may read, the latest first.
    public List<Term> list(Scope scope) {
        return db.sql(SELECT + READABLE + "order by t.from_on desc, u.position, u.name, t.id limit 500")
                .param("scope", scope.array())
                .query(Term.class)
                .list();
    }

    /// @throws NotFound if there is no such term or it belongs to a unit that `scope` does not touch
    public Term require(Scope scope, TermId id) {
        return db.sql(SELECT + READABLE + "and t.id = :id")
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Term.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The same terms for the page that keeps them.
    List<TermRow> rows(Actor actor) {
        var before = db.sql("""
                select distinct on (t.id, p.unit) t.id as term, p.congress, p.unit <> t.unit as merged
                from     organization.term t
                join     organization.term p on p.from_on < t.from_on
                                            and (p.unit = t.unit
                                                 or p.unit in (select l.from_unit
                                                               from   organization.lineage l
                                                               where  l.to_unit = t.unit))
                where    not exists (select
                                     from   organization.term x
                                     where  x.unit = t.unit
                                     and    x.from_on > p.from_on
                                     and    x.from_on < t.from_on)
                order by t.id, p.unit, p.from_on desc
                """).query(Before.class).list().stream().collect(Collectors.groupingBy(Before::term));
        var kept = actor.scope(ORGANIZE);
        return list(actor.scope(READ)).stream()
                .map(term -> row(term, before.getOrDefault(term.id(), List.of()), kept))
                .toList();
    }

    /// The term, for who may change it.
    ///
    /// @throws NotFound for others
    Term kept(Actor actor, TermId id) {
        return db.sql(SELECT + """
                where  t.id = :id
                and    organization.covers(:scope::uuid[], t.unit)
                """)
                .param("id", id.value())
                .param("scope", actor.scope(ORGANIZE).array())
                .query(Term.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// Adds a term of the unit that is called `unit`.
    ///
    /// @param last its last day, or null while it is running
    @Transactional
    TermId add(Actor actor, String unit, String name, String congress, LocalDate from, @Nullable LocalDate last) {
        var place = place(actor, unit);
        var id = Ids.next();
        var until = until(from, last);
        apart(place.id(), id, from, until);
        write("""
                insert into organization.term (id, unit, name, congress, from_on, until_on)
                values (:id, :unit, :name, :congress, :from, :until)
                """, id, place.id(), name, congress, from, until);
        audit.note(actor, "organization.term.create", id, place.id(), name);
        return new TermId(id);
    }

    /// Writes a term anew.
    ///
    /// @throws NotFound if there is none that `actor` keeps
    @Transactional
    void change(Actor actor, TermId id, String name, String congress, LocalDate from, @Nullable LocalDate last) {
        var term = kept(actor, id);
        var until = until(from, last);
        apart(term.unit(), id.value(), from, until);
        write("""
                update organization.term
                set    name = :name, congress = :congress, from_on = :from, until_on = :until
                where  id = :id
                and    unit = :unit
                """, id.value(), term.unit(), name, congress, from, until);
        audit.note(actor, "organization.term.change", id.value(), term.unit(), name);
    }

    private TermRow row(Term term, List<Before> before, Scope kept) {
        var numbered = before.stream()
                .sorted(Comparator.comparing(Before::merged))
                .filter(one -> Congress.restarts(one.congress(), term.congress()))
                .toList();
        return new TermRow(
                term,
                numbered.stream().map(Before::congress).toList(),
                before.stream().anyMatch(Before::merged),
                !kept.none() && units.covers(kept, new UnitId(term.unit())));
    }

    private Unit place(Actor actor, String unit) {
        try {
            return units.named(actor.scope(ORGANIZE), unit);
        } catch (NotFound foreign) {
            throw Refused.invalid("organization.term.no-unit", unit);
        }
    }

    private static @Nullable LocalDate until(LocalDate from, @Nullable LocalDate last) {
        if (last != null && last.isBefore(from)) throw Refused.invalid("organization.term.until", Days.printed(from));
        return last == null ? null : last.plusDays(1);
    }

    /// The unit is held, so that the sentence names the term in the way and nobody adds another meanwhile.
    private void apart(UUID unit, UUID but, LocalDate from, @Nullable LocalDate until) {
        db.sql("select u.id from organization.unit u where u.id = :id for no key update")
                .param("id", unit)
                .query()
                .listOfRows();
        db.sql("""
                select t.name
                from   organization.term t
                where  t.unit = :unit
                and    t.id <> :but
                and    daterange(t.from_on, t.until_on) && daterange(:from, :until::date)
                order  by t.from_on
                limit  1
                """)
                .param("unit", unit)
                .param("but", but)
                .param("from", from)
                .param("until", until)
                .query(String.class)
                .optional()
                .ifPresent(other -> {
                    throw Refused.conflict("organization.term.overlaps", other);
                });
    }

    private void write(
            String statement,
            UUID id,
            UUID unit,
            String name,
            String congress,
            LocalDate from,
            @Nullable LocalDate until) {
        db.sql(statement)
                .param("id", id)
                .param("unit", unit)
                .param("name", name)
                .param("congress", congress)
                .param("from", from)
                .param("until", until)
                .update();
    }

    private record Before(UUID term, String congress, boolean merged) {}
}
