package vn.lantoa.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.study.view.BoardRow;
import vn.lantoa.study.view.Figure;

/// Figures of a campaign under today's tree: the tallies of its frozen units, summed where `study.places` puts each.
/// Only units that hold something of the campaign have one.
@Component
class TodayFigures {

    private final JdbcClient db;

    TodayFigures(JdbcClient db) {
        this.db = db;
    }

    /// The figures of `unit` and of the units directly under `parent` that `scope` covers, in the order of the tree; a
    /// null asks for none.
    List<Counted> of(Scope scope, CampaignId campaign, Basis basis, @Nullable UUID unit, @Nullable UUID parent) {
        return db.sql("""
                with place as materialized (
                    select p.position, p.unit from study.places(:campaign, :basis) p
                ),
                target as materialized (
                    select u.id, u.parent, u.code, u.name, u.level, u.position
                    from   organization.unit u
                    join   organization.unit_tree k on k.ancestor = study.summit(:campaign) and k.descendant = u.id
                    where  (u.id = :unit::uuid or u.parent = :parent::uuid)
                    and    u.until_on is null
                    and    organization.covers(:scope::uuid[], u.id)
                ),
                part as materialized (
                    select u.id, p.position, p.unit
                    from   target u
                    join   organization.unit_tree t on t.ancestor = u.id
                    join   place p on p.unit = t.descendant
                ),
                own as (
                    select p.id, count(distinct p.unit) filter (where p.unit <> p.id) as units,
                           min(p.position) as first, max(p.position) as final,
                           count(*) filter (where t.total > 0) as cells,
                           count(c.unit) filter (where t.total > 0) as closed_cells,
                           sum(t.total) as total, sum(t.probationary) as probationary, sum(t.exempt) as exempt,
                           sum(t.studied) as studied, sum(t.studied_exempt) as studied_exempt,
                           sum(t.excused) as excused, sum(t.absent) as absent, sum(t.key_cadre) as key_cadre,
                           sum(t.key_cadre_studied) as key_cadre_studied, sum(t.made_up) as made_up,
                           sum(t.in_person) as in_person, sum(t.bridge) as bridge, sum(t.online) as online,
                           sum(t.recorded) as recorded, sum(t.cell_meeting) as cell_meeting,
                           sum(t.thematic) as thematic, sum(t.combined) as combined, sum(t.handbook) as handbook
                    from   part p
                    join   study.tally t on t.campaign = :campaign and t.position = p.position
                    left   join study.closure c on c.campaign = :campaign
                                               and c.unit = t.unit
                                               and c.reopened_at is null
                    group  by p.id
                ),
                head as (
                    select   d.id, sum(d.people) filter (where d.kind = 'GUESTS') as guests,
                             sum(d.people) filter (where d.kind = 'MEMBERS') as declared, bool_or(d.estimate) as estimate
                    from     (
                        select   u.id, d.source, d.kind, sum(d.people) as people, count(*) < min(d.parts) as estimate
                        from     study.declared_at(:campaign, :basis) d
                        join     organization.unit_tree t on t.descendant = d.unit
                        join     target u on u.id = t.ancestor
                        group by u.id, d.source, d.kind
                    ) d
                    group by d.id
                )
                select u.id as unit, u.parent, u.code, u.name, u.level, o.*, coalesce(h.guests, 0) as guests,
                       coalesce(h.declared, 0) as declared, coalesce(h.estimate, false) as estimate
                from   target u
                join   own o on o.id = u.id
                left   join head h on h.id = u.id
                order  by u.position, u.code
                """)
                .param("campaign", campaign.value())
                .param("basis", basis.name())
                .param("unit", unit)
                .param("parent", parent)
                .param("scope", scope.array())
                .query((row, number) -> counted(row))
                .list();
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                Figures.figure(row, row.getBoolean("estimate")),
                row.getInt("cells"),
                row.getInt("closed_cells"),
                row.getInt("first"),
                row.getInt("final"));
    }

    /// @param cells frozen units with members that are counted here
    /// @param closedCells of them closed
    /// @param first the lowest position in the frozen tree that is counted here
    /// @param last the highest
    record Counted(Figure figure, int cells, int closedCells, int first, int last) {

        /// On a board. A unit of today counts as closed when every cell that it counts has said so; what heads did at
        /// sessions belongs to the tree of that time.
        BoardRow row() {
            return new BoardRow(figure, cells, closedCells, cells > 0 && closedCells == cells, false, false);
        }
    }
}
