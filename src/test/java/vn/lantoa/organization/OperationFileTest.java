package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.paper.RowError;
import vn.lantoa.paper.TableFormat;

@AppTest
class OperationFileTest implements World {

    private static final LocalDate ON = LocalDate.of(2025, 7, 1);
    private static final Path LIST = Path.of("src/test/resources/organization/thai_nguyen_mergers.csv");

    @Autowired
    OperationFile files;

    @Autowired
    Redrawing redrawing;

    @Autowired
    JdbcClient db;

    @TempDir
    Path folder;

    @Test
    void readsOurOwnLayoutInAnyOrder() throws IOException {
        var read = read("""
                op,code,parent_code,level,name,into,part
                dissolve,DT,,,,,
                merge,PC,,,,M1,
                chia tách,TL,,,,M1,TL1
                create,M1,TN,UPPER_GRASSROOTS,Đảng bộ xã mới,,
                divide,TL,,,,M2,TL2
                create,M2,TN,UPPER_GRASSROOTS,Đảng bộ xã mới nữa,,
                move,TX1,M2,,,,
                rename,VN,,,Đảng bộ Võ Nhai,,
                """);

        assertThat(read.result().errors()).isEmpty();
        assertThat(read.operations())
                .containsExactlyInAnyOrder(
                        new Dissolve("DT"),
                        new Create("M1", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới"),
                        new Create("M2", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ xã mới nữa"),
                        new Move("TX1", "M2"),
                        new Rename("VN", "Đảng bộ Võ Nhai"),
                        new Merge(List.of("PC"), "M1"),
                        new Divide("TL", List.of(new Heir("M1", List.of("TL1")), new Heir("M2", List.of("TL2")))));
    }

    @Test
    void readsWhatSpreadsheetsSave() throws IOException {
        var text = "Việc;Mã tổ chức;Tổ chức kế thừa\r\nSáp nhập;PC;TL\r\n";
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_8)) {
            var file = folder.resolve(charset.name() + ".csv");
            Files.writeString(file, "\ufeff" + text, Charset.forName(charset.name()));
            assertThat(read(file).operations()).as(charset.name()).containsExactly(new Merge(List.of("PC"), "TL"));
        }
    }

    @Test
    void readsItsOwnTemplate() throws IOException {
        var file = folder.resolve("mau.xlsx");
        try (var out = Files.newOutputStream(file);
                var table = TableFormat.XLSX.open(out, "mẫu")) {
            files.template(table);
        }
        var errors = read(file).result().errors();
        assertThat(errors).isNotEmpty().extracting(RowError::key).doesNotContain("organization.redraw.op");
    }

    @Test
    void tellsEveryWrongRowAtOnceWithItsColumn() throws IOException {
        var read = read("""
                op,code,parent_code,level,name,into
                split,TL,,,,M1
                merge,XX,,,,TX
                create,M1,TN,BIG,Đảng bộ,
                create,M2,TN,UPPER_GRASSROOTS,,
                merge,PC,,,,
                rename,TL,,,%s,
                =1+1,TL,,,,
                """.formatted("ă".repeat(400)));

        assertThat(read.operations()).isEmpty();
        assertThat(read.result().errors())
                .extracting(RowError::row, RowError::column, RowError::key)
                .contains(
                        tuple(2, "op", "organization.redraw.op"),
                        tuple(3, "code", "organization.redraw.unknown"),
                        tuple(4, "level", "organization.import.unknown-level"),
                        tuple(5, "name", "paper.row.required"),
                        tuple(6, "into", "paper.row.required"),
                        tuple(7, "name", "paper.row.tooLong"),
                        tuple(8, "op", "organization.redraw.op"));
    }

