package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import vn.lantoa.kernel.Ids;

/// The secretary of a cell with a phone after the meeting: everybody was there, except two.
class CellSecretaryJourney extends Journey {

    @Test
    void callsTheRollCorrectsAMistakeAndCloses() {
        var page = browser.signIn("bithu-xom", Browser.PHONE);
        shows(page.locator("main"), "Điểm danh: Học tập, quán triệt");
        Browser.inspect(page);
        link(page, "Điểm danh").click();
        var rows = page.locator(".rollcall-list > li:not([data-exempt])");
        rows.first().waitFor();
        Browser.inspect(page);

        Browser.press(page, "Tất cả có mặt");
        assertThat(count(page, "unrecorded")).hasText("0");
        excuse(rows.nth(0), "Ốm đau");
        excuse(rows.nth(1), "Đi công tác");
        assertThat(count(page, "excused")).hasText("2");
        saved(page);
        Browser.inspect(page);
        accounted(page);

        // the second was there after all
        browser.open(page, rollCall("bithu-xom"));
        var mistaken = page.locator(".rollcall-list > li[data-part=excused]").nth(1);
        var id = mistaken.getAttribute("id");
        amidst(mistaken);
        mistaken.locator("label.mark-yes").click();
        saved(page);
        page.reload();
        var corrected = page.locator("#" + id).getByText("đã sửa");
        assertThat(count(page, "excused")).hasText("1");
        corrected.click();
        shows(page.locator("main"), "hủy ghi nhận này lúc");
        shows(page.locator("main"), "Đi công tác");
        Browser.inspect(page);

        browser.open(page, rollCall("bithu-xom"));
        Browser.press(page, "Khép số liệu");
        shows(page.locator("main"), "Đã khép số liệu lúc");
        assertThat(page.locator("label.mark-yes")).hasCount(0);
        Browser.inspect(page);
    }

    @Test
    void doesTheSameWhereNoScriptRuns() {
        appoint("bithu-khong-script", cell("xóm Hồng Sơn"));
        var page = browser.signIn("bithu-khong-script", Browser.PHONE, false, ColorScheme.LIGHT);
        Browser.follow(page, "Việc đến hạn");
        link(page, "Điểm danh").click();
        page.waitForLoadState();

        Browser.press(page, "Tất cả có mặt");
        assertThat(count(page, "unrecorded")).hasText("0");
        var rows = page.locator(".rollcall-list > li:not([data-exempt])");
        excuse(rows.nth(0), "Ốm đau");
        excuse(rows.nth(1), "Đi công tác");
        enter(page, "Lưu điểm danh");
        assertThat(count(page, "excused")).hasText("2");
        accounted(page);

        browser.open(page, rollCall("bithu-khong-script"));
        var mistaken = page.locator(".rollcall-list > li[data-part=excused]").first();
        amidst(mistaken);
        mistaken.locator("label.mark-yes input").press("Space");
        enter(page, "Lưu điểm danh");
        assertThat(count(page, "excused")).hasText("1");
        assertThat(page.getByText("đã sửa").first()).isVisible();
        enter(page, "Khép số liệu");
        shows(page.locator("main"), "Đã khép số liệu lúc");
    }

    @Test
    void losesNothingWhenTheSessionEndsMeanwhile() {
        appoint("bithu-het-phien", cell("xóm Trung Tâm"));
        var page = browser.signIn("bithu-het-phien", Browser.PHONE);
        browser.open(page, rollCall("bithu-het-phien"));
        page.context().clearCookies();

        var row = page.locator(".rollcall-list > li:has(label.mark-yes)").first();
        var id = row.getAttribute("id");
        amidst(row);
        row.locator("label.mark-yes").click();
        assertThat(page.locator(".rollcall-state")).containsText("Đã hết phiên đăng nhập. Máy vẫn giữ 1 người");
        Browser.inspect(page);

        browser.enter(page, "bithu-het-phien");
        browser.open(page, rollCall("bithu-het-phien"));
        saved(page);
        page.reload();
        assertThat(page.locator("#" + id)).hasAttribute("data-part", "studied");
    }

    private static void excuse(Locator row, String reason) {
        amidst(row);
        row.locator("summary").press("Enter");
        row.getByLabel(reason, new Locator.GetByLabelOptions().setExact(true)).press("Space");
    }

    /// Presses a button by the keyboard: where no script runs, a browser without a screen may draw no frame in which a
    /// click could be seen to hit something that stands still.
    private static void enter(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .press("Enter");
        page.waitForLoadState();
    }

    /// Brings the row to the middle of the screen, clear of the bars at its edges.
    private static void amidst(Locator row) {
        row.evaluate("row => row.scrollIntoView({ block: 'center' })");
    }

    private static void saved(Page page) {
        assertThat(page.locator(".rollcall-state")).hasText("Đã lưu.");
    }

    private static Locator count(Page page, String part) {
        return page.locator("[data-count='" + part + "']");
    }

    /// The cell's own board must say that everybody is accounted for.
    private void accounted(Page page) {
        browser.open(page, page.url().replaceAll("https?://[^/]+", "").replace("/roll-calls/", "?unit="));
        var figures = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Số liệu chính"));
        shows(figures.locator(".figure").filter(new Locator.FilterOptions().setHasText("Đã có kết luận")), "100,00 %");
    }

    private String rollCall(String username) {
        var unit = db.sql("""
                select g.unit::text
                from   access.access_grant g
                join   access.account a on a.id = g.account
                where  a.username = :username
                """).param("username", username).query(String.class).single();
        return "/study/campaigns/" + campaign() + "/roll-calls/" + unit;
    }

    /// Gives `cell` a secretary with the password of all.
    private void appoint(String username, Cell cell) {
        var account = Ids.next();
        db.sql("""
                insert into access.account (id, username, full_name, password_hash)
                select :id, :username, 'Bí thư chi bộ', a.password_hash
                from   access.account a
                where  a.username = 'bithu-xom'
                """).param("id", account).param("username", username).update();
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on)
                values (:id, :account, 'CELL_SECRETARY', :unit::uuid, date '2023-01-01')
                """)
                .param("id", Ids.next())
                .param("account", account)
                .param("unit", cell.id())
                .update();
        assertThat(cell.name()).startsWith("Chi bộ");
    }
}
