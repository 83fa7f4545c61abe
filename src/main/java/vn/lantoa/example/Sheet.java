package vn.lantoa.example;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The facts that the example is made of: `src/main/resources/example/*.csv`.
final class Sheet {

    private Sheet() {}

    static List<NamedCsvRecord> rows(String name) {
        var file = Objects.requireNonNull(Sheet.class.getResourceAsStream("/example/" + name + ".csv"), name);
        try (var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
