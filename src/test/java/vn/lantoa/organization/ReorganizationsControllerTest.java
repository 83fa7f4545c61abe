package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class ReorganizationsControllerTest implements World {

    private static final String ALL = "/organization/reorganizations";
    private static final String MERGERS = """
            op,code,parent_code,level,name,into
            create,M1,TN,UPPER_GRASSROOTS,Đảng bộ xã Mới,
            merge,TL,,,,M1
            merge,PC,,,,M1
            dissolve,DT,,,,
            """;

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @TempDir
    Path folder;

    @Test
    void goesFromAFileToANewTreeAndBack() {
        assertThat(get(ALL, OFFICER)).hasStatusOk().bodyText().contains("Chưa có quyết định sắp xếp nào");
        var here = drawn("1683/NQ", "2024-07-01");
        assertThat(load(here, MERGERS)).hasStatus3xxRedirection();

        assertThat(get(here, OFFICER))
                .hasStatusOk()
                .bodyText()
                .contains("Thành lập Đảng bộ xã Mới (M1)", "Giải thể Đảng bộ huyện Đại Từ", here + "/application");
        assertThat(get(here + "?part=units", OFFICER))
                .bodyText()
                .contains("Đảng bộ xã Tân Linh", "Sáp nhập", "Thành lập", "Giải thể");
        assertThat(get(here + "?part=cells", OFFICER))
                .bodyText()
                .contains("Chi bộ xóm 1", "Chi bộ xóm Bán Luông", "Đảng bộ xã Mới");
        assertThat(get(here + "?part=cells&unit=PC", OFFICER))
                .bodyText()
                .contains("Chi bộ xóm Bán Luông")
                .doesNotContain("Chi bộ xóm 1<");
        assertThat(get(here + "?part=accounts", OFFICER))
                .bodyText()
                .contains("bithu-tanlinh", "kiemtra", "Từ ")
                .doesNotContain("bithu-xom1<", "canbo-vonhai");
        assertThat(get(here + "?part=campaigns", OFFICER)).hasStatusOk();
        assertThat(get(here + "/application", OFFICER)).bodyText().contains("thực hiện ngay");

        assertThat(post(here + "/application", OFFICER)).hasStatus3xxRedirection();
        assertThat(get(here, OFFICER))
                .bodyText()
                .contains("Đã thực hiện", "Đảng bộ xã Tân Linh", "Sáp nhập", "Giải thể", here + "/reversal");
        assertThat(get(here + "?part=cells", OFFICER))
                .bodyText()
                .contains("Chi bộ xóm 1", "Đảng bộ xã Tân Linh", "Đảng bộ xã Mới");
        assertThat(get(here + "?part=accounts", OFFICER)).bodyText().contains("bithu-tanlinh");
        assertThat(get(ALL, OFFICER)).bodyText().contains("1683/NQ", "sáp nhập 2", "Đã thực hiện");

        assertThat(post(here + "/reversal", OFFICER)).hasStatus3xxRedirection();
        assertThat(get(here, OFFICER))
                .bodyText()
                .contains("Đã hoàn tác", "Thành lập Đảng bộ xã Mới (M1)")
                .doesNotContain("còn điểm phải sửa");
        assertThat(get("/organization/units/" + TL.value(), OFFICER))
                .bodyText()
                .contains("Chi bộ xóm 1")
                .doesNotContain("Đảng bộ xã Mới");
    }

    @Test
    void typesOperationsInAndTakesThemOut() {
        var here = drawn("2", "2024-07-01");
        assertThat(web.post()
                        .uri(here + "/operations")
                        .param("op", "create")
                        .param("code", "M1")
                        .param("name", "Đảng bộ xã Mới")
                        .param("level", "")
                        .param("parent", "TN")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Đảng bộ xã Mới", "value=\"M1\"");
        assertThat(web.post()
                        .uri(here + "/operations")
                        .param("op", "merge")
                        .param("code", "PC")
                        .param("more", "TL, TX")
                        .param("into", "VN")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(get(here, OFFICER))
                .bodyText()
                .contains("Sáp nhập Đảng bộ xã Phú Cường, Đảng bộ xã Tân Linh, Đảng bộ xã Tràng Xá vào");
        assertThat(get(here + "/operations/new?op=divide", OFFICER)).hasStatusOk();
        assertThat(get(here + "/operations/new?op=explode", OFFICER)).hasStatus(404);
        assertThat(web.post()
                        .uri(here + "/operations/1/removal")
                        .param("code", "TL")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(409);
        assertThat(web.post()
                        .uri(here + "/operations/1/removal")
                        .param("code", "VN")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(get(here, OFFICER)).bodyText().contains("Quyết định chưa có việc nào");
    }

    @Test
    void asksForTheHeirOfEveryPartOfADivision() {
        var here = drawn("3", "2024-07-01");
        load(here, """
                op,code,parent_code,level,name,into
                create,M1,DT,GRASSROOTS,Đảng bộ xã Mới,
                divide,TL,,,,M1
                divide,TL,,,,PC
                """);
        assertThat(get(here, OFFICER))
                .bodyText()
                .contains("còn 2 tổ chức chưa chọn nơi về")
                .doesNotContain(here + "/application");
        assertThat(get(here + "?part=cells", OFFICER)).bodyText().contains("chưa chọn");
        assertThat(post(here + "/application", OFFICER)).hasStatus(409);
        assertThat(get(here + "/divisions/2", OFFICER))
                .bodyText()
                .contains("Chi bộ xóm 1", "Chi bộ xóm 2", "Đảng bộ xã Mới");
        assertThat(get(here + "/divisions/1", OFFICER)).hasStatus(404);
        assertThat(web.post()
                        .uri(here + "/divisions/2")
                        .param("code", "TL")
                        .param("part.TL1", "TL1")
                        .param("part.TL2", "TL2")
                        .param("to.TL1", "M1")
                        .param("rest", "PC")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(get(here + "?part=cells", OFFICER)).bodyText().doesNotContain("chưa chọn");
        assertThat(get(here, OFFICER)).bodyText().contains(here + "/application");
    }

    @Test
    void waitsForAFutureDayAndIsWithdrawn() {
        var here = drawn("4", LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
        load(here, MERGERS);
        assertThat(get(here + "/application", OFFICER)).bodyText().contains("chờ đến ngày");
        assertThat(post(here + "/application", OFFICER)).hasStatus3xxRedirection();
        assertThat(get(here, OFFICER)).bodyText().contains("Chờ đến ngày").doesNotContain(here + "/application");
        db.sql("update organization.reorganization set failed = 'Lý do <b>'").update();
        assertThat(get(here, OFFICER)).bodyText().contains("Chưa thực hiện được", "Lý do &lt;b&gt;");
        assertThat(post(here + "/withdrawal", OFFICER)).hasStatus3xxRedirection();
        assertThat(get(here, OFFICER)).bodyText().contains("Đã rút");
        assertThat(post(here + "/application", OFFICER)).hasStatus(409);
    }

    @Test
    void offersToClearDistrictsThatLoseTheirCommunes() {
        var here = drawn("5", "2024-07-01");
        load(here, """
                op,code,parent_code,level,name,into
                merge,TL,,,,TX
                """);
        assertThat(get(here, OFFICER))
                .bodyText()
                .contains(
                        "Đảng bộ huyện Đại Từ",
                        "còn 1 tổ chức trực thuộc",
                        "Chuyển tất cả về trực thuộc",
                        "id=\"target-0-found\"");
        assertThat(web.post()
                        .uri(here + "/clearance")
                        .param("code", "DT")
                        .param("target", "VN")
                        .param("target-founded", "")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(get(here, OFFICER))
                .bodyText()
                .contains("Chuyển Đảng bộ xã Phú Cường về trực thuộc Đảng bộ huyện Võ Nhai", "Giải thể");
    }

    @Test
    void givesPostsByTheDecision() {
        var here = drawn("6", "2024-07-01");
        load(here, MERGERS);
        assertThat(web.post()
                        .uri(here + "/appointments")
                        .param("username", "bithu-tanlinh")
                        .param("role", "")
                        .param("unit", "M1")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"bithu-tanlinh\"");
        assertThat(web.post()
                        .uri(here + "/appointments")
                        .param("username", "bithu-tanlinh")
                        .param("role", "SECRETARY")
                        .param("unit", "M1")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(get(here + "?part=accounts", OFFICER)).bodyText().contains("Đảng bộ xã Mới (M1)");
        assertThat(post(here + "/application", OFFICER)).hasStatus3xxRedirection();
        assertThat(get(here + "?part=accounts", OFFICER)).bodyText().contains("Được giao từ 01/07/2024");
    }

    @Test
    void keepsThePaperThatItCanTell() throws IOException {
        var here = drawn("7", "2024-07-01");
        assertThat(paper(here, "giả.pdf", "không phải PDF".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(415)
                .bodyText()
                .contains("value=\"7\"");
        assertThat(paper(here, "QĐ 1683.exe", "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8)))
                .hasStatus3xxRedirection();
        var sent = get(here + "/paper", OFFICER);
        assertThat(sent).hasStatusOk().hasContentType("application/pdf");
        assertThat(get(here, OFFICER)).bodyText().contains("QĐ 1683.pdf");
        assertThat(get(here + "/paper", OTHER_OFFICER)).hasStatus(404);
    }

    @Test
    void writesThePreviewAsSheets() throws IOException {
        var here = drawn("8", "2024-07-01");
        load(here, MERGERS);
        var bytes = get(here + "/preview.xlsx", OFFICER).getResponse().getContentAsByteArray();
        var file = Files.write(folder.resolve("preview.xlsx"), bytes);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry("xl/worksheets/sheet5.xml")).isNotNull();
            try (var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet2.xml"))) {
                assertThat(HtmlUtils.htmlUnescape(new String(sheet.readAllBytes(), StandardCharsets.UTF_8)))
                        .contains("Chi bộ xóm 1", "Đảng bộ xã Mới")
                        .doesNotContain("Chi bộ Làng Đèn");
            }
        }
    }

    @Test
    void writesEveryFaultOnASheet() throws IOException {
        var here = drawn("9", "2024-07-01");
        for (var one : List.of(
                List.of("move", "XX", "parent", "TN"),
                List.of("merge", "PC", "into", "ZZ"),
                List.of("move", "DT", "parent", "TL"),
                List.of("dissolve", "VN", "parent", "")))
            assertThat(web.post()
                            .uri(here + "/operations")
                            .param("op", one.get(0))
                            .param("code", one.get(1))
                            .param(one.get(2), one.get(3))
                            .with(World.as(OFFICER))
                            .with(csrf()))
                    .hasStatus3xxRedirection();
        var told = List.of(
                "Không có tổ chức nào mã XX trong phạm vi của đồng chí.",
                "Tổ chức nhận mã ZZ không có trong phạm vi của đồng chí và quyết định này cũng không lập.",
                "Tổ chức sẽ đứng dưới chính nó: DT → TL → DT.",
                "Khi Đảng bộ huyện Võ Nhai giải thể, 1 tổ chức trực thuộc không còn cấp trên: Đảng bộ xã Tràng Xá.");
        assertThat(get(here, OFFICER)).bodyText().contains(told);

        var bytes = get(here + "/preview.xlsx", OFFICER).getResponse().getContentAsByteArray();
        var file = Files.write(folder.resolve("faults.xlsx"), bytes);
        try (var zip = new ZipFile(file.toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet5.xml"))) {
            assertThat(HtmlUtils.htmlUnescape(new String(sheet.readAllBytes(), StandardCharsets.UTF_8)))
                    .contains(told);
        }
    }

    @Test
    void keepsWhatWasTypedAndTellsWrongRows() {
        assertThat(web.post()
                        .uri(ALL)
                        .param("decision", "99-NQ")
                        .param("decidedOn", "2025-08-01")
                        .param("effectiveOn", "2025-07-01")
                        .param("unit", "TN")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("99-NQ", "01/08/2025");
        var here = drawn("9", "2024-07-01");
        assertThat(load(here, "op,code,into\nmerge,XX,TL\nmerge,YY,TL\n"))
                .hasStatus(422)
                .bodyText()
                .contains("Không có tổ chức nào mã XX", "Không có tổ chức nào mã YY");
        assertThat(get(here, OFFICER)).bodyText().contains("Quyết định chưa có việc nào");
        assertThat(load(here, "a,b\n1,2\n")).hasStatus(422);
    }

    @Test
    void hidesItselfFromOthers() {
        var here = drawn("10", "2024-07-01");
        for (var actor : new Actor[] {OTHER_OFFICER, SECRETARY, READER, ADMINISTRATOR, MEMBER}) {
            assertThat(get(here, actor)).as(actor.username()).hasStatus(404);
            assertThat(post(here + "/application", actor)).as(actor.username()).hasStatus(404);
        }
        assertThat(get(ALL, OTHER_OFFICER)).hasStatusOk().bodyText().doesNotContain(here);
        assertThat(get(ALL + "/" + UUID.randomUUID(), OFFICER)).hasStatus(404);
        assertThat(get(ALL + "/nonsense", OFFICER)).hasStatus(404);
        assertThat(get(here + "?part=nonsense", OFFICER)).hasStatus(404);
        assertThat(web.post()
                        .uri(ALL)
                        .param("decision", "11")
                        .param("effectiveOn", "2024-07-01")
                        .param("unit", "TN")
                        .with(World.as(OTHER_OFFICER))
                        .with(csrf()))
                .hasStatus(422);
    }

    private String drawn(String decision, String on) {
        var answer = web.post()
                .uri(ALL)
                .param("decision", decision)
                .param("effectiveOn", on)
                .param("unit", "TN")
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        return String.valueOf(answer.getResponse().getRedirectedUrl());
    }

    private MvcTestResult load(String here, String text) {
        return web.post()
                .uri(here + "/file")
                .multipart()
                .file(new MockMultipartFile("file", "việc.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult paper(String here, String name, byte[] content) {
        return web.post()
                .uri(here + "/decision")
                .multipart()
                .file(new MockMultipartFile("file", name, null, content))
                .param("decision", "7")
                .param("effectiveOn", "2024-07-01")
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult get(String address, Actor actor) {
        return web.get().uri(address).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(String address, Actor actor) {
        return web.post().uri(address).with(World.as(actor)).with(csrf()).exchange();
    }
}
