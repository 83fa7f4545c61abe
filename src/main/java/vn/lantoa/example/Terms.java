package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Ids;

/// The terms of the two provinces and of the one that they became, whose congresses are counted from one again. Years
/// and numbers are public; the first day in 2020 is the example's own.
final class Terms {

    private static final LocalDate BEFORE = LocalDate.of(2020, 10, 1);
    private static final LocalDate MERGED = LocalDate.of(2025, 7, 1);

    private Terms() {}

    static void copy(Connection connection, Tree tree) throws SQLException {
        var chance = Chance.of("terms");
        try (var rows = new Copy(connection, """
                copy organization.term (id, unit, name, congress, from_on, until_on) from stdin""")) {
            row(rows, chance, tree.at("TN"), "2020-2025", "tỉnh Thái Nguyên lần thứ XX", BEFORE, MERGED);
            row(rows, chance, tree.at("BK"), "2020-2025", "tỉnh Bắc Kạn lần thứ XII", BEFORE, MERGED);
            row(rows, chance, tree.at("TN"), "2025-2030", "tỉnh Thái Nguyên lần thứ I", MERGED, null);
        }
    }

    private static void row(
            Copy rows,
            Chance chance,
            Node unit,
            String name,
            String congress,
            LocalDate from,
            @Nullable LocalDate until)
            throws SQLException {
        var id = Ids.at(from.toEpochDay() * 86_400_000L, chance.word(), chance.word());
        rows.row(id, unit.id, name, "Đại hội đại biểu Đảng bộ " + congress, from, until);
    }
}
