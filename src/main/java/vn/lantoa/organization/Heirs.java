package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.organization.view.UnitLink;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.Rejections;

/// Which units of today hold what others held.
@Component
class Heirs {

    private final JdbcClient db;

    Heirs(JdbcClient db) {
        this.db = db;
    }

    /// The heirs of those of `units` that no longer exist and have any, by their codes, through however many
    /// reorganizations.
    ///
    /// @param scope of the asker, which says which heirs are his or hers to open
    Map<UUID, List<UnitLink>> of(Scope scope, Collection<UUID> units) {
        if (units.isEmpty()) return Map.of();
        return db
                .sql("""
                select h.unit, u.id, u.code, u.name, organization.covers(:scope, u.id) as within
                from   organization.heirs(:units) h
                join   organization.unit u on u.id = h.heir
                where  h.heir <> h.unit
                order  by u.code
                """)
                .param("scope", scope.array())
                .param("units", units.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(
                        row.getObject("unit", UUID.class),
                        new UnitLink(
                                row.getObject("id", UUID.class),
                                row.getString("code"),
                                row.getString("name"),
                                row.getBoolean("within"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// A unit that no longer exists, as a refused row of a file tells of it.
    ///
    /// @param heirs what it is now, by name and code, or null without an heir
    record Ended(String code, LocalDate untilOn, @Nullable String heirs) {

        /// Adds an error to a row that names it.
        ///
        /// @param key of the sentence about what has no heir; with `-inherited` for `-dissolved` it names the heirs
        void refuse(Rejections rejections, int row, String column, String key) {
            var day = Days.printed(untilOn);
            if (heirs == null) rejections.add(row, column, key, code, day);
            else rejections.add(row, column, key.replace("-dissolved", "-inherited"), code, day, heirs);
        }
    }

    /// Those of `codes` that are of units which no longer exist.
    Map<String, Ended> ended(Collection<String> codes) {
        if (codes.isEmpty()) return Map.of();
        return db.sql("""
                select u.code, u.until_on,
                       (select string_agg(n.name || ' (' || n.code || ')', ', ' order by n.code)
                        from   organization.heirs(array[u.id]) h
                        join   organization.unit n on n.id = h.heir) as heirs
                from   organization.unit u
                where  u.code = any (:codes)
                and    u.until_on is not null
                """).param("codes", codes.toArray(String[]::new)).query(Ended.class).list().stream()
                .collect(Collectors.toUnmodifiableMap(Ended::code, one -> one));
    }
}
