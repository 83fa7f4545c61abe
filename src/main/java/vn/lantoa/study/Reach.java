package vn.lantoa.study;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.study.view.RollRow;
import vn.lantoa.study.view.UnitChoice;

/// The units a post reaches, to choose from, and the people that a campaign over one of them would reach.
@Component
class Reach {

    private static final int SHOWN = 300;

    private final JdbcClient db;

    Reach(JdbcClient db) {
        this.db = db;
    }

    /// The tops of `scope` and the units directly under them, the highest first.
    List<UnitChoice> choices(Scope scope) {
        return db.sql("""
                with top as (
                    select u.id, u.parent
                    from   organization.unit u
                    where  u.until_on is null
                    and    (u.id = any (:scope::uuid[]) or (:everything = any (:scope::uuid[]) and u.parent is null))
                )
                select u.id, u.code, u.name
                from   organization.unit u
                where  u.until_on is null
                and    (u.id in (select t.id from top t) or u.parent in (select t.id from top t))
                order  by array_position(array['CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS', 'SECTIONAL',
                                               'CELL'], u.level), u.position, u.name
                limit  :shown
                """)
                .param("scope", scope.array())
                .param("everything", Scope.EVERYTHING)
                .param("shown", SHOWN)
                .query(UnitChoice.class)
                .list();
    }

    /// The unit `id` if `scope` covers it, else the highest that it covers; empty if it covers none.
    Optional<UnitChoice> home(Scope scope, @Nullable UUID id) {
        var choices = choices(scope);
        return choices.stream()
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .or(() -> choices.stream().findFirst());
    }

    /// Whether `unit` lies in `scope`.
    boolean covers(Scope scope, UUID unit) {
        return db.sql("select organization.covers(:scope::uuid[], :unit)")
                .param("scope", scope.array())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    /// What the roster of `draft` would be if it opened now: its unit as a whole, then every unit directly under it.
    List<RollRow> rolls(Campaign draft) {
        return db.sql("""
                with tree as materialized (
                    select t.unit, t.code, t.name, t.depth, t.position, t.last from study.tree_on(:unit, :cutOff) t
                ),
                own as materialized (
                    select t.position,
                           count(*) as total,
                           count(*) filter (where r.standing = 'PROBATIONARY') as probationary,
                           count(r.exempt) as exempt
                    from   study.rolls_on(:cutOff) r
                    join   tree t on t.unit = r.unit
                    group  by t.position
                )
                select t.unit, t.code, t.name, t.depth, t.last - t.position + 1 as units,
                       coalesce(sum(o.total), 0)::bigint as total,
                       coalesce(sum(o.total - o.probationary), 0)::bigint as "full",
                       coalesce(sum(o.probationary), 0)::bigint as probationary,
                       coalesce(sum(o.exempt), 0)::bigint as exempt
                from   tree t
                left   join own o on o.position between t.position and t.last
                where  t.depth <= 1
                group  by t.unit, t.code, t.name, t.depth, t.position, t.last
                order  by t.position
                """)
                .param("unit", draft.unit())
                .param("cutOff", draft.cutOff())
                .query(RollRow.class)
                .list();
    }
}
