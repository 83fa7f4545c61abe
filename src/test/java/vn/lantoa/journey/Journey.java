package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the journeys of one person share: a browser for each, the open campaign of the worked example, and quiet: the
/// simulator is off, so that figures change only when somebody in the journey changes them.
@JourneyTest
abstract class Journey {

    /// The commune of today that Tân Linh became part of, whose cells the example leaves unrecorded for trying by hand.
    static final String COMMUNE = "M05788";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    Browser browser;

    @BeforeEach
    void open() {
        db.sql("update access.setting set value = 'off' where name = 'example.simulator'")
                .update();
        browser = new Browser(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    /// The campaign that is open from the first start on.
    String campaign() {
        return db.sql("select s.value from access.setting s where s.name = 'example.campaign'")
                .query(String.class)
                .single();
    }

    String unit(String code) {
        return db.sql("select u.id::text from organization.unit u where u.code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }

    /// The cell of [#COMMUNE], among those that came from Tân Linh, whose name ends so.
    Cell cell(String ending) {
        return db.sql("""
                select u.unit::text as id, u.name
                from   study.campaign_unit u
                where  u.campaign = :campaign::uuid
                and    u.parent = :commune::uuid
                and    u.code like '05788.%'
                and    u.name like '%' || :ending
                """)
                .param("campaign", campaign())
                .param("commune", unit(COMMUNE))
                .param("ending", ending)
                .query(Cell.class)
                .single();
    }

    String board(String unit) {
        return "/study/campaigns/" + campaign() + "?unit=" + unit;
    }

    static Locator link(Page page, String words) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words))
                .first();
    }

    /// Waits until `place` shows `words`, between which any space may stand.
    static void shows(Locator place, String words) {
        assertThat(place).containsText(Pattern.compile(words.replace(" ", "\\s+")));
    }

    /// The number that is printed, without the points between thousands.
    static long number(String printed) {
        return Long.parseLong(printed.replaceAll("\\D", ""));
    }

    record Cell(String id, String name) {}
}
