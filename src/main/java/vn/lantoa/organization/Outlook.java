package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Role;
import vn.lantoa.access.Settings;
import vn.lantoa.access.Waning;
import vn.lantoa.organization.Fate.Place;
import vn.lantoa.organization.Fate.Way;
import vn.lantoa.organization.Picture.Root;
import vn.lantoa.organization.view.FateRow;
import vn.lantoa.organization.view.Figure;
import vn.lantoa.organization.view.MoveRow;
import vn.lantoa.organization.view.ReachRow;
import vn.lantoa.organization.view.Said;
import vn.lantoa.paper.Days;

/// Tells what a reorganization does to units, members, accounts and campaigns: ahead of it from the tree of today, and
/// once it is applied from what was kept of the tree before. Whoever asks has been allowed to see the reorganization.
@Component
class Outlook {

    private static final int NAMED = 4;

    private final JdbcClient db;
    private final Waning waning;
    private final Settings settings;
    private final List<Stakes> stakes;

    Outlook(JdbcClient db, Waning waning, Settings settings, List<Stakes> stakes) {
        this.db = db;
        this.waning = waning;
        this.settings = settings;
        this.stakes = List.copyOf(stakes);
    }

    /// What an applied reorganization has made of the tree, as it was then.
    Picture behind(Reorganization row) {
        var names = new HashMap<String, String>();
        db.sql("""
                select s.code, s.name
                from   organization.states_on(:day) s
                where  s.unit in (select b.parent from organization.unit_before b where b.reorganization = :id
                                  union
                                  select s.parent from organization.unit_state s where s.reorganization = :id
                                  union
                                  select l.to_unit from organization.lineage l where l.reorganization = :id)
                """).param("id", row.id()).param("day", row.effectiveOn()).query(rows -> {
            names.put(rows.getString(1), rows.getString(2));
        });
        var fates = db.sql("""
                select   u.id, u.code, b.founded, b.name, b.level, pb.code as parent, pb.until_on = :on as carried,
                         s.name as name_after, s.level as level_after, pa.code as parent_after, l.heirs, l.kind,
                         exists (select
                                 from   organization.lineage g
                                 where  g.reorganization = :id
                                 and    g.from_unit = b.parent
                                 and    g.kind = 'DIVIDED') as parted
                from     organization.unit_before b
                join     organization.unit u on u.id = b.unit
                left     join organization.unit pb on pb.id = b.parent
                left     join organization.unit_state s on s.unit = b.unit and s.reorganization = :id
                left     join organization.unit pa on pa.id = s.parent
                left     join lateral (select array_agg(h.code order by h.code) as heirs, min(g.kind) as kind
                                       from   organization.lineage g
                                       join   organization.unit h on h.id = g.to_unit
                                       where  g.reorganization = :id
                                       and    g.from_unit = b.unit) l on true
                where    b.reorganization = :id
                order by not b.founded, s.unit is not null, u.code
                """)
                .param("id", row.id())
                .param("on", row.effectiveOn())
                .query((one, number) -> {
                    var code = one.getString("code");
                    var name = one.getString("name");
                    var founded = one.getBoolean("founded");
                    var above = one.getString("parent_after");
                    var parent = one.getString("parent");
                    names.putIfAbsent(code, name);
                    var before = founded ? null : new Place(name, Level.valueOf(one.getString("level")), parent);
                    var after = one.getString("name_after") == null
                            ? null
                            : new Place(
                                    one.getString("name_after"), Level.valueOf(one.getString("level_after")), above);
                    var heirs = one.getArray("heirs");
                    var kind = one.getString("kind");
                    Way way;
                    if (founded) way = Way.FOUNDED;
                    else if (after == null)
                        way = kind == null ? Way.DISSOLVED : kind.equals("MERGED") ? Way.MERGED : Way.DIVIDED;
                    else if (kind != null) way = Way.HALVED;
                    else if (java.util.Objects.equals(parent, above)) way = Way.RENAMED;
                    else if (one.getBoolean("parted")) way = Way.PARTED;
                    else way = one.getBoolean("carried") ? Way.CARRIED : Way.MOVED;
                    return new Fate(
                            code,
                            founded ? null : one.getObject("id", UUID.class),
                            way,
                            before,
                            after,
                            heirs == null || way == Way.HALVED ? List.of() : List.of((String[]) heirs.getArray()),
                            0);
                })
                .list();
        return new Picture(fates, names);
    }

    /// How many units are founded, merged and so on, in that order; none that are not.
    static List<Figure> figures(Picture picture) {
        var counts = new EnumMap<Way, Long>(Way.class);
        for (var fate : picture.fates()) counts.merge(fate.way(), 1L, Long::sum);
        var figures = new ArrayList<Figure>();
        counts.forEach((way, count) -> figures.add(new Figure("organization.reorganization.way." + way, count)));
        return figures;
    }

