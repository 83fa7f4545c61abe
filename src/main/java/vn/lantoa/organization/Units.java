package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Places;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;

/// The units of today's tree.
@Component
public class Units implements Places {

    private final JdbcClient db;

    Units(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is no such unit or it lies outside `scope`
    public Unit require(Scope scope, UnitId id) {
        return db.sql("""
                select u.id, u.code, u.level, u.name, u.parent, u.from_on, u.until_on
                from   organization.unit u
                where  u.id = :id
                and    organization.covers(:scope, u.id)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Unit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// @throws NotFound if no unit has `code` or it lies outside `scope`
    public Unit require(Scope scope, String code) {
        return db.sql("""
                select u.id, u.code, u.level, u.name, u.parent, u.from_on, u.until_on
                from   organization.unit u
                where  u.code = :code
                and    organization.covers(:scope, u.id)
                """)
                .param("code", code)
                .param("scope", scope.array())
                .query(Unit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The unit that `text` names by its code or, failing that, by its id.
    ///
    /// @throws NotFound if it names none, or one outside `scope`
    public Unit named(Scope scope, String text) {
        return db.sql("""
                select u.id, u.code, u.level, u.name, u.parent, u.from_on, u.until_on
                from   organization.unit u
                where  (u.code = :text or u.id = :id::uuid)
                and    organization.covers(:scope, u.id)
                """)
                .param("text", text.replace("\0", ""))
                .param("id", id(text))
                .param("scope", scope.array())
                .query(Unit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The way from the root to `id`, both included, as people read it. More than these may answer for `id`, since an
    /// heir also answers for what became part of it.
    ///
    /// @param scope of the asker, which says how far up the steps are his or hers to open
    public List<Step> path(Scope scope, UnitId id) {
        return db.sql("""
                with recursive way as (
                    select u.id, u.parent, 0 as depth
                    from   organization.unit u
                    where  u.id = :id
                    union  all
                    select u.id, u.parent, w.depth + 1
                    from   way w
                    join   organization.unit u on u.id = w.parent
                )
                select u.id, u.code, u.level, u.name, organization.covers(:scope, u.id) as within
                from   way w
                join   organization.unit u on u.id = w.id
                order  by w.depth desc
                """)
                .param("scope", scope.array())
                .param("id", id.value())
                .query(Step.class)
                .list();
    }

    /// The units directly under `parent` today, as far as `scope` reaches, in the order people read them.
    public List<Branch> children(Scope scope, UnitId parent) {
        return db
                .sql("""
                select c.id, c.code, c.level, c.name, c.position,
                       coalesce(sum(n.members), 0) as members,
                       count(*) filter (where d.level = 'CELL' or n.members > 0) as cells,
                       count(*) filter (where t.depth = 1) as units
                from   organization.unit c
                join   organization.unit_tree t on t.ancestor = c.id
                join   organization.unit d on d.id = t.descendant
                cross  join lateral (select count(*) as members
                                     from   organization.member m
                                     where  m.unit = d.id
                                     and    m.left_on is null) n
                where  c.parent = :parent
                and    c.until_on is null
                and    d.until_on is null
                and    ((select organization.covers(:scope, :parent)) or organization.covers(:scope, c.id))
                group  by c.id
                """)
                .param("parent", parent.value())
                .param("scope", scope.array())
                .query(Branch.class)
                .list()
                .stream()
                .sorted(Comparator.comparingInt(Branch::position)
                        .thenComparing(branch -> SortKey.ofUnit(branch.name()))
                        .thenComparing(Branch::code))
                .toList();
    }

    /// Who stands in the subtree of `id` on `today`.
    public Numbers numbers(UnitId id, LocalDate today) {
        return db.sql("""
                with cell as (
                    select d.id, d.level
                    from   organization.unit_tree t
                    join   organization.unit d on d.id = t.descendant
                    where  t.ancestor = :id
                    and    d.until_on is null
                )
                select count(*) filter (where m.standing = 'FULL') as "full",
                       count(*) filter (where m.standing = 'PROBATIONARY') as probationary,
                       count(e.member) as exempt,
                       count(*) filter (where m.key_cadre) as key_cadres,
                       (select count(*)
                        from   cell c
                        where  c.level = 'CELL'
                        or     exists (select
                                       from   organization.member s
                                       where  s.unit = c.id
                                       and    s.left_on is null)) as cells
                from   cell c
                join   organization.member m on m.unit = c.id
                left   join (select distinct e.member
                             from   organization.exemption e
                             where  e.revoked_at is null
                             and    e.from_on <= :today
                             and    (e.until_on is null or e.until_on > :today)) e on e.member = m.id
                where  m.left_on is null
                """)
                .param("id", id.value())
                .param("today", today)
                .query(Numbers.class)
                .single();
    }

    /// The top units of `scope` that exist today: where a person with these posts begins to read the tree.
    public List<Unit> tops(Scope scope) {
        return db.sql("""
                select u.id, u.code, u.level, u.name, u.parent, u.from_on, u.until_on
                from   organization.unit u
                where  u.until_on is null
                and    (u.id = any (:scope)
                        or :everything = any (:scope) and u.parent is null)
                order  by u.position, u.name
                """)
                .param("scope", scope.array())
                .param("everything", Scope.EVERYTHING)
                .query(Unit.class)
                .list();
    }

    /// Whether `id` lies in `scope`; for showing or hiding a control.
    public boolean covers(Scope scope, UnitId id) {
        return db.sql("select organization.covers(:scope, :id)")
                .param("scope", scope.array())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /// Whether there is a tree at all.
    boolean planted() {
        return db.sql("select exists (select from organization.unit u where u.until_on is null)")
                .query(Boolean.class)
                .single();
    }

    private static @Nullable UUID id(String text) {
        try {
            return Ids.of(text);
        } catch (NotFound code) {
            return null;
        }
    }

    @Override
    public Map<UUID, Place> of(Collection<UUID> units) {
        if (units.isEmpty()) return Map.of();
        return db
                .sql("select u.id, u.code, u.name from organization.unit u where u.id = any (:units)")
                .param("units", units.toArray(UUID[]::new))
                .query((row, number) ->
                        Map.entry(row.getObject(1, UUID.class), new Place(row.getString(2), row.getString(3))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
