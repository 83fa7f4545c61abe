package vn.lantoa.organization;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Codes;

/// Unit codes and member numbers as users imported them, for the accounts that stand below this module.
@Component
class ImportedCodes implements Codes {

    private final JdbcClient db;

    ImportedCodes(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<String, UUID> units(Collection<String> codes) {
        return ids("select u.code, u.id from organization.unit u where u.code = any (:codes)", codes);
    }

    @Override
    public Map<String, UUID> members(Collection<String> numbers) {
        return ids("select m.member_no, m.id from organization.member m where m.member_no = any (:codes)", numbers);
    }

    private Map<String, UUID> ids(String sql, Collection<String> codes) {
        return db
                .sql(sql)
                .param("codes", codes.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