    static FateRow row(Fate fate, Picture picture) {
        var before = fate.before();
        var after = fate.after();
        var place = before != null ? before : after;
        var above = before == null ? null : before.parent();
        String goes = "";
        if (!fate.heirs().isEmpty()) goes = picture.names(fate.heirs(), NAMED);
        else if (after != null && after.parent() != null && !after.parent().equals(above))
            goes = picture.name(after.parent());
        return new FateRow(
                fate.id(),
                fate.code(),
                place == null ? fate.code() : place.name(),
                fate.way().name(),
                before != null && after != null && !before.name().equals(after.name()) ? after.name() : null,
                above == null ? null : picture.name(above),
                goes);
    }

    /// How many units with members, and members, go with each root.
    ///
    /// @param day null: as they stand today; else as they stood on the last day of the old tree
    List<Sum> sums(List<Root> roots, @Nullable LocalDate day) {
        return db.sql("with recursive " + moving(day) + """
                select   c.place, count(*) as cells, sum(c.members) as members
                from     cell c
                group by c.place
                order by c.place
                """)
                .params(given(roots, day))
                .query(Sum.class)
                .list();
    }

    /// Units with members and where they go, in the order of the units they leave.
    ///
    /// @param unit code of a unit: only those in it and below it, empty for all
    List<MoveRow> moves(List<Root> roots, @Nullable LocalDate day, String unit, long offset, int size) {
        return db.sql("with recursive " + moving(day) + """
                select   u.id, u.code, u.name, c.members, c.under, c.goes
                from     cell c
                join     organization.unit u on u.id = c.id
                where    :unit = ''
                or       u.id in (select t.descendant
                                  from   organization.unit_tree t
                                  join   organization.unit a on a.id = t.ancestor
                                  where  a.code = :unit)
                or       c.code = :unit
                order by c.goes is not null, c.under, u.code
                offset   :offset
                limit    :size
                """)
                .params(given(roots, day))
                .param("unit", unit)
                .param("offset", offset)
                .param("size", size)
                .query(MoveRow.class)
                .list();
    }

    private static Map<String, Object> given(List<Root> roots, @Nullable LocalDate day) {
        var given = new HashMap<String, Object>();
        given.put("units", roots.stream().map(Root::unit).toArray(UUID[]::new));
        given.put("codes", roots.stream().map(Root::code).toArray(String[]::new));
        given.put("under", roots.stream().map(Root::under).toArray(String[]::new));
        given.put("goes", roots.stream().map(Root::goes).toArray(String[]::new));
        if (day != null) given.put("day", day);
        return given;
    }

    /// The units that hold members with the nearest root above them or themselves.
    private static String moving(@Nullable LocalDate day) {
        if (day == null) return """
                root as materialized (
                    select r.unit, r.code, r.under, r.goes, r.place
                    from   unnest(:units::uuid[], :codes::text[], :under::text[], :goes::text[])
                           with ordinality as r (unit, code, under, goes, place)
                ),
                held as materialized (
                    select m.unit, count(*) as members
                    from   organization.member m
                    where  m.left_on is null
                    group  by m.unit
                ),
                cell as (
                    select distinct on (h.unit) h.unit as id, h.members, r.code, r.under, r.goes, r.place
                    from   root r
                    join   organization.unit_tree t on t.ancestor = r.unit
                    join   organization.unit d on d.id = t.descendant and d.until_on is null
                    join   held h on h.unit = d.id
                    order  by h.unit, t.depth
                )
                """;
        return """
                root as materialized (
                    select r.unit, r.code, r.under, r.goes, r.place
                    from   unnest(:units::uuid[], :codes::text[], :under::text[], :goes::text[])
                           with ordinality as r (unit, code, under, goes, place)
                ),
                before as materialized (
                    select s.unit, s.parent from organization.states_on(:day) s
                ),
                held as materialized (
                    select s.unit, count(*) as members
                    from   organization.membership s
                    where  s.valid @> :day::date
                    group  by s.unit
                ),
                climb as (
                    select h.unit as cell, h.unit as reached
                    from   held h
                    union  all
                    select c.cell, b.parent
                    from   climb c
                    join   before b on b.unit = c.reached
                    where  b.parent is not null
                    and    not exists (select from root r where r.unit = c.reached)
                ),
                cell as (
                    select h.unit as id, h.members, r.code, r.under, r.goes, r.place
                    from   climb c
                    join   root r on r.unit = c.reached
                    join   held h on h.unit = c.cell
                )
                """;
    }

