package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lantoa.kernel.Zone;

/// The officer of the province: looks, asks who, watches, begins, reports.
class OfficerJourney extends Journey {

    private static final String OPEN = "Học tập, quán triệt Nghị quyết số 79-NQ/TW";

    @ParameterizedTest
    @ValueSource(ints = {Browser.DESK, Browser.PHONE})
    void goesDownFromTheProvinceToTheNamesOfACell(int width) {
        var page = browser.signIn("canbo", width);
        var campaign = page.locator("a.covered").filter(new Locator.FilterOptions().setHasText(OPEN));
        campaign.waitFor();
        Browser.inspect(page);
        campaign.click();
        shows(page.locator(".board-place"), "Đảng bộ tỉnh Thái Nguyên");
        addsUp(page);
        Browser.inspect(page);

        link(page.getByRole(AriaRole.TABLE).first(), "Đảng bộ Khối các cơ quan tỉnh")
                .click();
        shows(page.locator(".board-place"), "Đảng bộ Khối các cơ quan tỉnh");
        addsUp(page);
        link(page.getByRole(AriaRole.TABLE).first(), "Đảng bộ Sở Y tế").click();
        shows(page.locator(".board-place"), "Đảng bộ Sở Y tế");
        addsUp(page);
        Browser.inspect(page);

        var tile = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Bản đồ cây"))
                .getByRole(AriaRole.LINK)
                .first();
        var cell = tile.getAttribute("href");
        tile.click();
        page.waitForURL(url -> url.endsWith(cell));
        Browser.inspect(page);

        var everybody = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Số liệu chính"))
                .locator("a[href*='outcome=all']")
                .first();
        var count = number(everybody.innerText());
        everybody.click();
        assertThat(page.locator("tbody tr").count()).isEqualTo((int) count);
        Browser.inspect(page);

        page.locator("tbody th a").first().click();
        shows(page.locator("main"), "Phải thực hiện");
        Browser.inspect(page);
        Browser.follow(page, "Từng lần ghi nhận, đính chính");
        assertThat(page.url()).contains("/records/");
        Browser.inspect(page);
    }

    @Test
    void seesACheckInOnTheOpenBoardWithinTwoSeconds() throws IOException, InterruptedException {
        var cell = cell("Trường Mầm non Tân Linh");
        var page = browser.signIn("canbo", Browser.DESK);
        browser.open(page, board(cell.id()));
        assertThat(page.locator("live-board")).hasAttribute("data-state", "live");
        var studied = page.locator(".figures a[href$='outcome=studied'], .figures span")
                .filter(new Locator.FilterOptions().setHasText("/"))
                .first();
        var before = studied.innerText();
        page.evaluate("() => { window.notReloaded = true }");

        checkIn(cell);

        assertThat(studied)
                .not()
                .hasText(
                        before,
                        new LocatorAssertions.HasTextOptions().setTimeout(2_000).setUseInnerText(true));
        assertThat(page.evaluate("() => window.notReloaded")).isEqualTo(true);
        Browser.inspect(page);
    }

