package vn.lantoa.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A member with a phone and little data: what do I owe, what is written down of me, by whom and when.
class MemberJourney extends Journey {

    private static final int MOST_BYTES = 150_000;

    @Test
    void readsWhatWasOwedAndWhoRecordedIt() {
        var page = browser.signIn("dangvien", Browser.PHONE);
        shows(page.locator("main"), "Hôm nay của tôi");
        shows(page.locator("main"), "Phải học 2/2 chuyên đề");
        Browser.inspect(page);

        Browser.follow(page, "Hồ sơ của tôi");
        var records = page.locator(".mine-record");
        assertThat(records.count()).isGreaterThanOrEqualTo(2);
        shows(records.first(), "Phải thực hiện");
        shows(records.last(), "Đã học");
        shows(records.last().locator(".mine-history"), "ghi nhận lúc \\d\\d:\\d\\d \\d\\d/\\d\\d/2024");
        Browser.inspect(page);
    }

    @Test
    void loadsTheRecordForTheFirstTimeWithLittleData() {
        var page = browser.signInAfresh("dangvien", Browser.PHONE);
        List<Request> requests = new ArrayList<>();
        page.onRequestFinished(requests::add);
        browser.open(page, "/study/mine");
        page.waitForTimeout(1_000);
        var bytes = requests.stream()
                .map(Request::sizes)
                .mapToLong(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
        assertThat(bytes).as("%d requests", requests.size()).isBetween(5_000L, (long) MOST_BYTES);
    }
}
