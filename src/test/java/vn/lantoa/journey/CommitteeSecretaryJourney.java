package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lantoa.kernel.Zone;

/// The secretary of a commune's committee: who has not closed, who is missing, and a second date for them.
class CommitteeSecretaryJourney extends Journey {

    @ParameterizedTest
    @CsvSource({"1366, xóm Trung Tâm", "390, xóm Văn Lương"})
    void schedulesAndRecordsAMakeUpSession(int width, String ending) {
        var cell = cell(ending);
        var title = "Học bù " + cell.name();
        var page = browser.signIn("bithu-tanlinh", width);
        var late = link(page, "đơn vị chưa khép số liệu");
        late.waitFor();
        Browser.inspect(page);
        late.click();
        shows(page.getByRole(AriaRole.TABLE), cell.name());
        Browser.inspect(page);

        browser.open(page, "/");
        page.locator("a[href*='outcome=unrecorded']").first().click();
        page.waitForURL("**/names?**");
        page.locator("tbody tr").first().waitFor();
        assertThat(page.locator(".counted-unrecorded").count())
                .isEqualTo(page.locator("tbody tr").count());
        Browser.inspect(page);

        browser.open(page, board(unit(COMMUNE)));
        Browser.follow(page, "Tạo buổi học bù");
        Browser.inspect(page);
        var row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(cell.name()));
        var missing = number(row.locator("td").first().innerText());
        assertThat(missing).isPositive();
        page.locator("#title").fill(title);
        page.locator("#day").fill(Zone.day(Instant.now()).toString());
        page.locator("#startsAt").fill("00:00");
        page.locator("#endsAt").fill("23:59");
        Browser.press(page, "Lập buổi học");
        shows(page.getByRole(AriaRole.ALERT).first(), "Hãy chọn ít nhất một đơn vị");
        assertThat(page.locator("#title")).hasValue(title);
        row.getByRole(AriaRole.CHECKBOX).check();
        Browser.inspect(page);
        Browser.press(page, "Lập buổi học");

        shows(page.locator("h1"), title);
        var invited = page.locator("input[name=member]");
        assertThat(invited).hasCount((int) missing);
        invited.nth(0).check();
        invited.nth(1).check();
        Browser.inspect(page);
        Browser.press(page, "Ghi nhận những người được chọn đã học");
        assertThat(page.getByText("đã ghi nhận", new Page.GetByTextOptions().setExact(true)))
                .hasCount(2);
        Browser.inspect(page);

        browser.open(page, board(cell.id()));
        shows(page.locator("main"), "Trong đó học bù: 2");
        Browser.inspect(page);
    }
}
