package vn.lantoa.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.reporting.view.Count;
import vn.lantoa.study.Basis;

/// Counts of several campaigns at one unit and at the units directly under it, in one statement for all of them.
@Component
class Comparisons {

    private final JdbcClient db;

    Comparisons(JdbcClient db) {
        this.db = db;
    }

    /// The unit called `code`, or the highest that `scope` reads in the first of `campaigns`. On other bases than
    /// [Basis#WAS], where that unit stands today.
    ///
    /// @throws NotFound if there is none or `scope` does not read it
    Place place(Scope scope, UUID[] campaigns, String code, Basis basis) {
        return db.sql("""
                with asked as (
                    select u.id
                    from   organization.unit u
                    where  u.code = :code
                    union  all
                    select t.unit
                    from   study.campaign_unit t
                    where  :code = ''
                    and    t.campaign = :first
                    and    t.position = study.top(:scope::uuid[], :first)
                ),
                found as (
                    select a.id
                    from   asked a
                    where  :was
                    union  all
                    select s.place
                    from   study.standing(array(select a.id from asked a)) s
                    where  not :was
                )
                select u.id as unit, u.code, u.name, p.code as parent, p.name as parent_name
                from   found f
                join   organization.unit u on u.id = f.id
                left   join organization.unit p on p.id = u.parent and organization.covers(:scope::uuid[], p.id)
                where  organization.covers(:scope::uuid[], u.id)
                or     :was and exists (select
                                        from   unnest(:campaigns::uuid[]) as c (id)
                                        where  study.sees(:scope::uuid[], c.id, u.id))
                """)
                .param("scope", scope.array())
                .param("campaigns", campaigns)
                .param("first", campaigns[0])
                .param("code", code.replace("\0", ""))
                .param("was", basis == Basis.WAS)
                .query(Place.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// Each campaign in its own tree: `unit`, the units that stood directly under it in one of `campaigns`, and those
    /// same units wherever they stood in the others.
    List<Counted> was(Scope scope, UUID unit, UUID[] campaigns) {
        return db.sql("""
                with wanted as materialized (
                    select distinct u.unit
                    from   study.campaign_unit u
                    where  u.campaign = any (:campaigns)
                    and    (u.unit = :unit or u.parent = :unit)
                ),
                whole as materialized (
                    select c.id as campaign
                    from   study.campaign c
                    where  c.id = any (:campaigns)
                    and    study.stood_within(:scope::uuid[], c.id, c.unit)
                )
                select   u.campaign, u.unit, u.code, u.name, u.parent, p.name as parent_name, s.*,
                         0 as moved, 0 as people, 0 as declared, 0 as estimated
                from     wanted w
                join     study.campaign_unit u on u.unit = w.unit and u.campaign = any (:campaigns)
                left     join study.campaign_unit p on p.campaign = u.campaign and p.unit = u.parent
                cross    join lateral (
                    select sum(t.total) as total, sum(t.exempt) as exempt, sum(t.studied) as studied,
                           sum(t.studied_exempt) as studied_exempt, sum(t.excused) as excused, sum(t.absent) as absent
                    from   study.tally t
                    where  t.campaign = u.campaign
                    and    t.position between u.position and u.last) s
                where    u.campaign in (select h.campaign from whole h)
                or       study.sees(:scope::uuid[], u.campaign, u.unit)
                order by array_position(:campaigns::uuid[], u.campaign), u.position
                """)
                .param("unit", unit)
                .param("campaigns", campaigns)
                .param("scope", scope.array())
                .query((row, number) -> counted(row))
                .list();
    }

    /// All campaigns in today's tree on `basis`: `unit` and the units directly under it, also those that count nothing,
    /// which have no campaign. `moved` are the units with members that stood under another committee in their
    /// campaign's own tree than they are counted under, `people` the members in them.
    List<Counted> today(Scope scope, UUID unit, UUID[] campaigns, Basis basis) {
        return db.sql("""
                with target as materialized (
                    select u.id, u.parent, u.code, u.name, u.position
                    from   organization.unit u
                    where  (u.id = :unit or u.parent = :unit)
                    and    u.until_on is null
                    and    organization.covers(:scope::uuid[], u.id)
                ),
                place as materialized (
                    select c.campaign, p.position, p.unit
                    from   unnest(:campaigns::uuid[]) as c (campaign)
                    cross  join lateral study.places(c.campaign, :basis) p
                ),
                head as materialized (
                    select   c.campaign, sum(d.people) as declared,
                             coalesce(sum(d.people) filter (where d.parts > 1), 0) as estimated
                    from     unnest(:campaigns::uuid[]) as c (campaign)
                    cross    join lateral study.declared_at(
                                 c.campaign, :basis,
                                 array(select p.position from place p where p.campaign = c.campaign order by p.position),
                                 array(select p.unit from place p where p.campaign = c.campaign order by p.position)) d
                    join     organization.unit_tree k on k.ancestor = :unit and k.descendant = d.unit
                    group by c.campaign
                ),
                held as materialized (
                    select   c.campaign, c.unit, sum(t.total) as total, sum(t.exempt) as exempt,
                             sum(t.studied) as studied, sum(t.studied_exempt) as studied_exempt,
                             sum(t.excused) as excused, sum(t.absent) as absent,
                             count(*) filter (where m.moved) as moved,
                             sum(t.total) filter (where m.moved) as people
                    from     place c
                    join     study.tally t on t.campaign = c.campaign and t.position = c.position and t.total > 0
                    join     study.campaign_unit f on f.campaign = c.campaign and f.position = c.position
                    join     organization.unit o on o.id = c.unit
                    cross    join lateral (
                        select case f.level when 'CELL' then f.parent else f.unit end
                                   is distinct from case o.level when 'CELL' then o.parent else o.id end as moved) m
                    group by c.campaign, c.unit
                ),
                own as materialized (
                    select   h.campaign, u.id, sum(h.total) as total, sum(h.exempt) as exempt, sum(h.studied) as studied,
                             sum(h.studied_exempt) as studied_exempt, sum(h.excused) as excused,
                             sum(h.absent) as absent, sum(h.moved) as moved, coalesce(sum(h.people), 0) as people
                    from     target u
                    join     organization.unit_tree k on k.ancestor = u.id
                    join     held h on h.unit = k.descendant
                    group by h.campaign, u.id
                )
                select   o.campaign, u.id as unit, u.code, u.name, u.parent, p.name as parent_name,
                         coalesce(o.total, 0) as total, coalesce(o.exempt, 0) as exempt,
                         coalesce(o.studied, 0) as studied, coalesce(o.studied_exempt, 0) as studied_exempt,
                         coalesce(o.excused, 0) as excused, coalesce(o.absent, 0) as absent,
                         coalesce(o.moved, 0) as moved, coalesce(o.people, 0) as people,
                         coalesce(h.declared, 0) as declared, coalesce(h.estimated, 0) as estimated
                from     target u
                left     join own o on o.id = u.id
                left     join head h on h.campaign = o.campaign and u.id = :unit
                left     join organization.unit p on p.id = u.parent
                order by u.position, u.code, array_position(:campaigns::uuid[], o.campaign)
                """)
                .param("unit", unit)
                .param("campaigns", campaigns)
                .param("basis", basis.name())
                .param("scope", scope.array())
                .query((row, number) -> counted(row))
                .list();
    }

    /// What `unit` alone counts on `basis` in each of `campaigns` that counts anybody there, without what the other
    /// statements tell of the units below and of what was moved.
    List<Counted> whole(Scope scope, Place unit, UUID[] campaigns, Basis basis) {
        return db.sql(basis == Basis.WAS ? """
                select u.campaign, u.unit, u.code, u.name, null::uuid as parent, null as parent_name,
                       sum(t.total) as total, sum(t.exempt) as exempt, sum(t.studied) as studied,
                       sum(t.studied_exempt) as studied_exempt, sum(t.excused) as excused, sum(t.absent) as absent,
                       0 as moved, 0 as people, 0 as declared, 0 as estimated
                from   study.campaign_unit u
                join   study.tally t on t.campaign = u.campaign and t.position between u.position and u.last
                where  u.campaign = any (:campaigns)
                and    u.unit = :unit
                and    study.sees(:scope::uuid[], u.campaign, u.unit)
                group  by u.campaign, u.unit, u.code, u.name
                having sum(t.total) > 0
                """ : """
                select c.campaign, u.id as unit, u.code, u.name, null::uuid as parent, null as parent_name,
                       sum(t.total) as total, sum(t.exempt) as exempt, sum(t.studied) as studied,
                       sum(t.studied_exempt) as studied_exempt, sum(t.excused) as excused, sum(t.absent) as absent,
                       0 as moved, 0 as people, 0 as declared, 0 as estimated
                from   unnest(:campaigns::uuid[]) as c (campaign)
                cross  join lateral study.places(c.campaign, :basis) p
                join   organization.unit_tree k on k.ancestor = :unit and k.descendant = p.unit
                join   organization.unit u on u.id = k.ancestor
                join   study.tally t on t.campaign = c.campaign and t.position = p.position
                where  organization.covers(:scope::uuid[], u.id)
                group  by c.campaign, u.id, u.code, u.name
                having sum(t.total) > 0
                """)
                .param("unit", unit.unit())
                .param("campaigns", campaigns)
                .param("basis", basis.name())
                .param("scope", scope.array())
                .query((row, number) -> counted(row))
                .list();
    }

    /// What `unit` counted in the own tree of each of `campaigns`.
    List<Then> then(UUID unit, UUID[] campaigns) {
        return db.sql("""
                select u.campaign, sum(t.total)::bigint as total
                from   study.campaign_unit u
                join   study.tally t on t.campaign = u.campaign and t.position between u.position and u.last
                where  u.campaign = any (:campaigns)
                and    u.unit = :unit
                group  by u.campaign
                """)
                .param("unit", unit)
                .param("campaigns", campaigns)
                .query(Then.class)
                .list();
    }

    /// When each of `units` began and ended, what it became and what became part of it.
    Map<UUID, Life> lives(Collection<UUID> units) {
        return db.sql("""
                with heir as (
                    select   h.unit, string_agg(o.name, '; ' order by o.name) as names
                    from     organization.heirs(:units) h
                    join     organization.unit o on o.id = h.heir
                    where    h.heir <> h.unit
                    group by h.unit
                ),
                origin as (
                    select   g.to_unit as unit, string_agg(o.name, '; ' order by o.name) as names
                    from     (select distinct l.to_unit, l.from_unit
                              from   organization.lineage l
                              where  l.to_unit = any (:units)) g
                    join     organization.unit o on o.id = g.from_unit
                    group by g.to_unit
                )
                select u.id as unit, u.from_on, u.until_on, h.names as heirs, o.names as origins
                from   organization.unit u
                left   join heir h on h.unit = u.id
                left   join origin o on o.unit = u.id
                where  u.id = any (:units)
                """).param("units", units.toArray(UUID[]::new)).query(Life.class).list().stream()
                .collect(Collectors.toMap(Life::unit, Function.identity()));
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getObject("campaign", UUID.class),
                row.getObject("unit", UUID.class),
                row.getString("code"),
                row.getString("name"),
                new Count(
                        row.getString("name"),
                        row.getObject("parent", UUID.class),
                        row.getString("parent_name"),
                        1,
                        row.getLong("total"),
                        row.getLong("exempt"),
                        row.getLong("studied"),
                        row.getLong("studied_exempt"),
                        row.getLong("excused"),
                        row.getLong("absent")),
                row.getLong("moved"),
                row.getLong("people"),
                row.getLong("declared"),
                row.getLong("estimated"));
    }

    /// The unit that is asked about.
    ///
    /// @param parent code of the unit above it, where the scope covers that
    record Place(
            UUID unit,
            String code,
            String name,
            @Nullable String parent,
            @Nullable String parentName) {}

    /// What one campaign counts at one unit.
    ///
    /// @param campaign null where none counts anything
    /// @param declared head-counts without names, at the asked unit only; `estimated` of them split in proportion
    record Counted(
            @Nullable UUID campaign,
            UUID unit,
            String code,
            String name,
            Count count,
            long moved,
            long people,
            long declared,
            long estimated) {}

    /// @param total in one campaign
    record Then(UUID campaign, long total) {}

    /// @param heirs names of the units of today that it became, or null
    /// @param origins names of the units that became part of it, or null
    record Life(
            UUID unit,
            LocalDate fromOn,
            @Nullable LocalDate untilOn,
            @Nullable String heirs,
            @Nullable String origins) {}
}
