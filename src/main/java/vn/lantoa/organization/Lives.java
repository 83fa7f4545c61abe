package vn.lantoa.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.LifeEvent;
import vn.lantoa.organization.view.LifeEvent.Decision;
import vn.lantoa.organization.view.UnitLink;

/// What happened to units, from the day they were founded.
@Component
class Lives {

    private final JdbcClient db;

    Lives(JdbcClient db) {
        this.db = db;
    }

    /// The life of a unit, the latest first. Whether the asker may see the unit was asked before.
    ///
    /// @param scope of the asker, which says which of the units named are his or hers to open
    List<LifeEvent> of(Scope scope, UnitId id) {
        return Life.of(states(scope, id), lines(scope, id));
    }

    private List<Life.State> states(Scope scope, UnitId id) {
        return db.sql("""
                select s.name, s.level, s.parent, p.code as parent_code,
                       coalesce(b.name, p.name) as parent_name,
                       coalesce(l.name, p.name) as parent_last_name,
                       organization.covers(:scope, s.parent) as parent_within,
                       lower(s.valid) as from_on, upper(s.valid) as until_on,
                       coalesce(s.decision, r.decision) as decision, s.reorganization,
                       e.decision as ending, s.ended_by
                from   organization.unit_state s
                left   join organization.unit p on p.id = s.parent
                left   join organization.unit_state b on b.unit = s.parent and b.valid @> lower(s.valid)
                left   join organization.unit_state l on l.unit = s.parent and l.valid @> upper(s.valid) - 1
                left   join organization.reorganization r on r.id = s.reorganization
                left   join organization.reorganization e on e.id = s.ended_by
                where  s.unit = :id
                order  by s.valid
                """)
                .param("scope", scope.array())
                .param("id", id.value())
                .query((row, number) -> new Life.State(
                        row.getString("name"),
                        Level.valueOf(row.getString("level")),
                        parent(row, "parent_name"),
                        parent(row, "parent_last_name"),
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class),
                        new Decision(row.getString("decision"), row.getObject("reorganization", UUID.class)),
                        new Decision(row.getString("ending"), row.getObject("ended_by", UUID.class))))
                .list();
    }

    private static @Nullable UnitLink parent(ResultSet row, String name) throws SQLException {
        var id = row.getObject("parent", UUID.class);
        return id == null
                ? null
                : new UnitLink(id, row.getString("parent_code"), row.getString(name), row.getBoolean("parent_within"));
    }

    private List<Life.Line> lines(Scope scope, UnitId id) {
        return db.sql("""
                select g.from_unit = :id as outward, bool_or(g.kind = 'MERGED') as whole, r.effective_on, r.decision, r.id,
                       o.id as other, o.code, coalesce(min(s.name), o.name) as name,
                       organization.covers(:scope, o.id) as within,
                       (select count(*)
                        from   organization.unit_state c
                        join   organization.unit_state b on b.unit = c.unit and upper(b.valid) = lower(c.valid)
                        where  c.parent = g.to_unit
                        and    b.parent = g.from_unit
                        and    c.reorganization = r.id) as units
                from   organization.lineage g
                join   organization.reorganization r on r.id = g.reorganization
                join   organization.unit o on o.id = case when g.from_unit = :id then g.to_unit else g.from_unit end
                left   join organization.unit_state s
                       on s.unit = o.id
                       and s.valid @> case when g.from_unit = :id then r.effective_on else r.effective_on - 1 end
                where  g.from_unit = :id
                or     g.to_unit = :id
                group  by g.from_unit, g.to_unit, r.id, o.id
                order  by r.effective_on, r.applied_as, r.id, o.code
                """)
                .param("scope", scope.array())
                .param("id", id.value())
                .query((row, number) -> new Life.Line(
                        row.getBoolean("outward"),
                        row.getBoolean("whole"),
                        row.getObject("effective_on", LocalDate.class),
                        new Decision(row.getString("decision"), row.getObject("id", UUID.class)),
                        new UnitLink(
                                row.getObject("other", UUID.class),
                                row.getString("code"),
                                row.getString("name"),
                                row.getBoolean("within")),
                        row.getLong("units")))
                .list();
    }
}
