package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The morning from both ends of the line: an officer in the control room and the keeper of a site at its page, each in
/// a browser of their own. What one does shows at the other within two seconds, and a page that was closed is missed.
class ControlRoomJourney extends AtTheDoor {

    /// What the issue grants between a deed and the screen at the other end.
    private static final double SOON_MILLIS = 2_000;

    /// A site counts as lost this long after its last beat (ControlRecords), and a screen may be two seconds behind.
    private static final double LOST_MILLIS = 45_000 + 2_000;

    @Test
    void runsAMorningFromTheMainSite() {
        var far = site("Nhà văn hóa xóm xa", elsewhere(), false);
        try (var second = new Browser(port)) {
            var officer = browser.signIn("canbo", Browser.DESK);
            browser.open(officer, control());
            assertThat(tile(officer, site)).hasClass(Pattern.compile("line-never"));
            Browser.inspect(officer);

            var keeper = second.signIn(KEEPER, Browser.PHONE);
            second.open(keeper, "/live/sites/" + site);
            assertThat(keeper.locator(".beat-on")).isVisible();
            within(SOON_MILLIS, tile(officer, site), "line-on");
            assertThat(tile(officer, far)).hasClass(Pattern.compile("line-never"));
            Browser.inspect(keeper);

            comesInByDoorAndByProgram(officer, second);
            hearsTheMainSite(officer, keeper);
            callsForHelp(officer, keeper);

            officer.fill("#what", "Loa hội trường chính rè");
            Browser.press(officer, "Ghi lại");
            shows(officer.locator("live-region"), "Loa hội trường chính rè");
            browser.open(officer, control() + "?attention=true");
            assertThat(tile(officer, far)).isVisible();
            Browser.inspect(officer);

            browser.open(officer, control());
            keeper.close();
            within(LOST_MILLIS, tile(officer, site), "line-silent");
        }
    }

    @Test
    void readsInTheDarkAndInEnglish() {
        for (var width : new int[] {Browser.PHONE, Browser.DESK}) {
            var officer = browser.signIn("canbo", width, true, ColorScheme.DARK);
            browser.speak(officer, "en");
            for (var address : new String[] {control(), control() + "/sites/" + site, base(), base() + "/minutes"}) {
                browser.open(officer, address);
                Browser.inspect(officer);
            }
        }
        browser.speak(browser.signIn("canbo", Browser.DESK), "vi");
    }

    private void comesInByDoorAndByProgram(Page officer, Browser second) {
        var door = door(second, Browser.PHONE, "Cửa chính", false);
        type(door, code(people.get(0)));
        says(door, "Mời vào", people.get(0));
        within(SOON_MILLIS, officer.locator("#in-now"), "1");

        var answer = officer.context()
                .request()
                .post(
                        "http://localhost:" + port + "/api/v1/sessions/" + session + "/check-ins",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + token(officer))
                                .setData(Map.of(
                                        "memberNo", people.get(1).memberNo(), "site", site, "nonce", "control-room")));
        assertThat(answer.status()).isEqualTo(200);
        within(SOON_MILLIS, officer.locator("#in-now"), "2");
    }

    /// A commune whose people are expected at no other site.
    private String elsewhere() {
        return db.sql("""
                select   u.id::text
                from     organization.unit u
                where    u.code like 'M%'
                and      u.code <> :commune
                and      u.until_on is null
                order by u.code
                limit    1
                """).param("commune", COMMUNE).query(String.class).single();
    }

    private String token(Page officer) {
        return officer.context()
                .request()
                .post(
                        "http://localhost:" + port + "/api/v1/tokens",
                        RequestOptions.create()
                                .setData(Map.of(
                                        "username", KEEPER, "password", Browser.PASSWORD, "label", "control-room")))
                .text()
                .replaceAll("(?s).*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static void hearsTheMainSite(Page officer, Page keeper) {
        officer.fill("#text", "Khai mạc chậm mười phút");
        Browser.press(officer, "Gửi");
        within(SOON_MILLIS, keeper.locator("#messages + ul"), "Khai mạc chậm mười phút");
        Browser.follow(officer, "0/2 điểm cầu đã đọc");
        shows(officer.locator("main"), "Nhà văn hóa xóm xa");
        Browser.inspect(officer);
        officer.goBack();
        keeper.locator("#messages + ul button").click();
        within(SOON_MILLIS, officer.locator("live-region"), "1/2 điểm cầu đã đọc");
        Browser.follow(officer, "1/2 điểm cầu đã đọc");
        assertThat(officer.locator("main ul li")).hasText("Nhà văn hóa xóm xa");
        officer.goBack();
    }

    private static void callsForHelp(Page officer, Page keeper) {
        Browser.press(keeper, "Mất hình hoặc mất tiếng");
        within(SOON_MILLIS, officer.locator("live-region [role=alert]"), "1 điểm cầu đang gọi hỗ trợ");
        Browser.inspect(officer);
        Browser.press(officer, "Tiếp nhận");
        within(SOON_MILLIS, keeper.locator("live-region"), "Đã tiếp nhận");
        Browser.inspect(keeper);
    }

    /// `place` says `words`, or bears them as a class, at most `millis` from now.
    private static void within(double millis, Locator place, String words) {
        var from = System.nanoTime();
        if (words.startsWith("line-"))
            assertThat(place)
                    .hasClass(
                            Pattern.compile("\\b" + words + "\\b"),
                            new LocatorAssertions.HasClassOptions().setTimeout(millis));
        else assertThat(place).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(millis));
        assertThat((System.nanoTime() - from) / 1e6).as(words).isLessThanOrEqualTo(millis + 250);
    }

    private static Locator tile(Page officer, String site) {
        return officer.locator("a.site-tile[href$='" + site + "']");
    }

    private String base() {
        return "/live/conferences/" + session;
    }

    private String control() {
        return base() + "/control";
    }
}
