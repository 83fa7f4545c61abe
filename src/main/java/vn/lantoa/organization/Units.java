package vn.lantoa.organization;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Places;
import vn.lantoa.access.Scope;
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
