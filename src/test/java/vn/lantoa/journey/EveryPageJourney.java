package vn.lantoa.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every screen once, by the people who use it, on phone and desk, in light and dark: axe finds nothing, nothing
/// scrolls sideways, nothing complains.
@JourneyTest
class EveryPageJourney {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private Browser browser;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsStrangersADecentDoor() {
        for (var width : new int[] {Browser.PHONE, Browser.DESK}) {
            var page = browser.window(width, true, ColorScheme.LIGHT);
            browser.open(page, "/sign-in");
            Browser.inspect(page);
        }
    }

    @Test
    void showsTheOfficerEveryPage() {
        walk("canbo", Browser.DESK, ColorScheme.LIGHT, officers());
    }

    @Test
    void showsTheOfficerEveryPageInTheDark() {
        walk("canbo", Browser.DESK, ColorScheme.DARK, officers());
    }

    @Test
    void showsTheOfficerEveryPageOnAPhone() {
        walk("canbo", Browser.PHONE, ColorScheme.LIGHT, officers());
    }

    @Test
    void showsTheCellSecretaryEveryPageOnAPhone() {
        walk(
                "bithu-xom",
                Browser.PHONE,
                ColorScheme.LIGHT,
                List.of("/", "/study/campaigns", board("bithu-xom"), rollCall(), "/study/mine", "/access/account"));
    }

    @Test
    void showsTheMemberEveryPageOnAPhone() {
        walk(
                "dangvien",
                Browser.PHONE,
                ColorScheme.LIGHT,
                List.of(
                        "/",
                        "/study/mine",
                        "/study/mine/calendar",
                        "/study/sessions/" + thematic() + "/experts",
                        "/library/documents",
                        "/access/account"));
        walk("dangvien", Browser.PHONE, ColorScheme.DARK, List.of("/", "/study/mine"));
    }

    @Test
    void showsTheAdministratorEveryPage() {
        var pages = administrators();
        walk("quantri", Browser.DESK, ColorScheme.LIGHT, pages);
        walk("quantri", Browser.PHONE, ColorScheme.DARK, pages);
    }

    @Test
    void showsTheOrganizerADecision() {
        walk("tochuc", Browser.DESK, ColorScheme.DARK, organizers());
        walk("tochuc", Browser.PHONE, ColorScheme.LIGHT, organizers());
    }

    @Test
    void readsWithoutScripts() {
        var page = browser.signIn("canbo", Browser.PHONE, false, ColorScheme.LIGHT);
        for (var path : officers()) {
            browser.open(page, path);
            assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
            assertThat(page.locator("main").innerText()).as(path).isNotBlank();
        }
    }

    @Test
    void satisfiesTheHtmlChecker() {
        var checker = new HtmlChecker();
        check(checker, "canbo", "vi", officers());
        check(checker, "canbo", "vi", pieces());
        check(checker, "bithu-tanlinh", "vi", List.of("/", board("bithu-tanlinh")));
        check(checker, "bithu-xom", "vi", List.of("/", board("bithu-xom"), rollCall(), "/study/due"));
        check(checker, "dangvien", "vi", List.of("/", "/study/mine", "/study/mine/today", "/study/mine/calendar"));
        check(checker, "quantri", "vi", administrators());
        check(checker, "tochuc", "vi", organizers());
        check(checker, "canbo", "en", officers());

        assertThat(checker.errors()).isEmpty();
    }

    /// In Vietnamese also whatever can be reached from `paths` by links, one page of each kind.
    private void check(HtmlChecker checker, String username, String language, List<String> paths) {
        var page = browser.signIn(username, Browser.DESK, false, ColorScheme.LIGHT);
        browser.speak(page, language);
        checker.walk(username + " " + language, paths, language.equals("vi"), path -> browser.text(page, path));
        browser.speak(page, "vi");
        page.context().close();
    }

    private List<String> pieces() {
        return List.of(
                "/nothing-here",
                "/offline",
                "/study/coverage",
                "/organization/members?q=zzzz",
                "/library/documents?q=zzzz",
                "/organization/find?q=zzzz",
                "/organization/search?q=ta",
                "/organization/picker?name=unit&kind=unit&q=tan",
                "/library/search?q=nq",
                "/study/search?q=ng",
                "/study/campaigns/" + campaign() + "/figures?unit=" + unit("TN"));
    }

