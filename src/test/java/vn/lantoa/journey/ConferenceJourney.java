package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A conference from both sides: the officer opens a poll and takes questions, the member votes and asks on a phone,
/// and what one does shows on the page of the other without loading it again.
class ConferenceJourney extends Journey {

    private final UUID session = UUID.randomUUID();

    @BeforeEach
    void schedule() {
        db.sql("""
                insert into study.session (id, campaign, title, form, host, starts_at, ends_at, topics, created_by)
                select :id, c.id, 'Hội nghị trực tuyến toàn tỉnh', 'BRIDGE', c.unit, now() - interval '1 hour',
                       now() + interval '2 hours', 1, c.created_by
                from   study.campaign c
                where  c.id = :campaign::uuid
                """).param("id", session).param("campaign", campaign()).update();
    }

    @AfterEach
    void remove() {
        db.sql("delete from study.session where id = :id").param("id", session).update();
    }

    @Test
    void votesAndAsksFromAPhone() {
        var officer = browser.signIn("canbo", Browser.DESK);
        browser.open(officer, base() + "/polls/new");
        officer.fill("#question", "Đồng chí đã nắm vững điểm mới nào của nghị quyết?");
        officer.selectOption("#kind", "ORDER");
        officer.fill("#options", "Tinh gọn bộ máy\nPhát triển kinh tế tư nhân\nĐột phá khoa học công nghệ");
        Browser.inspect(officer);
        Browser.press(officer, "Lưu, mở sau");
        shows(officer.locator("main"), "Phiếu kín");
        Browser.inspect(officer);

        var member = browser.signIn("dangvien", Browser.PHONE);
        browser.open(member, base());
        Browser.inspect(member);
        Browser.press(officer, "Mở lượt 1");
        shows(officer.locator("live-region"), "0 phiếu");
        assertThat(member.locator(".now h2")).containsText("điểm mới nào");
        Browser.follow(member, "Bỏ phiếu");
        Browser.inspect(member);
        for (var place = 1; place <= 3; place++) member.fill("#place-" + place, String.valueOf(4 - place));
        Browser.press(member, "Bỏ phiếu");
        shows(member.locator("main"), "Đã ghi nhận phiếu");
        assertThat(officer.locator("live-region")).containsText("1 phiếu");
        shows(officer.locator("live-region"), "Kết quả hiện khi");
        Browser.press(officer, "Đóng lượt 1".replace(" 1", ""));
        shows(officer.locator("live-region"), "Vị trí trung bình");
        Browser.inspect(officer);
        assertThat(member.locator("live-region")).containsText("Vị trí trung bình");

        browser.open(officer, base() + "/questions/queue");
        browser.open(member, base() + "/questions");
        Browser.inspect(member);
        member.check("#main input[value=NOBODY]");
        member.fill("#own-body", "Khi nào có hướng dẫn cụ thể cho chi bộ?");
        Browser.press(member, "Gửi câu hỏi");
        shows(member.locator("main"), "Đã gửi câu hỏi");
        assertThat(officer.locator(".questions")).containsText("Khi nào có hướng dẫn");
        shows(officer.locator(".questions"), "Không nêu tên");
        Browser.inspect(officer);
        Browser.press(officer, "Đưa vào hàng đợi");
        assertThat(member.locator("live-region .questions")).containsText("Khi nào có hướng dẫn");
        Browser.press(member, "Tôi cũng muốn hỏi");
        shows(member.locator("live-region"), "Bỏ ủng hộ \\(1\\)");
        Browser.inspect(member);
        Browser.follow(officer, "Trả lời, gộp…");
        Browser.inspect(officer);
        officer.fill("#answer", "Trong tháng này.");
        Browser.press(officer, "Lưu câu trả lời");
        assertThat(member.locator("live-region")).containsText("Trong tháng này.");
    }

    @Test
    void readsInTheDark() {
        var officer = browser.signIn("canbo", Browser.PHONE, true, ColorScheme.DARK);
        for (var part : new String[] {"", "/polls", "/polls/new", "/questions", "/questions/queue"}) {
            browser.open(officer, base() + part);
            Browser.inspect(officer);
        }
    }

    private String base() {
        return "/live/conferences/" + session;
    }
}