    @Test
    void tellsEveryKindOfFaultInOneReading() throws IOException {
        Founding.unit(db, "SAU", "GRASSROOTS", "Đảng bộ xã Sau", "DT", LocalDate.of(2025, 8, 1));
        Founding.unit(db, "CU", "GRASSROOTS", "Đảng bộ xã Cũ", "DT", LocalDate.of(2015, 1, 1));
        Founding.unit(db, "D1", "UPPER_GRASSROOTS", "Đảng bộ huyện Một", "TN", LocalDate.of(2015, 1, 1));
        Founding.unit(db, "D1A", "GRASSROOTS", "Đảng bộ xã Một A", "D1", LocalDate.of(2015, 1, 1));
        Founding.unit(db, "D2", "UPPER_GRASSROOTS", "Đảng bộ huyện Hai", "TN", LocalDate.of(2015, 1, 1));
        Founding.unit(db, "D2A", "GRASSROOTS", "Đảng bộ xã Hai A", "D2", LocalDate.of(2015, 1, 1));
        db.sql("update organization.unit set until_on = '2020-01-01' where code = 'CU'")
                .update();

        var read = read("""
                op,code,parent_code,level,name,into,part
                move,XX,TN,,,,
                merge,PC,,,,ZZ,
                merge,TX1,,,,SAU,
                dissolve,CU,,,,,
                move,D1,D1A,,,,
                merge,D2,,,,D2A,
                dissolve,VN,,,,,
                rename,YY,,,%s,,
                merge,TL1,,,,TL2,
                move,TL1,PC,,,,
                thành lập,M1,QQ,BIG,,,
                tách,TL,,,,M2,
                merge,PC1,,,,M2,
                """.formatted("ă".repeat(400)));

        assertThat(read.operations()).isEmpty();
        assertThat(read.result().errors())
                .extracting(
                        RowError::row,
                        RowError::column,
                        error -> error.key().replaceAll("organization\\.(redraw|reorganization\\.file)\\.", ""))
                .containsExactlyInAnyOrder(
                        tuple(2, "code", "unknown"),
                        tuple(3, "into", "heir-unknown"),
                        tuple(4, "into", "not-yet"),
                        tuple(5, "code", "gone"),
                        tuple(6, "code", "circle"),
                        tuple(7, "into", "heir-below"),
                        tuple(8, "code", "left"),
                        tuple(9, "name", "paper.row.tooLong"),
                        tuple(9, "code", "unknown"),
                        tuple(10, "code", "in-two"),
                        tuple(11, "code", "in-two"),
                        tuple(11, "parent_code", "heir-ends"),
                        tuple(12, "level", "organization.import.unknown-level"),
                        tuple(12, "name", "paper.row.required"),
                        tuple(12, "parent_code", "heir-unknown"),
                        tuple(13, "op", "op"));
        assertThat(read.result().errors())
                .filteredOn(error -> error.key().endsWith("file.in-two"))
                .extracting(RowError::arguments)
                .containsOnly(List.of("TL1", 10, 11));
    }

    @Test
    void takesAFileThatLeavesUnitsForThePageToMove() throws IOException {
        var read = read("""
                op,code,parent_code,level,name,into
                dissolve,VN,,,,
                """);
        assertThat(read.result().errors()).isEmpty();
        assertThat(read.operations()).containsExactly(new Dissolve("VN"));
    }

