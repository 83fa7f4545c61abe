package vn.lantoa.paper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The papers that the tests print.
final class Papers {

    static final Locale VI = Locale.of("vi");
    static final List<String> RECIPIENTS = List.of(
            "Ban Tuyên giáo và Dân vận Trung ương (để báo cáo),",
            "Thường trực Tỉnh ủy,",
            "Các đảng bộ trực thuộc,",
            "Lưu Văn phòng.");

    private Papers() {}

    static String words(String key, @Nullable Object... arguments) {
        var bundle = ResourceBundle.getBundle("messages/paper", VI);
        return new java.text.MessageFormat(bundle.getString(key), VI).format(arguments);
    }

    static Paper report() {
        var head = new Head(
                "Đảng Cộng sản Việt Nam tỉnh Thái Nguyên",
                "Ban Tuyên giáo và Dân vận",
                "12-BC/BTGDVTU",
                "Thái Nguyên",
                LocalDate.of(2026, 2, 5),
                "Báo cáo",
                "Kết quả học tập, quán triệt và triển khai thực hiện Nghị quyết số 19-NQ/TW về nông nghiệp, nông dân, nông thôn",
                "Dự thảo lần 1");
        var body = new ArrayList<Block>();
        body.add(new Block.Section("I- Tình hình chung", 1));
        for (int i = 0; i < 6; i++) {
            body.add(
                    new Block.Paragraph(
                            "Thực hiện Kế hoạch số 45-KH/TU của Ban Thường vụ Tỉnh ủy, các cấp ủy đã tổ chức hội nghị trực tiếp kết hợp trực tuyến tới các điểm cầu; người đứng đầu cấp ủy trực tiếp quán triệt, truyền đạt. Ẩm ướt, ngưỡng, nguyễn, Ỷ, Ỹ, Ặ, Ữ, ợ & <b>không</b> \"đậm\"."));
        }
        body.add(new Block.Section("1- Số liệu", 2));
        body.add(new Grid(
                List.of(
                        Grid.Field.of("TT", 1, Grid.Align.CENTRE),
                        Grid.Field.of("Đảng bộ", 5, Grid.Align.LEFT),
                        Grid.Field.group(
                                "Đảng viên",
                                Grid.Field.of("Tổng số", 2, Grid.Align.RIGHT),
                                Grid.Field.of("Đã học", 2, Grid.Align.RIGHT)),
                        Grid.Field.of("Tỷ lệ (%)", 2, Grid.Align.RIGHT)),
                List.of(
                        Grid.Line.of(1, "Thành phố Thái Nguyên", 35_900, 35_599, "99,16"),
                        Grid.Line.of(2, "Huyện Phú Bình", 3_044, 2_909, "95,57"),
                        Grid.Line.strong("", "Cộng", 38_944, 38_508, "98,88")),
                12));
        body.add(new Block.Items(List.of("Ưu điểm: kịp thời.", "Hạn chế: một số nơi chậm.")));
        return new Paper(
                "Báo cáo kết quả",
                head,
                body,
                new Signature(RECIPIENTS, "T/M Ban Thường vụ", "Phó Bí thư", "Nguyễn Văn A"),
                Layout.upright());
    }

    /// The report of 22 columns, across, with `lines` units.
    static Paper wide(int lines) {
        var head = new Head(
                "Đảng bộ tỉnh Thái Nguyên",
                "Tỉnh ủy Thái Nguyên",
                null,
                "Thái Nguyên",
                null,
                "Biểu tổng hợp",
                "Kết quả học tập Nghị quyết số 19-NQ/TW",
                null);
        return new Paper(
                "Biểu tổng hợp",
                head,
                List.of(grid(lines)),
                new Signature(List.of(), null, "Bí thư", ""),
                Layout.across());
    }

    static Grid grid(int lines) {
        var number = Grid.Align.RIGHT;
        var fields = List.of(
                Grid.Field.of("TT", 2, Grid.Align.CENTRE),
                Grid.Field.of("Đơn vị", 8, Grid.Align.LEFT),
                Grid.Field.of("Văn bản", 6, Grid.Align.LEFT),
                Grid.Field.group(
                        "Kế hoạch",
                        Grid.Field.of("Số", 5, Grid.Align.LEFT),
                        Grid.Field.of("Ngày", 5.5, Grid.Align.CENTRE)),
                Grid.Field.of("Hình thức", 5, Grid.Align.LEFT),
                Grid.Field.group(
                        "Số điểm cầu",
                        Grid.Field.of("Tỉnh", 3, number),
                        Grid.Field.of("Huyện", 3, number),
                        Grid.Field.of("Cơ sở", 3, number)),
                Grid.Field.group(
                        "Số lớp",
                        Grid.Field.of("Cán bộ chủ chốt", 3.5, number),
                        Grid.Field.of("Đảng viên", 3.5, number)),
                Grid.Field.group(
                        "Đảng viên",
                        Grid.Field.of("Chính thức", 4, number),
                        Grid.Field.of("Dự bị", 3.5, number),
                        Grid.Field.of("Miễn", 3.5, number)),
                Grid.Field.group(
                        "Đã học",
                        Grid.Field.of("Đợt chính", 4, number),
                        Grid.Field.of("Học bù", 3.5, number),
                        Grid.Field.of("Cộng", 4, number),
                        Grid.Field.of("%", 3.5, number)),
                Grid.Field.of("Vắng có lý do", 3.5, number),
                Grid.Field.of("Quần chúng", 4, number),
                Grid.Field.of("Bài thu hoạch", 4, number),
                Grid.Field.of("Ghi chú", 6, Grid.Align.LEFT));
        var rows = new ArrayList<Grid.Line>();
        for (int i = 1; i <= lines; i++) {
            rows.add(Grid.Line.of(
                    i,
                    "Đảng bộ xã Phú Đô " + i,
                    "19-NQ/TW",
                    "12-KH/HU",
                    LocalDate.of(2023, 3, 5),
                    "Trực tuyến",
                    1,
                    9,
                    172,
                    1,
                    4,
                    1_234,
                    12,
                    56,
                    1_100,
                    50,
                    1_150,
                    "92,30",
                    28,
                    15,
                    1_100,
                    i % 7 == 0 ? "=1+1" : ""));
        }
        rows.add(Grid.Line.strong(
                "", "Cộng", "", "", null, "", 1, 9, 172, 16, 180, 98_400, 1_203, 4_500, 95_000, 1_100, 96_100, "97,66",
                900, 5_806, 90_000, ""));
        return new Grid(fields, rows, 7);
    }
}
