package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Discussion in groups from both sides: the officer prepares matters and groups at a desk, a member who leads a group
/// writes its minutes on a phone, also while the line is away and while the officer writes too, and hands them in.
class GroupDiscussionJourney extends Journey {

    private final UUID session = UUID.randomUUID();

    @BeforeEach
    void schedule() {
        db.sql("""
                insert into study.session (id, campaign, title, form, host, starts_at, ends_at, topics, created_by)
                select :id, c.id, 'Hội nghị có thảo luận tổ', 'BRIDGE', c.unit, now() - interval '1 hour',
                       now() + interval '2 hours', 1, c.created_by
                from   study.campaign c
                where  c.id = :campaign::uuid
                """).param("id", session).param("campaign", campaign()).update();
        db.sql("""
                insert into study.site (id, session, unit, name, main)
                select gen_random_uuid(), s.id, s.host, 'Hội trường Tỉnh ủy', true
                from   study.session s
                where  s.id = :id
                """).param("id", session).update();
    }

    @AfterEach
    void remove() {
        db.sql("delete from live.discussion where session = :id")
                .param("id", session)
                .update();
        db.sql("delete from study.site where session = :id")
                .param("id", session)
                .update();
        db.sql("delete from study.session where id = :id").param("id", session).update();
    }

    @Test
    void writesTheMinutesOfAGroupOnAPhone() {
        var officer = browser.signIn("canbo", Browser.DESK);
        browser.open(officer, base() + "/edit");
        Browser.inspect(officer);
        add(officer, "Điểm mới nào của nghị quyết cần làm ngay ở cơ sở?", "20");
        add(officer, "Khó khăn khi thực hiện và cách tháo gỡ?", "");
        officer.locator("#main select#site").selectOption("");
        Browser.press(officer, "Lập các tổ");
        shows(officer.locator("main"), "Tổ 1");
        Browser.inspect(officer);
        Browser.follow(officer, "Tổ 1");
        officer.fill("#room", "Phòng họp tầng 2");
        officer.fill("#chair", memberNumber());
        Browser.inspect(officer);
        Browser.press(officer, "Lưu tổ");

        var member = browser.signIn("dangvien", Browser.PHONE);
        browser.open(member, base());
        shows(member.locator("live-region"), "Đồng chí ở Tổ 1");
        Browser.inspect(member);
        Browser.press(officer, "Mở thảo luận");
        shows(officer.locator("main"), "Đã mở thảo luận");
        assertThat(member.locator("live-region")).containsText("Đang thảo luận");
        Browser.follow(member, "Ghi biên bản tổ");
        Browser.inspect(member);
        browser.open(officer, base() + "/desk");

        var opinions = member.locator("textarea[id^=opinions]").first();
        opinions.fill("Nhất trí cao với dự thảo.");
        assertThat(member.locator(".draft-state")).containsText("Đã lưu lúc");
        assertThat(officer.locator("live-region")).containsText("Đang ghi");
        Browser.inspect(officer);

        member.context().setOffline(true);
        opinions.fill("Nhất trí cao với dự thảo. Đề nghị làm ngay.");
        assertThat(member.locator(".draft-state")).containsText("Mất kết nối");
        member.context().setOffline(false);
        assertThat(member.locator(".draft-state")).containsText("Đã lưu lúc");
        member.reload();
        assertThat(opinions).hasValue("Nhất trí cao với dự thảo. Đề nghị làm ngay.");

        Browser.follow(officer, "Tổ 1");
        officer.locator("textarea[id^=opinions]").first().fill("Thư ký ghi lại.");
        assertThat(officer.locator(".draft-state")).containsText("Đã lưu lúc");
        opinions.fill("Nhất trí cao với dự thảo. Đề nghị làm ngay tại chi bộ.");
        assertThat(member.locator(".draft-state")).containsText("Cả hai bản đều được giữ");
        Browser.press(member, "Lưu bản nháp");
        shows(member.locator(".aside"), "làm ngay tại chi bộ");
        assertThat(opinions).hasValue("Thư ký ghi lại.");
        Browser.inspect(member);
        Browser.press(member, "Ghép vào cuối ô trên");
        assertThat(opinions).hasValue("Thư ký ghi lại.\nNhất trí cao với dự thảo. Đề nghị làm ngay tại chi bộ.");
        Browser.press(member, "Nộp biên bản");
        shows(member.locator(".alert-danger"), "số người có mặt");
        browser.open(officer, base() + "/desk");
        Browser.follow(officer, "Tổ 1");
        officer.fill("#present", "23");
        assertThat(officer.locator(".draft-state")).containsText("Đã lưu lúc");
        member.fill("#present", "25");
        assertThat(member.locator("[data-present-other]")).containsText("vừa ghi 23");
        assertThat(member.locator("[data-present-other]")).containsText("số 25");
        assertThat(member.locator("#present")).hasValue("23");
        Browser.inspect(member);
        member.fill("#present", "24");
        assertThat(member.locator("[data-present-other]")).isHidden();
        Browser.press(member, "Nộp biên bản");
        shows(member.locator("main"), "Đã nộp biên bản");
        Browser.inspect(member);

        browser.open(officer, base() + "/desk");
        shows(officer.locator("live-region"), "1 trong 1 tổ đã nộp");
        Browser.follow(officer, "Tổ 1");
        Browser.inspect(officer);
        officer.fill("#remark", "Ghi thêm kiến nghị.");
        Browser.press(officer, "Trả lại biên bản");
        browser.open(member, base());
        Browser.follow(member, "Ghi biên bản tổ");
        shows(member.locator("div.alert-warning"), "Ghi thêm kiến nghị");

        var checker = new HtmlChecker();
        var group = base() + "/groups/" + group();
        checker.walk(
                "canbo",
                List.of(base(), base() + "/edit", base() + "/desk", base() + "/groups/new", group, group + "/minutes"),
                false,
                path -> browser.text(officer, path));
        checker.walk("dangvien", List.of(base(), group + "/minutes"), false, path -> browser.text(member, path));
        org.assertj.core.api.Assertions.assertThat(checker.errors(7)).isEmpty();
    }

    private String group() {
        return db.sql("select g.id::text from live.discussion_group g where g.session = :id")
                .param("id", session)
                .query(String.class)
                .single();
    }

    @Test
    void readsInTheDarkAndInEnglish() {
        var officer = browser.signIn("canbo", Browser.PHONE, true, ColorScheme.DARK);
        browser.open(officer, base() + "/edit");
        add(officer, "Một nội dung thảo luận với câu hỏi dài để xem chữ xuống dòng thế nào trên điện thoại", "15");
        Browser.press(officer, "Lập các tổ");
        for (var language : new String[] {"vi", "en"}) {
            browser.speak(officer, language);
            for (var part : new String[] {"", "/edit", "/groups/new", "/desk"}) {
                browser.open(officer, base() + part);
                Browser.inspect(officer);
            }
        }
        browser.speak(officer, "vi");
    }

    private static void add(Page page, String matter, String minutes) {
        if (!page.locator("#body").isVisible())
            page.locator("summary", new Page.LocatorOptions().setHasText("Thêm nội dung"))
                    .click();
        page.fill("#body", matter);
        page.fill("#minutes", minutes);
        Browser.press(page, "Thêm vào cuối danh sách");
    }

    private String memberNumber() {
        return db.sql("""
                select m.member_no
                from   access.account a
                join   organization.member m on m.id = a.member
                where  a.username = 'dangvien'
                """).query(String.class).single();
    }

    private String base() {
        return "/live/conferences/" + session + "/discussion";
    }
}
