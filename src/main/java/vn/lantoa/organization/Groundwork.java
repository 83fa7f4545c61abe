package vn.lantoa.organization;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.organization.Ground.Known;
import vn.lantoa.organization.Ground.Rest;

/// Reads the part of the tree that a reorganization is drawn on, in a few statements however large the decision.
@Component
class Groundwork {

    private final JdbcClient db;

    Groundwork(JdbcClient db) {
        this.db = db;
    }

    Ground of(Scope scope, List<Operation> operations) {
        var codes = codes(operations).toArray(String[]::new);
        var units = db.sql("""
                with recursive covered as materialized (
                    select w.unit from organization.within(:scope) w
                ),
                named as materialized (
                    select u.id, u.parent from organization.unit u where u.code = any (:codes)
                ),
                line as (
                    select n.id, n.parent from named n
                    union
                    select u.id, u.parent
                    from   line l
                    join   organization.unit u on u.id = l.parent
                ),
                state as materialized (
                    select   s.unit, max(lower(s.valid)) as since
                    from     organization.unit_state s
                    where    s.unit in (select l.id from line l)
                    group by s.unit
                ),
                standing as materialized (
                    select   m.unit, count(*) as members
                    from     organization.member m
                    where    m.left_on is null
                    and      m.unit in (select n.id from named n)
                    group by m.unit
                ),
                arrival as materialized (
                    select   s.unit, max(lower(s.valid)) as joined
                    from     organization.membership s
                    where    s.unit in (select n.id from named n)
                    group by s.unit
                )
                select u.id, u.code, u.level, u.name, p.code as parent, u.from_on,
                       coalesce(s.since, u.from_on) as since, u.until_on,
                       coalesce(m.members, 0) as members, a.joined,
                       n.id is not null and c.unit is not null as mine
                from   line l
                join   organization.unit u on u.id = l.id
                left   join organization.unit p on p.id = u.parent
                left   join named n on n.id = u.id
                left   join covered c on c.unit = u.id
                left   join state s on s.unit = u.id
                left   join standing m on m.unit = u.id
                left   join arrival a on a.unit = u.id
                """).param("scope", scope.array()).param("codes", codes).query(Known.class).list().stream()
                .collect(Collectors.toMap(Known::code, known -> known));
        return new Ground(units, rest(units.keySet().toArray(String[]::new), divided(operations)));
    }

    /// Units that stand on while units directly below them end by merging or division, and to which nothing comes: what
    /// is left under each, none where it could be dissolved.
    List<Left> left(Scope scope, List<Operation> operations) {
        var ends = new LinkedHashSet<String>();
        var receives = new LinkedHashSet<String>();
        var dissolved = new LinkedHashSet<String>();
        for (var operation : operations) {
            switch (operation) {
                case Operation.Create create -> receives.add(create.parentCode());
                case Operation.Move move -> {
                    receives.add(move.parentCode());
                    dissolved.add(move.code());
                }
                case Operation.Merge merge -> {
                    receives.add(merge.into());
                    ends.addAll(merge.from());
                }
                case Operation.Divide divide -> {
                    for (var heir : divide.into()) receives.add(heir.code());
                    ends.add(divide.from());
                }
                case Operation.Dissolve dissolve -> dissolved.add(dissolve.code());
                case Operation.Rename rename -> {}
            }
        }
        return db.sql("""
                with ends as materialized (
                    select u.id, u.parent from organization.unit u where u.code = any (:ends)
                )
                select   p.code, p.name, count(c.id) as rest,
                         coalesce(array_agg(c.code order by c.code) filter (where c.id is not null), '{}') as codes
                from     organization.unit p
                left     join organization.unit c on c.parent = p.id
                                                  and c.until_on is null
                                                  and c.code <> all (:gone)
                where    p.id in (select e.parent from ends e)
                and      p.id not in (select e.id from ends e)
                and      p.until_on is null
                and      p.parent is not null
                and      p.code <> all (:receives)
                and      p.code <> all (:dissolved)
                and      p.id in (select w.unit from organization.within(:scope) w)
                group by p.id
                order by p.code
                """)
                .param("ends", ends.toArray(String[]::new))
                .param("gone", Stream.concat(ends.stream(), dissolved.stream()).toArray(String[]::new))
                .param("receives", receives.toArray(String[]::new))
                .param("dissolved", dissolved.toArray(String[]::new))
                .param("scope", scope.array())
                .query((row, number) -> new Left(
                        row.getString("code"), row.getString("name"), row.getLong("rest"), Arrays.asList((String[])
                                row.getArray("codes").getArray())))
                .list();
    }

    /// @param rest how many units are left directly below
    /// @param codes of those
    record Left(String code, String name, long rest, List<String> codes) {
        Left {
            codes = List.copyOf(codes);
        }
    }

    private Map<String, Rest> rest(String[] codes, String[] divided) {
        return db
                .sql("""
                with named as materialized (
                    select u.id, u.code from organization.unit u where u.code = any (:codes)
                ),
                below as (
                    select n.code as above, c.code, c.name,
                           c.level, array_position(array['CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS',
                                                         'SECTIONAL', 'CELL'], c.level) as rank,
                           row_number() over (partition by n.code order by c.code) as place,
                           n.code = any (:divided) as divided
                    from   named n
                    join   organization.unit c on c.parent = n.id
                    where  c.until_on is null
                    and    c.id not in (select m.id from named m)
                )
                select   b.above, count(*) as units, (array_agg(b.level order by b.rank))[1] as highest,
                         array_agg(case when b.divided then b.code else b.name end order by b.place)
                             filter (where b.divided or b.place <= 6) as shown
                from     below b
                group by b.above
                """)
                .param("codes", codes)
                .param("divided", divided)
                .query((row, number) -> Map.entry(
                        row.getString("above"),
                        new Rest(row.getLong("units"), Level.valueOf(row.getString("highest")), Arrays.asList((String[])
                                row.getArray("shown").getArray()))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> codes(Collection<Operation> operations) {
        var codes = new LinkedHashSet<String>();
        for (var operation : operations) {
            codes.add(operation.code());
            switch (operation) {
                case Operation.Create create -> codes.add(create.parentCode());
                case Operation.Move move -> codes.add(move.parentCode());
                case Operation.Merge merge -> codes.addAll(merge.from());
                case Operation.Divide divide -> {
                    for (var heir : divide.into()) {
                        codes.add(heir.code());
                        codes.addAll(heir.units());
                    }
                }
                case Operation.Rename rename -> {}
                case Operation.Dissolve dissolve -> {}
            }
        }
        return codes;
    }

    private static String[] divided(List<Operation> operations) {
        return operations.stream()
                .filter(Operation.Divide.class::isInstance)
                .map(Operation::code)
                .toArray(String[]::new);
    }
}
