package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;

/// A campaign of 2023 beside one of 2026, with the districts dissolved between them.
@AppTest
class ComparisonPagesTest implements World {

    private static final LocalDate DECIDED = LocalDate.of(2025, 7, 1);
    private static final Instant LATER = Instant.parse("2026-01-15T02:00:00Z");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    private CampaignId before;
    private CampaignId after;

    /// TL and PC merge into M, TX goes under the province; then 8 of 12 study.
    @BeforeEach
    void abolishDistrictsBetweenTwoCampaigns() {
        before = Shown.campaign(db, opening, recorder);
        var reshaped = Reshaped.on(db, DECIDED);
        var heir = reshaped.found("M", "GRASSROOTS", TN);
        reshaped.merge(heir, TL, PC).move(TX, TN).end(DT).end(VN).done();
        after = Trial.draft(db, OFFICER, TN, 1, "1");
        db.sql("""
                update study.campaign
                set    title = 'Đợt <b>2026</b>', cut_off = '2026-01-10', opens_on = '2026-01-15',
                       closes_on = '2026-12-31'
                where  id = :id
                """).param("id", after.value()).update();
        opening.open(OFFICER, after, LATER);
        var facts = new ArrayList<Fact>();
        for (var member : List.of(AN, BINH, DUNG, HA, HIEU, LAN, NAM, OANH))
            facts.add(Fact.studied(member.value(), 1, Form.BRIDGE, false, LATER));
        recorder.record(OFFICER, after, facts, LATER);
    }

    @Test
    void listsUnitsOfOneTreeOnlyApartAndNamesWhatBecameOfThem() {
        assertThat(text(page(OFFICER, "TN", "was")))
                .contains("41,67\u00a0%", "66,67\u00a0%", "+25,00") // 5/12 and 8/12
                .contains("2 đơn vị chỉ có ở bên trái", "1 đơn vị chỉ có ở bên phải", "1 đơn vị có ở cả hai bên")
                .contains("đã kết thúc ngày 01/07/2025", "thành lập ngày 01/07/2025")
                .contains("Tiếp nhận từ: Đảng bộ xã Phú Cường; Đảng bộ xã Tân Linh")
                .contains("trực thuộc Đảng bộ huyện Võ Nhai")
                .contains("Đợt &lt;b&gt;2026&lt;/b&gt;")
                .doesNotContain("<b>2026");
    }

    @Test
    void bringsBothSidesUnderTodaysUnitsAndSaysHowMuchWasCountedElsewhere() {
        for (var basis : List.of("now", "bridged")) {
            assertThat(text(page(OFFICER, "TN", basis)))
                    .as(basis)
                    .contains("Tổ chức M", "Đảng bộ xã Tràng Xá")
                    // TL1, TL2 and PC1 stood under communes that ended: 9 members
                    .contains("bên trái có 3 chi bộ, đơn vị có đảng viên (9 lượt)", "bên phải có 0 (0 lượt)")
                    .contains("như khi đó là 12 lượt, nay tính 12 (bên trái)")
                    .doesNotContain("Đảng bộ huyện Đại Từ</a>", "chỉ có ở bên trái");
        }
        assertThat(lines("TN", "now")).extracting(line -> line.getFirst()).containsExactly("TN", "M", "TX");
    }

    @Test
    void addsUpToTheSameOnEveryBasis() {
        var whole = lines("TN", "was").getFirst();
        for (var basis : List.of("now", "bridged")) {
            var lines = lines("TN", basis);
            assertThat(lines.getFirst()).as(basis).isEqualTo(whole);
            for (var column = 1; column <= 6; column++)
                assertThat(sum(lines, column)).isEqualTo(number(whole, column));
            for (var column = 10; column <= 15; column++)
                assertThat(sum(lines, column)).isEqualTo(number(whole, column));
        }
    }