    @Test
    void refusesWhatHasNeitherLayout() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> read("a,b\n1,2\n"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> read("old_code,new_name\n1,2\n"))
                .satisfies(refused -> assertThat(refused.arguments()).contains("Mã mới (new_code)"));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> read(""));
    }

    @Test
    void convertsTheListOfThaiNguyen() throws IOException {
        communes();
        var read = read(LIST);

        assertThat(read.result().errors()).isEmpty();
        assertThat(read.result().accepted()).isEqualTo(283);
        assertThat(read.operations()).filteredOn(Create.class::isInstance).hasSize(92);
        assertThat(read.operations()).filteredOn(Dissolve.class::isInstance).hasSize(17);
        assertThat(read.operations())
                .filteredOn(Divide.class::isInstance)
                .extracting(Operation::code)
                .containsExactly("05461", "05467", "05932");
        assertThat(read.operations().stream()
                        .filter(Merge.class::isInstance)
                        .mapToInt(merge -> ((Merge) merge).from().size())
                        .sum())
                .isEqualTo(277);
        assertThat(read.operations())
                .contains(new Create("M01840", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ phường Đức Xuân"));
        var preview = redrawing.preview(
                OFFICER,
                new Redrawing.Decision("1683", null, ON, read.operations(), List.of()),
                LocalDate.of(2025, 7, 1));
        assertThat(preview.faults()).isEmpty();
    }

    @Test
    void leavesDistrictsUnderWhichSomethingIsLeft() throws IOException {
        communes();
        Founding.unit(db, "058X", "GRASSROOTS", "Đảng bộ cơ quan thành phố Bắc Kạn", "058", LocalDate.of(2015, 1, 1));

        assertThat(read(LIST).operations())
                .filteredOn(Dissolve.class::isInstance)
                .hasSize(16)
                .doesNotContain(new Dissolve("058"));
    }

    @Test
    void saysOfAnotherProvincesFileThatItsCommunesAreUnknown() throws IOException {
        var errors = read(LIST).result().errors();
        assertThat(errors).hasSize(283).extracting(RowError::key).containsOnly("organization.redraw.unknown");
        assertThat(errors).extracting(RowError::row).doesNotHaveDuplicates();
    }

    @Test
    void refusesEveryRowOfACodeWithTwoHeirsAndNoDivision() throws IOException {
        var read = read("""
                old_code,new_code,new_name,new_type,old_is_split
                TL,1,Xã Một,Xã,0
                TL,2,Xã Hai,Xã,0
                PC,1,Xã Một,Xã,0
                PC,1,Xã Một,Xã,0
                TX,1,Xã Khác,Xã,0
                """);

        assertThat(read.operations()).isEmpty();
        assertThat(read.result().errors())
                .extracting(RowError::row, RowError::column, RowError::key)
                .containsExactlyInAnyOrder(
                        tuple(2, "old_is_split", "organization.reorganization.file.no-division"),
                        tuple(3, "old_is_split", "organization.reorganization.file.no-division"),
                        tuple(5, "old_code", "organization.reorganization.file.twice"),
                        tuple(6, "new_name", "organization.reorganization.file.two-names"));
    }

    @Test
    void refusesAnHeirThatComesLaterAndAUnitThatIsGone() throws IOException {
        Founding.unit(db, "M1", "UPPER_GRASSROOTS", "Đảng bộ xã Một", "TN", LocalDate.of(2025, 8, 1));
        Founding.unit(db, "CU", "GRASSROOTS", "Đảng bộ xã Cũ", "DT", LocalDate.of(2015, 1, 1));
        db.sql("update organization.unit set until_on = '2020-01-01' where code = 'CU'")
                .update();

        assertThat(read("""
                old_code,new_code,new_name,new_type,old_is_split
                TL,1,Xã Một,Xã,0
                CU,2,Xã Hai,Xã,0
                """).result().errors())
                .extracting(RowError::row, RowError::column, RowError::key)
                .containsExactlyInAnyOrder(
                        tuple(2, "new_code", "organization.redraw.not-yet"),
                        tuple(3, "old_code", "organization.redraw.gone"));
    }

    @Test
    void tellsEveryKindOfFaultOfTheListInOneReading() throws IOException {
        Founding.unit(db, "M9", "UPPER_GRASSROOTS", "Đảng bộ xã Chín", "TN", LocalDate.of(2025, 8, 1));
        Founding.unit(db, "CU", "GRASSROOTS", "Đảng bộ xã Cũ", "DT", LocalDate.of(2015, 1, 1));
        db.sql("update organization.unit set until_on = '2020-01-01' where code = 'CU'")
                .update();

        assertThat(read("""
                old_code,new_code,new_name,new_type,old_is_split
                XX,1,Xã Một,Xã,0
                XX,2,Xã Hai,Xã,0
                PC,9,Xã Chín,Xã,0
                CU,1,Xã Khác,Xã,0
                YY,,Xã Một,Xã,0
                ,3,Xã Ba,Xã,0
                TL,1,,Xã,0
                ZZ,4,Xã Bốn,Xã,0
                ZZ,4,Xã Bốn,Xã,0
                TX,4,Xã Bốn,Xã,z
                TX,5,Xã Năm,Xã,1
                """).result().errors())
                .extracting(
                        RowError::row,
                        RowError::column,
                        error -> error.key().replaceAll("organization\\.(redraw|reorganization\\.file)\\.", ""))
                .containsExactlyInAnyOrder(
                        tuple(2, "old_is_split", "no-division"),
                        tuple(2, "old_code", "unknown"),
                        tuple(3, "old_is_split", "no-division"),
                        tuple(3, "old_code", "unknown"),
                        tuple(4, "new_code", "not-yet"),
                        tuple(5, "old_code", "gone"),
                        tuple(5, "new_name", "two-names"),
                        tuple(6, "new_code", "paper.row.required"),
                        tuple(6, "old_code", "unknown"),
                        tuple(7, "old_code", "paper.row.required"),
                        tuple(8, "new_name", "paper.row.required"),
                        tuple(9, "old_code", "unknown"),
                        tuple(10, "old_code", "twice"),
                        tuple(10, "old_code", "unknown"),
                        tuple(11, "old_is_split", "paper.row.yesNo"));
    }

    private OperationFile.Read read(String text) throws IOException {
        var file = Files.createTempFile(folder, "in", ".csv");
        Files.writeString(file, text);
        return read(file);
    }

    private OperationFile.Read read(Path file) {
        try (var table = files.open(file)) {
            return files.read(
                    OFFICER,
                    table,
                    new CommuneList.Mapping("", "M", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ {type} {name}", true),
                    new Redrawing.Decision("1683", null, ON, List.of(), List.of()));
        }
    }

    /// The districts and communes that the list names, under TN.
    private void communes() throws IOException {
        var districts = new LinkedHashSet<String>();
        var communes = new LinkedHashSet<List<String>>();
        for (var line : Files.readAllLines(LIST).stream().skip(1).toList()) {
            var cells = line.split(",", -1);
            districts.add(cells[3]);
            communes.add(List.of(cells[0], cells[1], cells[3]));
        }
        var begun = LocalDate.of(2015, 1, 1);
        for (var code : districts) Founding.unit(db, code, "UPPER_GRASSROOTS", "Đảng bộ huyện " + code, "TN", begun);
        for (var commune : communes)
            Founding.unit(db, commune.get(0), "GRASSROOTS", "Đảng bộ " + commune.get(1), commune.get(2), begun);
    }
}
