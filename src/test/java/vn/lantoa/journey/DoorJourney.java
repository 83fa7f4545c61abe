package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The keeper of a door on the morning of a conference.
class DoorJourney extends AtTheDoor {

    @Test
    void letsPeopleInByNameAndByCode() {
        var page = door(browser, Browser.PHONE, "Cửa chính", false);
        Browser.inspect(page);

        page.click("#find");
        page.fill("#find-words", people.get(0).memberNo());
        Browser.inspect(page);
        page.locator("#find-list button").first().click();
        says(page, "Mời vào", people.get(0));
        assertThat(page.locator("#figure-in")).hasText("1");

        type(page, code(people.get(1)));
        says(page, "Mời vào", people.get(1));
        page.waitForTimeout(3_100);
        type(page, code(people.get(1)));
        says(page, "Đã vào lúc", people.get(1));
        Browser.inspect(page);
        page.click("#undo");
        assertThat(word(page)).hasText("Đã hoàn tác");
        assertThat(scans("s.kind = 'IN'")).isEqualTo(3);
        assertThat(inside()).hasSize(2);
    }
}
