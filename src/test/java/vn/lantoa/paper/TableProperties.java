package vn.lantoa.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import vn.lantoa.kernel.Refused;

/// Whatever is sent is read or refused with a sentence; nothing else comes out.
class TableProperties {

    private static final byte[] WORKBOOK = workbook();
    private static final Columns COLUMNS = Columns.of(Column.required("a"), Column.optional("b"), Column.optional("c"));

    @Property(tries = 200)
    void readsOrRefusesDamagedWorkbooks(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1 << 20) Integer> places, @ForAll byte wrong) {
        readOrRefused(damaged(WORKBOOK, places, wrong));
    }

    @Property(tries = 200)
    void readsOrRefusesDamagedParts(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1 << 20) Integer> places,
            @ForAll byte wrong,
            @ForAll @IntRange(max = 6) int which) {
        var parts = Sheets.parts(
                "<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c><c r='B1' t='s'><v>0</v></c></row><row r='2'><c r='A2' s='1'><v>45000.5</v></c><c r='B2' s='2'><v>7</v></c></row>");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>b</t></si><si><r><t>c</t></r><rPh><t>x</t></rPh></si></sst>");
        var name = List.copyOf(parts.keySet()).get(which);
        var bytes =
                damaged(Objects.requireNonNull(parts.get(name)).getBytes(StandardCharsets.ISO_8859_1), places, wrong);
        parts.put(name, new String(bytes, StandardCharsets.ISO_8859_1));

        readOrRefused(Sheets.zip(parts));
    }

    @Property(tries = 200)
    void readsOrRefusesAnyBytes(@ForAll byte[] bytes, @ForAll boolean headed) {
        var out = new ByteArrayOutputStream();
        if (headed) out.writeBytes("a,b,c\n".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes);
        readOrRefused(out.toByteArray());
    }

    private static void readOrRefused(byte[] bytes) {
        try (var table = Table.open(new ByteArrayInputStream(bytes), COLUMNS, Limits.usual())) {
            for (var row : table) assertThat(row.number()).isPositive();
        } catch (Refused refused) {
            assertThat(refused.key()).startsWith("paper.table.");
        }
    }

    private static byte[] damaged(byte[] whole, List<Integer> places, byte wrong) {
        var bytes = whole.clone();
        for (int place : places) bytes[place % bytes.length] ^= (byte) (wrong | 1);
        return bytes;
    }

    private static byte[] workbook() {
        var out = new ByteArrayOutputStream();
        try (var table = new XlsxOut(out, "T")) {
            table.header(List.of("a", "b", "c"));
            for (int i = 0; i < 20; i++) table.row(List.of("x" + i, i, LocalDate.of(2024, 1, 1)));
        }
        return out.toByteArray();
    }
}