    @ParameterizedTest
    @CsvSource({"1366, M05800", "390, M05818"})
    void opensANewCampaignInFiveSteps(int width, String unit) {
        var title = "Học tập chuyên đề năm, rộng " + width;
        var page = browser.signIn("canbo", width);
        browser.open(page, "/study/campaigns/new");
        var document = page.locator("label.choice").first();
        var symbol = document.locator("b").innerText();
        document.click();
        Browser.inspect(page);
        next(page);

        page.locator("#title").fill(title);
        page.locator("#topic-1").fill("Nội dung cốt lõi của văn bản");
        page.locator("#presenter-1").fill("Bí thư Đảng ủy");
        Browser.inspect(page);
        next(page);

        var today = Zone.day(Instant.now());
        page.locator("#unit").fill(unit);
        page.locator("#opensOn").fill(today.toString());
        page.locator("#closesOn").fill(today.plusDays(20).toString());
        page.locator("#cutOff").fill(today.plusDays(30).toString());
        page.locator("#planSymbol").fill("12-KH/ĐU");
        page.locator("#planOn").fill(today.toString());
        next(page);
        shows(page.getByRole(AriaRole.ALERT).first(), "Ngày chốt danh sách không được sau ngày kết thúc");
        assertThat(page.locator("#unit")).hasValue(unit);
        assertThat(page.locator("#planSymbol")).hasValue("12-KH/ĐU");
        assertThat(page.locator("#cutOff")).hasValue(today.plusDays(30).toString());
        Browser.inspect(page);
        page.locator("#cutOff").fill(today.toString());
        next(page);

        Browser.inspect(page);
        next(page);

        shows(page.locator("main"), symbol);
        shows(page.locator("main"), title);
        var sizes = page.locator("table").last().locator("tbody tr");
        var parts = column(sizes, 1);
        assertThat(parts.subList(1, parts.size()).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(parts.getFirst());
        Browser.inspect(page);
        Browser.press(page, "Mở đợt học tập");

        shows(page.locator("h1"), title);
        Browser.inspect(page);
        browser.open(page, "/study/campaigns");
        assertThat(page.locator("a.covered").filter(new Locator.FilterOptions().setHasText(title)))
                .isVisible();
    }

    @Test
    void takesTheResultReportAwayInFourFormats() throws IOException {
        var page = browser.signIn("canbo", Browser.DESK);
        browser.open(page, board(unit("KCQ")));
        link(page.locator(".page-actions"), "Báo cáo").click();
        page.waitForLoadState();
        Browser.inspect(page);
        for (var format : List.of("PDF", "XLSX", "CSV", "DOCX")) {
            var file = page.waitForDownload(
                    () -> link(page.locator(".page-actions"), format).click());
            assertThat(file.suggestedFilename()).endsWithIgnoringCase("." + format);
            assertThat(Files.size(file.path())).as(format).isGreaterThan(500);
        }
    }

    /// What the table says of each subordinate unit must be what it says of all of them.
    private static void addsUp(Page page) {
        var table = page.locator(".board-table");
        var sum = table.locator("tfoot tr").last();
        for (var column = 0; column < 6; column++) {
            var parts = column(table.locator("tbody tr"), column + 1);
            var own = column == 0 ? own(table) : 0;
            assertThat(parts.stream().mapToLong(Long::longValue).sum() + own)
                    .as("column %d of %s", column, page.url())
                    .isEqualTo(number(sum.locator("td").nth(column).innerText()));
        }
    }

    private static long own(Locator table) {
        var rows = table.locator("tfoot tr");
        return rows.count() == 1 ? 0 : number(rows.first().locator("td").first().innerText());
    }

    /// The numbers in column `position` of these rows, from 0.
    private static List<Long> column(Locator rows, int position) {
        return rows.locator("> :nth-child(" + (position + 1) + ")").allInnerTexts().stream()
                .map(Journey::number)
                .toList();
    }

    private static Locator link(Locator place, String words) {
        return place.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(words))
                .first();
    }

    private static void next(Page page) {
        Browser.press(page, "Tiếp tục");
    }

    /// Lets somebody of `cell` in at the commune's hall, as a door's program does.
    private void checkIn(Cell cell) throws IOException, InterruptedException {
        var session =
                db.sql("""
                select s.id::text
                from   study.session s
                where  s.campaign = :campaign::uuid
                and    s.form = 'BRIDGE'
                and    s.closed_at is null
                and    not s.make_up
                order  by s.starts_at
                limit  1
                """).param("campaign", campaign()).query(String.class).single();
        var site = db.sql("""
                select s.id::text from study.site s where s.session = :session::uuid and s.unit = :commune::uuid
                """)
                .param("session", session)
                .param("commune", unit(COMMUNE))
                .query(String.class)
                .single();
        var member = db.sql("""
                select r.member_no
                from   study.roster r
                where  r.campaign = :campaign::uuid
                and    r.unit = :cell::uuid
                and    r.exempt is null
                and    r.outcome is null
                order  by r.member_no
                limit  1
                """)
                .param("campaign", campaign())
                .param("cell", cell.id())
                .query(String.class)
                .single();
        var token = send("/api/v1/tokens", null, """
                {"username": "bithu-tanlinh", "password": "%s", "label": "door"}""".formatted(Browser.PASSWORD))
                .replaceAll(".*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        var answer = send("/api/v1/sessions/" + session + "/check-ins", token, """
                {"memberNo": "%s", "site": "%s", "at": "%s", "nonce": "journey-1"}""".formatted(
                        member, site, Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC)));
        assertThat(answer).contains("recorded");
    }

    private String send(String path, @org.jspecify.annotations.Nullable String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) request.header("Authorization", "Bearer " + token);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return answer.body();
        }
    }
}