    private List<String> officers() {
        var campaign = campaign();
        var unit = unit("TN");
        var past = db.sql("""
                select   c.id::text
                from     study.campaign c
                join     organization.unit u on u.id = c.unit and u.code = 'TN'
                where    c.closed_at is not null
                order by c.cut_off
                limit    1
                """).query(String.class).single();
        var member = db.sql("select m.id::text from organization.member m order by m.member_no limit 1")
                .query(String.class)
                .single();
        var document = db.sql("select d.id::text from library.document d order by d.symbol limit 1")
                .query(String.class)
                .single();
        var conference = "/study/sessions/" + thematic();
        return List.of(
                "/",
                conference,
                conference + "/programme",
                conference + "/experts",
                conference + "/experts/new",
                conference + "/experts/" + expert(),
                conference + "/letters",
                conference + "/sites",
                conference + "/warnings",
                conference + "/prompts",
                conference + "/conflicts",
                conference + "/conclusion",
                "/study/sites/" + site(),
                "/live/sites/" + site(),
                "/study/campaigns",
                "/study/campaigns/" + campaign,
                "/study/campaigns/" + campaign + "/names?outcome=unrecorded",
                "/study/campaigns/" + campaign + "/late?unit=" + unit,
                "/study/campaigns/" + campaign + "/sessions",
                "/study/campaigns/new",
                "/organization/units",
                "/organization/units/" + unit,
                "/organization/tree?on=2023-06-01",
                "/organization/tree?on=2024-06-30",
                "/organization/units/" + unit("05788"),
                "/organization/units/" + unit("M05788"),
                "/organization/reorganizations",
                "/organization/reorganizations/new",
                "/organization/terms",
                "/organization/find?q=tan+linh",
                "/study/campaigns/" + past + "?basis=now&unit=" + unit,
                "/study/campaigns/" + past + "?basis=bridged&unit=" + unit + "&view=table",
                "/reporting/comparisons?unit=TN&left=year:2024&right=year:2026&basis=now",
                "/organization/members",
                "/organization/members/" + member,
                "/organization/members/" + member + "/attachments/new",
                "/organization/members/" + member + "/double",
                "/organization/members/" + member + "/transfer",
                "/organization/members/" + gone() + "/return",
                "/organization/imports/units",
                "/organization/imports/members",
                "/library/documents",
                "/library/documents/" + document,
                "/library/documents/new",
                "/reporting",
                "/reporting/campaigns/" + campaign + "?unit=" + unit,
                "/reporting/campaigns/" + past + "?basis=now&unit=" + unit,
                "/reporting/campaigns/" + past + "?basis=bridged&unit=" + unit,
                "/access/account");
    }

    private List<String> administrators() {
        var account = db.sql("select a.id::text from access.account a where a.username = 'dangvien'")
                .query(String.class)
                .single();
        return List.of(
                "/access/accounts",
                "/access/accounts/new",
                "/access/accounts/" + account,
                "/access/settings",
                "/access/audit",
                "/access/imports/accounts",
                "/access/account");
    }

    /// Of whoever drew the decision that is in force.
    private List<String> organizers() {
        var decision = db.sql("select r.id::text from organization.reorganization r limit 1")
                .query(String.class)
                .single();
        var page = "/organization/reorganizations/" + decision;
        return List.of(
                page,
                page + "?part=operations",
                page + "?part=cells",
                page + "?part=accounts",
                page + "?part=campaigns",
                page + "/reversal",
                "/organization/terms/new",
                "/organization/terms/" + term());
    }

    private void walk(String username, int width, ColorScheme scheme, List<String> paths) {
        var page = browser.signIn(username, width, true, scheme);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(page.url() + " " + message.text());
        });
        page.onPageError(error -> complaints.add(page.url() + " " + error));
        for (var path : paths) visit(page, path);
        assertThat(complaints).isEmpty();
    }

    private void visit(Page page, String path) {
        try {
            browser.open(page, path);
            Browser.inspect(page);
        } catch (AssertionError wrong) {
            complaints.add(path + " " + wrong.getMessage());
        }
    }

    /// The first session of the open campaign, which becomes a thematic one with an expert.
    private String thematic() {
        var session =
                db.sql("""
                select   s.id::text
                from     study.session s
                where    s.campaign = :campaign::uuid
                order by s.starts_at, s.id
                limit    1
                """).param("campaign", campaign()).query(String.class).single();
        db.sql("update study.session set theme = 'Chuyển đổi số ở nông thôn' where id = :id::uuid and theme is null")
                .param("id", session)
                .update();
        db.sql("""
                insert into study.expert (id, session, title, full_name, post, workplace, biography, contact, speaks, answer,
                                          published_at, added_by)
                select :id::uuid, s.id, 'PGS.TS', 'Chuyên gia thử', 'Viện trưởng', 'Viện thử',
                       'Nghiên cứu nông thôn hai mươi năm.', '0900 000 000', 'Kinh tế số ở xã', 'CAME', now(), s.created_by
                from   study.session s
                where  s.id = :session::uuid
                on     conflict do nothing
                """).param("id", expert()).param("session", session).update();
        return session;
    }

    /// The site that expects most, whose doors the officer may keep.
    private String site() {
        return db.sql("""
                select   t.id::text
                from     study.site t
                where    t.session = :session::uuid
                order by t.capacity desc nulls last, t.id
                limit    1
                """).param("session", thematic()).query(String.class).single();
    }

    private static String expert() {
        return "00000000-0000-7000-8f00-000000000001";
    }

    /// Somebody who left, or anybody where nobody has.
    private String gone() {
        return db.sql("""
                select   m.id::text
                from     organization.member m
                where    m.double_of is null
                order by m.left_on is null, m.member_no
                limit    1
                """).query(String.class).single();
    }

    private String term() {
        return db.sql("select t.id::text from organization.term t order by t.from_on limit 1")
                .query(String.class)
                .single();
    }

    private String board(String username) {
        var unit = db.sql("""
                select g.unit::text
                from   access.access_grant g
                join   access.account a on a.id = g.account
                where  a.username = :username
                and    g.until_on is null
                """).param("username", username).query(String.class).single();
        return "/study/campaigns/" + campaign() + "?unit=" + unit;
    }

    private String rollCall() {
        return board("bithu-xom").replace("?unit=", "/roll-calls/");
    }

    /// The campaign that is open.
    private String campaign() {
        return db.sql("select s.value from access.setting s where s.name = 'example.campaign'")
                .query(String.class)
                .single();
    }

    private String unit(String code) {
        return db.sql("select u.id::text from organization.unit u where u.code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }
}
