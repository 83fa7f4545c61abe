package vn.lantoa.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.view.BoardRow;
import vn.lantoa.study.view.Figure;

/// Figures of a campaign under today's tree: the tallies of its frozen units, summed where `study.places` puts each.
/// Only units that hold something of the campaign have one.
@Component
public class TodayFigures {

    private final JdbcClient db;

    TodayFigures(JdbcClient db) {
        this.db = db;
    }

    /// The figures of `unit` and of the units directly under `parent` that `scope` covers, in the order of the tree; a
    /// null asks for none. Where `unit` is `parent`, its figure is what it has itself only, and may be nothing, but its
    /// head-counts are those of the whole.
    List<Counted> of(Scope scope, CampaignId campaign, Basis basis, @Nullable UUID unit, @Nullable UUID parent) {
        return db.sql("""
                with place as materialized (
                    select p.position, p.unit from study.places(:campaign, :basis) p
                ),
                target as materialized (
                    select u.id, u.parent, u.code, u.name, u.level, u.position, u.id = :parent::uuid is true as alone
                    from   organization.unit u
                    where  (u.id = :unit::uuid or u.parent = :parent::uuid)
                    and    u.until_on is null
                    and    exists (select from organization.unit_tree k
                                   where  k.ancestor = (select study.summit(:campaign)) and k.descendant = u.id)
                    and    ((select organization.covers(:scope::uuid[], coalesce(:parent::uuid, :unit::uuid)))
                            or organization.covers(:scope::uuid[], u.id))
                ),
                part as materialized (
                    select u.id, p.position, p.unit
                    from   target u
                    join   organization.unit_tree t on t.ancestor = u.id and (t.depth = 0 or not u.alone)
                    join   place p on p.unit = t.descendant
                ),
                own as materialized (
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
                stated as materialized (
                    select   d.source, d.unit, d.kind, d.people, d.parts
                    from     study.declared_at(:campaign, :basis, array(select p.position from place p order by p.position),
                                               array(select p.unit from place p order by p.position)) d
                ),
                head as materialized (
                    select   d.id, sum(d.people) filter (where d.kind = 'GUESTS') as guests,
                             sum(d.people) filter (where d.kind = 'MEMBERS') as declared, bool_or(d.estimate) as estimate
                    from     (
                        select   u.id, d.source, d.kind, sum(d.people) as people, count(*) < min(d.parts) as estimate
                        from     stated d
                        join     organization.unit_tree t on t.descendant = d.unit
                        join     target u on u.id = t.ancestor
                        group by u.id, d.source, d.kind
                    ) d
                    group by d.id
                )
                select u.id as unit, u.parent, u.code, u.name, u.level, o.*, coalesce(h.guests, 0) as guests,
                       coalesce(h.declared, 0) as declared, coalesce(h.estimate, false) as estimate
                from   target u
                left   join own o on o.id = u.id
                left   join head h on h.id = u.id
                where  o.id is not null or u.alone
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

    /// `unit` with everything below it, and the units directly below it.
    ///
    /// @throws NotFound if nothing of the campaign is counted there or `scope` does not cover it
    public Household household(Scope scope, CampaignId campaign, Basis basis, UUID unit) {
        var all = of(scope, campaign, basis, unit, unit);
        var own = all.stream()
                .filter(counted -> counted.figure().unit().equals(unit))
                .findFirst()
                .orElseThrow(NotFound::new);
        var below = all.stream()
                .filter(counted -> !counted.figure().unit().equals(unit))
                .toList();
        if (own.nobody() && below.isEmpty()) throw new NotFound();
        return new Household(own.with(below), below);
    }

    private static Counted counted(ResultSet row) throws SQLException {
        var nobody = row.getObject("first") == null;
        return new Counted(
                Figures.figure(row, row.getBoolean("estimate")),
                row.getInt("cells"),
                row.getInt("closed_cells"),
                nobody ? Integer.MAX_VALUE : row.getInt("first"),
                nobody ? -1 : row.getInt("final"));
    }

    /// @param whole with everything below it
    /// @param below the units directly below it
    public record Household(Counted whole, List<Counted> below) {}

    /// @param cells frozen units with members that are counted here
    /// @param closedCells of them closed
    /// @param first the lowest position in the frozen tree that is counted here
    /// @param last the highest; below `first` if there is none
    public record Counted(Figure figure, int cells, int closedCells, int first, int last) {

        /// A unit of today counts as closed when every cell that it counts has said so.
        public boolean closed() {
            return cells > 0 && closedCells == cells;
        }

        /// On a board; what heads did at sessions belongs to the tree of that time.
        BoardRow row() {
            return new BoardRow(figure, cells, closedCells, closed(), false, false, 0);
        }

        private boolean nobody() {
            return last < first;
        }

        /// What the unit has itself together with `below`; the head-counts are there already.
        private Counted with(List<Counted> below) {
            var all = Stream.concat(Stream.of(this), below.stream()).toList();
            var sum = Figure.sum(figure, all.stream().map(Counted::figure).toList());
            return new Counted(
                    sum.over(
                            below.stream()
                                    .mapToInt(one -> 1 + one.figure.units())
                                    .sum(),
                            figure),
                    all.stream().mapToInt(Counted::cells).sum(),
                    all.stream().mapToInt(Counted::closedCells).sum(),
                    all.stream().mapToInt(Counted::first).min().orElse(0),
                    all.stream().mapToInt(Counted::last).max().orElse(-1));
        }
    }
}