    /// On the trees of their own time the sides have different units: of TX, which stood in a district before, the left
    /// side is in that district's line.
    @Test
    void addsUpOnThePageToTheSameOnEveryBasis() {
        for (var basis : List.of("was", "now", "bridged")) {
            var page = text(page(OFFICER, "TN", basis));
            var units = List.of(page.substring(page.indexOf("<table class=\"table board-table compare-table"))
                    .split("<tbody"));
            for (var side : List.of("pair-left", "pair-right")) {
                var whole = counts(units.get(1), side);
                assertThat(whole.subList(0, 2)).containsExactly(12L, side.equals("pair-left") ? 5L : 8L);
                for (var column = 0; column < whole.size(); column++) {
                    var number = column;
                    assertThat(units.stream()
                                    .skip(2)
                                    .filter(unit ->
                                            side.equals("pair-right") || !unit.contains(": trực thuộc Đảng bộ huyện"))
                                    .map(unit -> counts(unit, side))
                                    .mapToLong(counts -> counts.isEmpty() ? 0 : counts.get(number))
                                    .sum())
                            .as(basis + " " + side + " " + number)
                            .isEqualTo(whole.get(number));
                }
            }
            assertThat(page).contains("Ở đơn vị này mọi cách tính cho cùng số đếm");
            // on duty 4 of 10 and 8 of 10: of the five before one is exempt
            assertThat(bases(page))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line)
                            .containsExactly("12", "5", "40,00\u00a0%", "12", "8", "80,00\u00a0%", "+40,00"));
        }
    }

    @Test
    void showsAUnitOnEveryBasisWhereItCountsDifferently() {
        var page = text(page(OFFICER, "M", "now"));

        assertThat(page).contains("Ở đơn vị này các cách tính cho số đếm khác nhau");
        assertThat(bases(page))
                .extracting(line -> line.get(0), line -> line.get(3))
                .containsExactly(tuple("–", "9"), tuple("9", "9"), tuple("9", "9"));
    }

    @Test
    void leavesAUnitAloneThatNothingHappenedTo() {
        assertThat(lines("TX1", "now")).isEqualTo(lines("TX1", "was")).isEqualTo(lines("TX1", "bridged"));
        assertThat(lines("TX1", "was").getFirst()).contains("TX1", "3", "33.33");
    }

    @Test
    void saysWhyAUnitIsMissing() {
        assertThat(text(page(OFFICER, "M", "was"))).contains("thành lập ngày 01/07/2025, chưa có trong các đợt");
        assertThat(text(page(OFFICER, "TL", "was"))).contains("đã kết thúc ngày 01/07/2025", "Nay là: Tổ chức M");
        assertThat(text(page(OFFICER, "TL", "bridged"))).contains("<h1>So sánh", "Tổ chức M");
    }

    @Test
    void sumsTheCampaignsOfAYearOrATerm() {
        var third = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, third, NINE);
        var term = Ids.next();
        db.sql("""
                insert into organization.term (id, unit, name, congress, from_on, until_on)
                values (:id, :unit, '2020-2025', 'Đại hội lần thứ XX', '2020-10-14', '2025-10-01')
                """).param("id", term).param("unit", TN.value()).update();

        var year = lines("TN", "was", "year:2023", "campaign:" + after.value()).getFirst();
        assertThat(year.subList(1, 3)).containsExactly("24", "5");
        assertThat(year.get(7)).isEqualTo("20.83");
        assertThat(lines("TN", "was", "term:" + term, "year:2026").getFirst().subList(1, 16))
                .isEqualTo(year.subList(1, 16));
        assertThat(text(page(OFFICER, "TN", "was", "term:" + term, "year:2026")))
                .contains("2 đợt, 24 lượt", "1 đợt, 12 lượt", "Đại hội lần thứ XX");
        assertThat(text(page(OFFICER, "TN", "was", "year:2019", "year:2026"))).contains("không có đợt nào");
    }

    @Test
    void showsHeadCountsThatAreAnEstimate() {
        db.sql("""
                insert into study.declared (campaign, unit, kind, people, recorded_by)
                values (:campaign, :unit, 'MEMBERS', 7, :by)
                """)
                .param("campaign", before.value())
                .param("unit", TL.value())
                .param("by", OFFICER.account().value())
                .update();
        assertThat(text(page(OFFICER, "TN", "bridged"))).contains("Số khai không có danh sách: 7 người");
    }

    @Test
    void drawsEachPairAsALinkWithItsFactsInWords() {
        assertThat(text(page(OFFICER, "TN", "now")))
                .contains("<a class=\"pair\" href=\"/reporting/comparisons?unit=M&amp;left=campaign:")
                .contains("<span class=\"pair-name\"><span>Tổ chức M</span> <b>", "<svg class=\"pair-bars\"");
    }

    @Test
    void hidesWhatLiesOutsideTheReadersReach() {
        assertThat(page(SECRETARY, "TX", "was")).hasStatus(404);
        assertThat(page(OTHER_SECRETARY, "TL", "was")).hasStatus(404);
        assertThat(page(OTHER_SECRETARY, "TX", "was")).hasStatusOk();
        assertThat(page(OTHER_SECRETARY, "M", "now")).hasStatus(404);
        assertThat(page(OFFICER, "NONE", "was")).hasStatus(404);
        assertThat(page(SITE_OPERATOR, "TL", "was")).hasStatus(404);
        assertThat(page(OFFICER, "TN", "was", "campaign:" + UUID.randomUUID(), "year:2023"))
                .hasStatus(404);
        assertThat(page(OFFICER, "TN", "was", "term:" + UUID.randomUUID(), "year:2023"))
                .hasStatus(404);
        assertThat(file(READER, "TN", "was", side(before), side(after))).hasStatus(404);
        assertThat(file(SECRETARY, "TX", "was", side(before), side(after))).hasStatus(404);
    }

    @Test
    void keepsTheInputOfARefusedForm() {
        assertThat(page(OFFICER, "TL", "now", "year:23", "year:2026"))
                .hasStatus(422)
                .bodyText()
                .contains("Bên so sánh phải là", "value=\"TL\"", "<option value=\"year:2026\" selected>")
                .contains("<option value=\"now\" selected>");
        assertThat(page(OFFICER, "TN", "was", "year:2026", "year:2026"))
                .hasStatus(422)
                .bodyText()
                .contains("Hai bên giống nhau");
        assertThat(page(OFFICER, "TN", "was", "year:1999", "year:1998")).hasStatus(422);
        assertThat(page(OFFICER, "TN", "other", side(before), side(after))).hasStatus(400);
    }

    @Test
    void proposesTheCampaignBefore() {
        assertThat(web.get()
                        .uri("/reporting/comparisons?unit=TN&right=" + side(after))
                        .with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("<option value=\"" + side(before) + "\" selected>")
                .contains("<option value=\"" + side(after) + "\" selected>");
    }

    @Test
    void speaksEnglish() {
        assertThat(web.post()
                        .uri("/language")
                        .param("language", "en")
                        .param("back", "/")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(web.get()
                        .uri("/reporting/comparisons?unit=TN&left=" + side(before) + "&right=" + side(after))
                        .with(World.as(OFFICER)))
                .bodyText()
                .contains("What this basis does to the numbers", "+25.00", "founded on 01/07/2025");
    }

    @Test
    void notesWhoTookTheTableOut() {
        assertThat(file(OFFICER, "TN", "bridged", side(before), side(after)))
                .hasStatusOk()
                .headers()
                .hasValue("Cache-Control", "no-store");
        assertThat(db.sql("select a.detail from access.audit a where a.action = 'reporting.comparison.export'")
                        .query(String.class)
                        .list())
                .containsExactly("csv, " + side(before) + ", " + side(after) + ", bridged");
        assertThat(web.get()
                        .uri("/reporting/comparisons.xlsx?unit=TN&left=" + side(before) + "&right=" + side(after))
                        .with(World.as(OFFICER)))
                .hasStatusOk();
        assertThat(web.get()
                        .uri("/reporting/comparisons.pdf?unit=TN&left=" + side(before) + "&right=" + side(after))
                        .with(World.as(OFFICER)))
                .hasStatus(404);
    }

    private static String side(CampaignId campaign) {
        return "campaign:" + campaign.value();
    }

    /// The lines of the table from the code on; the whole first.
    private List<List<String>> lines(String unit, String basis) {
        return lines(unit, basis, side(before), side(after));
    }

    private List<List<String>> lines(String unit, String basis, String left, String right) {
        var csv = text(file(OFFICER, unit, basis, left, right));
        return csv.lines()
                .skip(1)
                .map(line -> List.of(line.replaceAll("\"[^\"]*\"", "").split(",", -1)))
                .map(cells -> cells.subList(1, 23))
                .toList();
    }

    /// The six counts of a side in the lines of one unit on the page; none where that side does not have the unit.
    private static List<Long> counts(String unit, String side) {
        var line = Pattern.compile("<rect class=\"" + side + "\".*?</tr>", Pattern.DOTALL)
                .matcher(unit);
        return line.find()
                ? cells(line.group()).stream().limit(6).map(Long::valueOf).toList()
                : List.of();
    }

    /// The asked unit on every basis, as the page sets it out.
    private static List<List<String>> bases(String page) {
        var from = page.indexOf("compare-bases");
        return Pattern.compile("<th scope=\"row\">.*?</tr>", Pattern.DOTALL)
                .matcher(page.substring(from, page.indexOf("</table>", from)))
                .results()
                .map(line -> cells(line.group()))
                .toList();
    }

    private static List<String> cells(String line) {
        return Pattern.compile("<td class=\"num\"[^>]*>([^<]*)</td>")
                .matcher(line)
                .results()
                .map(cell -> cell.group(1))
                .toList();
    }

    private static long sum(List<List<String>> lines, int column) {
        return lines.stream().skip(1).mapToLong(line -> number(line, column)).sum();
    }

    private static long number(List<String> line, int column) {
        return line.get(column).isEmpty() ? 0 : Long.parseLong(line.get(column));
    }

    private MvcTestResult page(Actor actor, String unit, String basis) {
        return page(actor, unit, basis, side(before), side(after));
    }

    private MvcTestResult page(Actor actor, String unit, String basis, String left, String right) {
        return web.get()
                .uri("/reporting/comparisons?unit=" + unit + "&left=" + left + "&right=" + right + "&basis=" + basis)
                .with(World.as(actor))
                .exchange();
    }

    private MvcTestResult file(Actor actor, String unit, String basis, String left, String right) {
        return web.get()
                .uri("/reporting/comparisons.csv?unit=" + unit + "&left=" + left + "&right=" + right + "&basis="
                        + basis)
                .with(World.as(actor))
                .exchange();
    }

    private static String text(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
