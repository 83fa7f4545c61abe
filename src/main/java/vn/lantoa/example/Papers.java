package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// Real public documents with what is known of how they belong together.
final class Papers {

    private static final Instant AT = Instant.parse("2023-01-01T01:30:00Z");

    private final Map<String, UUID> bySymbol = new LinkedHashMap<>();

    Papers() {
        var chance = Chance.of("documents");
        for (var row : Sheet.rows("documents")) {
            var id = Ids.at(AT.toEpochMilli() + bySymbol.size(), chance.word(), chance.word());
            bySymbol.put(row.getField("symbol"), id);
        }
    }

    UUID of(String symbol) {
        return Objects.requireNonNull(bySymbol.get(symbol), symbol);
    }

    void copy(Connection connection, UUID librarian) throws SQLException {
        try (var rows = new Copy(connection, """
                copy library.document (id, symbol, number, type, title, issuer, issued_on, added_by, added_at)
                from stdin""")) {
            for (var row : Sheet.rows("documents")) {
                var symbol = row.getField("symbol");
                rows.row(
                        of(symbol),
                        symbol,
                        number(symbol),
                        row.getField("type"),
                        row.getField("title").replace(" (title not read)", "").replace(" (title from press)", ""),
                        row.getField("issuer"),
                        row.getField("issued_on"),
                        librarian,
                        AT);
            }
        }
        try (var rows = new Copy(connection, "copy library.relation (from_document, kind, to_document) from stdin")) {
            for (var row : Sheet.rows("relations"))
                rows.row(of(row.getField("from")), row.getField("kind"), of(row.getField("to")));
        }
    }

    /// `19` of 19-NQ/TW, `1683` of 1683/NQ-UBTVQH15, `19/2025` of 19/2025/QĐ-TTg.
    private static String number(String symbol) {
        return symbol.replaceFirst("^(\\d+(?:/\\d{4})?)\\D.*$", "$1");
    }
}