    /// Accounts whose reach shrinks, grows or ends, ahead of the reorganization.
    List<ReachRow> reach(
            Picture picture, Blueprint blueprint, Ground ground, List<Sum> sums, LocalDate on, LocalDate today) {
        var until = (on.isAfter(today) ? on : today).plusDays(settings.readingDays());
        var day = on.isAfter(today) ? on : today;
        var names = new HashMap<UUID, String>();
        ground.units().values().forEach(unit -> names.put(unit.id(), unit.name()));
        var rows = new ArrayList<ReachRow>();
        for (var holder : waning.holders(picture.ended(), day))
            if (holder.role() != Role.MEMBER)
                rows.add(row(
                        holder,
                        names,
                        Said.of("organization.reorganization.reach.ends", Days.printed(day), Days.printed(until))));
        var changes = changes(picture.roots(), blueprint, ground, sums);
        for (var holder : waning.holders(changes.keySet(), day)) {
            if (holder.role() == Role.MEMBER) continue;
            var change = changes.getOrDefault(holder.unit(), 0L);
            rows.add(row(
                    holder,
                    names,
                    Said.of(
                            change > 0
                                    ? "organization.reorganization.reach.grows"
                                    : "organization.reorganization.reach.shrinks",
                            Math.abs(change))));
        }
        return rows;
    }

    private static ReachRow row(Waning.Holder holder, Map<UUID, String> names, Said change) {
        return new ReachRow(
                holder.username(), holder.name(), holder.role().name(), names.getOrDefault(holder.unit(), ""), change);
    }

    /// How many members more or fewer stand in and below each unit that stands on; units without change left out.
    private static Map<UUID, Long> changes(List<Root> roots, Blueprint blueprint, Ground ground, List<Sum> sums) {
        var changes = new HashMap<String, Long>();
        for (var sum : sums) {
            var root = roots.get((int) sum.place() - 1);
            var heir = root.heir();
            if (heir == null) continue;
            var after = new HashSet<>(blueprint.above(heir));
            after.add(heir);
            var before = new HashSet<String>();
            for (var up = ground.unit(root.code()).map(Ground.Known::parent).orElse(null);
                    up != null && before.add(up);
                    up = ground.unit(up).map(Ground.Known::parent).orElse(null)) {}
            for (var code : after) if (!before.contains(code)) changes.merge(code, sum.members(), Long::sum);
            for (var code : before) if (!after.contains(code)) changes.merge(code, -sum.members(), Long::sum);
        }
        var standing = new HashMap<UUID, Long>();
        changes.forEach((code, change) -> {
            if (change == 0 || blueprint.ends(code)) return;
            ground.unit(code).ifPresent(unit -> standing.put(unit.id(), change));
        });
        return standing;
    }

    /// Accounts whose reach the applied reorganization ended or gave.
    List<ReachRow> reached(UUID reorganization) {
        return db.sql("""
                select   a.username, a.full_name, g.role, u.name, g.reads_from, g.until_on, g.from_on,
                         g.born_of is not null as born
                from     access.access_grant g
                join     access.account a on a.id = g.account
                join     organization.unit u on u.id = g.unit
                where    (g.reorganization = :id or g.born_of = :id)
                and      g.role <> 'MEMBER'
                order by born, a.username, g.id
                """)
                .param("id", reorganization)
                .query((row, number) -> new ReachRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean("born")
                                ? Said.of(
                                        "organization.reorganization.reach.given",
                                        Days.printed(row.getObject("from_on", LocalDate.class)))
                                : Said.of(
                                        "organization.reorganization.reach.ends",
                                        Days.printed(row.getObject("reads_from", LocalDate.class)),
                                        Days.printed(row.getObject("until_on", LocalDate.class)))))
                .list();
    }

    /// Open campaigns that units of `units` take part in.
    @Transactional(readOnly = true)
    List<Stakes.Stake> underWay(Collection<UUID> units) {
        return stakes.stream().flatMap(stake -> stake.underWay(units).stream()).toList();
    }

    /// Names and members of the units directly below `code`.
    List<Part> parts(String code) {
        return db.sql("""
                select   c.code, c.name,
                         (select count(*)
                          from   organization.unit_tree t
                          join   organization.member m on m.unit = t.descendant and m.left_on is null
                          where  t.ancestor = c.id) as members
                from     organization.unit u
                join     organization.unit c on c.parent = u.id and c.until_on is null
                where    u.code = :code
                order by c.position, c.code
                """).param("code", code).query(Part.class).list();
    }

    /// Names of units by code.
    Map<String, String> names(Collection<String> codes) {
        var names = new HashMap<String, String>();
        db.sql("select u.code, u.name from organization.unit u where u.code = any (:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }

    /// @param place of the root in the list, from 1
    record Sum(long place, long cells, long members) {}

    record Part(String code, String name, long members) {}
}
