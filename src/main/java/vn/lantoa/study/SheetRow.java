package vn.lantoa.study;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Folded;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Row;

/// One line of an attendance sheet as it was written.
///
/// @param birth a day (`1970-03-15`), a year (`1970`), or empty
/// @param cell code or name of the cell, or empty
record SheetRow(
        int number,
        String memberNo,
        String fullName,
        String birth,
        String cell,
        Outcome outcome,
        @Nullable Form form,
        @Nullable Reason reason) {

    static final Columns COLUMNS = Columns.of(
            Column.optional("member_no", "Số thẻ đảng viên", "Số thẻ", "Mã đảng viên", "Member number")
                    .example("19.000001"),
            Column.optional("full_name", "Họ và tên", "Họ tên", "Đảng viên").example("Nguyễn Văn An"),
            Column.optional("birth", "Ngày sinh", "Năm sinh", "birth_date").example("1970"),
            Column.optional("unit_code", "Chi bộ", "Mã chi bộ", "cell").example("TL1"),
            Column.optional("outcome", "Kết quả", "Tình trạng").example("studied"),
            Column.optional("form", "Hình thức").example("CELL_MEETING"),
            Column.optional("reason", "Lý do", "Lý do vắng", "Reason of absence")
                    .example(""));

    /// What people call each column, by its API name.
    static final Map<String, String> TITLES =
            COLUMNS.all().stream().collect(Collectors.toUnmodifiableMap(Column::name, Column::title));

    private static final Map<String, Outcome> OUTCOMES = Map.ofEntries(
            Map.entry("", Outcome.STUDIED),
            Map.entry("x", Outcome.STUDIED),
            Map.entry("1", Outcome.STUDIED),
            Map.entry("co", Outcome.STUDIED),
            Map.entry("co mat", Outcome.STUDIED),
            Map.entry("da hoc", Outcome.STUDIED),
            Map.entry("mien, van hoc", Outcome.STUDIED),
            Map.entry("exempt, studied", Outcome.STUDIED),
            Map.entry("studied", Outcome.STUDIED),
            Map.entry("present", Outcome.STUDIED),
            Map.entry("excused", Outcome.EXCUSED),
            Map.entry("vang co ly do", Outcome.EXCUSED),
            Map.entry("phep", Outcome.EXCUSED),
            Map.entry("absent", Outcome.ABSENT),
            Map.entry("vang", Outcome.ABSENT),
            Map.entry("vang khong ly do", Outcome.ABSENT),
            Map.entry("0", Outcome.ABSENT));

    /// What the lists of names that are taken out say of whom nothing is recorded.
    private static final Set<String> NOTHING =
            Set.of("chua ghi nhan", "unrecorded", "mien, khong hoc", "exempt, did not study");

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("in person", Form.IN_PERSON),
            Map.entry("bridge point", Form.BRIDGE),
            Map.entry("recording", Form.RECORDED),
            Map.entry("cell meeting", Form.CELL_MEETING),
            Map.entry("thematic conference", Form.THEMATIC),
            Map.entry("combined meeting", Form.COMBINED),
            Map.entry("truc tiep", Form.IN_PERSON),
            Map.entry("diem cau", Form.BRIDGE),
            Map.entry("truc tuyen", Form.ONLINE),
            Map.entry("xem lai ban ghi", Form.RECORDED),
            Map.entry("sinh hoat chi bo", Form.CELL_MEETING),
            Map.entry("hoi nghi chuyen de", Form.THEMATIC),
            Map.entry("long ghep", Form.COMBINED),
            Map.entry("so tay dang vien", Form.HANDBOOK));

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("om", Reason.ILL),
            Map.entry("om dau", Reason.ILL),
            Map.entry("di cong tac", Reason.DUTY),
            Map.entry("cong tac", Reason.DUTY),
            Map.entry("viec gia dinh", Reason.FAMILY),
            Map.entry("gia dinh", Reason.FAMILY),
            Map.entry("o nuoc ngoai", Reason.ABROAD),
            Map.entry("nuoc ngoai", Reason.ABROAD),
            Map.entry("ly do khac", Reason.OTHER),
            Map.entry("khac", Reason.OTHER),
            Map.entry("on duty elsewhere", Reason.DUTY),
            Map.entry("family matters", Reason.FAMILY),
            Map.entry("another reason", Reason.OTHER));

    /// Whether `row` still says that nothing is recorded, as in a list that was taken out to be filled in; it is then
    /// passed over.
    static boolean untold(Row row) {
        return NOTHING.contains(Folded.of(row.text("outcome")));
    }

    /// Reads `row`; what is wrong with it stands among its errors.
    static SheetRow of(Row row) {
        var number = row.text("member_no", 100);
        var name = row.text("full_name", 200);
        if (number.isEmpty() && name.isEmpty()) row.wrong("member_no", "study.sheet.nobody");
        var outcome = OUTCOMES.get(Folded.of(row.text("outcome")));
        if (outcome == null) row.wrong("outcome", "study.sheet.outcome", row.text("outcome", 100));
        var reason = reason(row);
        return new SheetRow(
                row.number(),
                number,
                name,
                birth(row),
                row.text("unit_code", 200),
                outcome == null
                        ? Outcome.STUDIED
                        : outcome == Outcome.ABSENT && reason != null ? Outcome.EXCUSED : outcome,
                form(row),
                reason);
    }

    private static String birth(Row row) {
        var text = row.text("birth");
        if (text.matches("(19|20)\\d\\d")) return text;
        LocalDate day = row.day("birth");
        return day == null ? "" : day.toString();
    }

    private static @Nullable Form form(Row row) {
        var text = row.text("form");
        if (text.isEmpty()) return null;
        for (var form : Form.values()) if (form.name().equals(text.toUpperCase(Locale.ROOT))) return form;
        var form = FORMS.get(Folded.of(text));
        if (form == null) row.wrong("form", "study.sheet.form", text);
        return form;
    }

    private static @Nullable Reason reason(Row row) {
        var text = row.text("reason");
        if (text.isEmpty()) return null;
        for (var reason : Reason.values()) if (reason.name().equals(text.toUpperCase(Locale.ROOT))) return reason;
        var reason = REASONS.get(Folded.of(text));
        if (reason == null) row.wrong("reason", "study.sheet.reason", text);
        return reason;
    }
}
