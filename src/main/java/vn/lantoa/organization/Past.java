package vn.lantoa.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.DayBranch;
import vn.lantoa.organization.view.DayPage;
import vn.lantoa.organization.view.UnitLink;

/// The tree as it stood on any day. Who may look at a unit today may look at it on every day, and at all that stood
/// below it then, wherever that has gone since.
@Component
class Past {

    private static final int FETCHED = 2_000;
    /// Rows of memberships read in passing in the time that one look-up takes: measured, about 100.
    private static final int ROWS_A_LOOK_UP = 100;

    private static final Counts NONE = new Counts(0, 0);

    private final JdbcClient db;
    private final Heirs heirs;

    Past(JdbcClient db, Heirs heirs) {
        this.db = db;
        this.heirs = heirs;
    }

    /// The unit that `text` names by its code or, failing that, by its id, as it is today; it need not have existed on
    /// that day.
    ///
    /// @throws NotFound if it names none, or `scope` covers neither it nor what stood above it on that day
    Unit require(Scope scope, String text, LocalDate on) {
        return db.sql("""
                select u.id, u.code, u.level, u.name, u.parent, u.from_on, u.until_on
                from   organization.unit u
                where  (u.code = :text or u.id = :id::uuid)
                and    organization.covers_on(:scope, u.id, :on)
                """)
                .param("text", text.replace("\0", ""))
                .param("id", id(text))
                .param("scope", scope.array())
                .param("on", on)
                .query(Unit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// Whether `scope` covers a unit or what stood above it on that day; for showing or hiding a control.
    boolean covers(Scope scope, UnitId id, LocalDate on) {
        return db.sql("select organization.covers_on(:scope, :id, :on)")
                .param("scope", scope.array())
                .param("id", id.value())
                .param("on", on)
                .query(Boolean.class)
                .single();
    }

    /// The units of the posts themselves, those that still exist first: where a person begins to look back.
    List<UnitLink> tops(Scope scope) {
        return db.sql("""
                select u.id, u.code, u.name, true as within
                from   organization.unit u
                where  u.id = any (:scope)
                or     :everything = any (:scope) and u.parent is null and u.until_on is null
                order  by u.until_on desc nulls first, u.position, u.code
                """)
                .param("scope", scope.array())
                .param("everything", Scope.EVERYTHING)
                .query(UnitLink.class)
                .list();
    }

    /// The way from the root of that day to `id`, both included; empty if the unit did not exist.
    List<Step> way(Scope scope, UnitId id, LocalDate on) {
        return db.sql("""
                select u.id, u.code, s.level, s.name,
                       bool_or(organization.covers(:scope, u.id)) over (order by w.depth desc) as within
                from   organization.way_on(:id, :on) w
                join   organization.unit u on u.id = w.unit
                join   organization.unit_state s on s.unit = w.unit and s.valid @> :on::date
                order  by w.depth desc
                """)
                .param("scope", scope.array())
                .param("id", id.value())
                .param("on", on)
                .query(Step.class)
                .list();
    }

    /// A unit with what stood directly under it on that day; empty if it did not exist.
    Optional<DayPage> page(Scope scope, UnitId id, LocalDate on) {
        var below = below(id, on);
        var held = held(below.stream().map(Below::unit).toList(), on, wide(below.size()));
        var counts = new HashMap<UUID, Counts>();
        for (var each : below)
            counts.merge(each.branch(), Counts.of(each, held.getOrDefault(each.unit(), 0L)), Counts::plus);
        var rows = db.sql("""
                select u.id as branch, u.code, s.level, s.name, lower(s.valid) as since, u.position,
                       u.name as name_now, u.until_on, p.id as parent, p.code as parent_code, p.name as parent_name,
                       u.parent is distinct from s.parent as moved,
                       u.parent is distinct from s.parent and organization.covers(:scope, p.id) as parent_within
                from   organization.unit u
                join   organization.unit_state s on s.unit = u.id and s.valid @> :on::date
                left   join organization.unit p on p.id = u.parent
                where  u.id = any (:branches)
                """)
                .param("scope", scope.array())
                .param("branches", counts.keySet().toArray(UUID[]::new))
                .param("on", on)
                .query((row, number) -> Row.of(row, counts.getOrDefault(row.getObject("branch", UUID.class), NONE)))
                .list();
        var self = rows.stream()
                .filter(row -> row.branch().id().equals(id.value()))
                .findFirst();
        return self.map(unit -> page(scope, unit, rows));
    }

    private List<Below> below(UnitId id, LocalDate on) {
        // "is true" keeps the index of days out: kept as a plan, the query would go through it for every unit
        return db.sql("""
                with recursive below as (
                    select s.unit as branch, s.unit, s.level
                    from   organization.unit_state s
                    where  s.unit = :id
                    and    s.valid @> :on::date
                    union  all
                    select case when b.branch = :id then s.unit else b.branch end, s.unit, s.level
                    from   below b
                    join   organization.unit_state s on s.parent = b.unit and (s.valid @> :on::date) is true
                )
                select b.branch, b.unit, b.level = 'CELL' as cell
                from   below b
                """)
                .param("id", id.value())
                .param("on", on)
                .query(Below.class)
                .list();
    }

    /// Whether `units` are so good a part of the tree that one pass over all memberships is quicker than looking
    /// up unit by unit: for a province that is all there is, a third of the time.
    private boolean wide(int units) {
        return db.sql("select reltuples from pg_class where oid = 'organization.membership'::regclass")
                        .query(Double.class)
                        .single()
                < (double) units * ROWS_A_LOOK_UP;
    }

    /// How many members stood in each of `units` itself; those without any are missing.
    ///
    /// @param wide whether to pass over all memberships, which changes only how long it takes
    Map<UUID, Long> held(List<UUID> units, LocalDate on, boolean wide) {
        var held = new HashMap<UUID, Long>();
        var counted = wide ? """
                select w.unit, h.members
                from   unnest(:units::uuid[]) as w(unit)
                join   (select m.unit, count(*) as members
                        from   organization.membership m
                        where  m.valid @> :on::date
                        group  by m.unit) h on h.unit = w.unit
                """ : """
                select m.unit, count(*) as members
                from   organization.membership m
                where  m.unit = any (:units)
                and    m.valid @> :on::date
                group  by m.unit
                """;
        db.sql(counted)
                .param("units", units.toArray(UUID[]::new))
                .param("on", on)
                .query(row -> {
                    held.put(row.getObject("unit", UUID.class), row.getLong("members"));
                });
        return held;
    }

    private record Below(UUID branch, UUID unit, boolean cell) {}

    private record Counts(long members, long cells) {

        static Counts of(Below one, long members) {
            return new Counts(members, one.cell() || members > 0 ? 1 : 0);
        }

        Counts plus(Counts other) {
            return new Counts(members + other.members, cells + other.cells);
        }
    }

    private DayPage page(Scope scope, Row unit, List<Row> rows) {
        var children = rows.stream()
                .filter(row -> !row.equals(unit))
                .sorted(Comparator.comparingInt(Row::position)
                        .thenComparing(row -> SortKey.ofUnit(row.branch().name()))
                        .thenComparing(row -> row.branch().code()))
                .map(Row::branch)
                .toList();
        var ended = children.stream()
                .filter(child -> child.untilOn() != null)
                .map(DayBranch::id)
                .toList();
        var inherited = heirs.of(scope, ended);
        var self = unit.branch();
        return new DayPage(
                self.id(),
                self.code(),
                self.name(),
                self.level(),
                unit.since(),
                rows.stream().mapToLong(row -> row.branch().members()).sum(),
                rows.stream().mapToLong(row -> row.branch().cells()).sum(),
                children.stream()
                        .map(child -> new DayBranch(
                                child.id(),
                                child.code(),
                                child.level(),
                                child.name(),
                                child.cells(),
                                child.members(),
                                child.nameNow(),
                                child.movedTo(),
                                child.untilOn(),
                                inherited.getOrDefault(child.id(), List.of())))
                        .toList());
    }

    /// A unit of that day as a list gives it.
    ///
    /// @param parentCode null at the root
    /// @param since the day on which it came to have this name, level and place
    /// @param until the day on which it had another, exclusive; null: it has them today
    /// @param endedOn the day from which it no longer exists, or null
    record DayUnit(
            UUID id,
            String code,
            @Nullable String parentCode,
            String level,
            String name,
            LocalDate since,
            @Nullable LocalDate until,
            @Nullable LocalDate endedOn) {}

    /// At most `most` units of that day in the order of their codes.
    ///
    /// @param top only this unit, which the asker may look at, and what stood below it; null: all that `scope` covers
    /// @param after the code of the last unit of the piece before, or null
    List<DayUnit> list(Scope scope, @Nullable UnitId top, LocalDate on, @Nullable String after, int most) {
        var found = new ArrayList<DayUnit>();
        walk(scope, top, on, after == null ? "" : after, most, found::add);
        return found;
    }

    /// All units of that day, those above before those below, one by one in constant memory within the transaction.
    ///
    /// @param top as for [#list]
    void each(Scope scope, @Nullable UnitId top, LocalDate on, Consumer<DayUnit> taker) {
        walk(scope, top, on, null, Integer.MAX_VALUE, taker);
    }

    private void walk(
            Scope scope,
            @Nullable UnitId top,
            LocalDate on,
            @Nullable String after,
            int most,
            Consumer<DayUnit> taker) {
        // `found` is whole before it is cut: with the limit in sight the joins would go row by row
        db.sql("""
                with recursive standing as materialized (
                    select s.unit, s.level, s.name, s.parent, s.valid
                    from   organization.unit_state s
                    where  s.valid @> :on::date
                ),
                below as (
                    select s.unit
                    from   standing s
                    where  s.unit = :top::uuid
                    or     :top::uuid is null and s.unit in (select w.unit from organization.within(:scope) w)
                    union
                    select s.unit
                    from   below b
                    join   standing s on s.parent = b.unit
                ),
                found as materialized (
                    select u.id, u.code, p.code as parent_code, s.level, s.name, lower(s.valid) as since,
                           upper(s.valid) as until, u.until_on as ended_on
                    from   below b
                    join   standing s on s.unit = b.unit
                    join   organization.unit u on u.id = b.unit
                    left   join organization.unit p on p.id = s.parent
                )
                select f.id, f.code, f.parent_code, f.level, f.name, f.since, f.until, f.ended_on
                from   found f
                where  :after::text is null
                or     f.code > :after
                order  by case when :after::text is null
                               then array_position(array['CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS',
                                                         'SECTIONAL', 'CELL'], f.level)
                          end,
                          f.code
                limit  :most
                """)
                .param("scope", scope.array())
                .param("top", top == null ? null : top.value())
                .param("on", on)
                .param("after", after == null ? null : after.replace("\0", ""))
                .param("most", most)
                .withFetchSize(FETCHED)
                .query(row -> {
                    taker.accept(new DayUnit(
                            row.getObject("id", UUID.class),
                            row.getString("code"),
                            row.getString("parent_code"),
                            row.getString("level"),
                            row.getString("name"),
                            row.getObject("since", LocalDate.class),
                            row.getObject("until", LocalDate.class),
                            row.getObject("ended_on", LocalDate.class)));
                });
    }

    private static @Nullable UUID id(String text) {
        try {
            return Ids.of(text);
        } catch (NotFound code) {
            return null;
        }
    }

    /// @param branch without its heirs
    private record Row(DayBranch branch, int position, LocalDate since) {

        static Row of(ResultSet row, Counts counts) throws SQLException {
            var name = row.getString("name");
            var nameNow = row.getString("name_now");
            var untilOn = row.getObject("until_on", LocalDate.class);
            var parent = row.getObject("parent", UUID.class);
            boolean moved = parent != null && untilOn == null && row.getBoolean("moved");
            var branch = new DayBranch(
                    row.getObject("branch", UUID.class),
                    row.getString("code"),
                    row.getString("level"),
                    name,
                    counts.cells(),
                    counts.members(),
                    name.equals(nameNow) || untilOn != null ? null : nameNow,
                    moved
                            ? new UnitLink(
                                    parent,
                                    row.getString("parent_code"),
                                    row.getString("parent_name"),
                                    row.getBoolean("parent_within"))
                            : null,
                    untilOn,
                    List.of());
            return new Row(branch, row.getInt("position"), row.getObject("since", LocalDate.class));
        }
    }
}
