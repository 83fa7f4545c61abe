package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class HomeControllerTest implements World {

    private static final Pattern PLACES = Pattern.compile("<nav class=\"places\".*?</nav>", Pattern.DOTALL);

    @Autowired
    MockMvcTester web;

    @Test
    void showsACellSecretaryWhatIsDueAndTheOwnStudy() {
        assertThat(home(CELL_SECRETARY))
                .contains("hx-get=\"/study/due\"", "hx-get=\"/study/coverage\"", "hx-get=\"/study/mine/today\"")
                .contains("Việc cần làm", "Chi bộ xóm 1")
                .doesNotContain("/access/settings");
    }

    @Test
    void showsAMemberTodayAndNothingOfOthers() {
        assertThat(home(MEMBER))
                .contains(
                        "Hôm nay",
                        "hx-get=\"/study/mine/today\"",
                        "href=\"/study/mine\"",
                        "href=\"/library/documents\"")
                .doesNotContain("/study/due", "/study/coverage", "href=\"/organization/members\"");
    }

    @Test
    void showsAReaderFiguresWithoutNames() {
        assertThat(home(READER))
                .contains("hx-get=\"/study/coverage\"", "href=\"/organization/units\"")
                .doesNotContain("/study/due", "href=\"/organization/members\"");
    }

    @Test
    void showsAnAdministratorAccountsAndNoStudy() {
        assertThat(home(ADMINISTRATOR))
                .contains("href=\"/access/accounts\"", "href=\"/access/settings\"")
                .doesNotContain("hx-get=\"/study", "href=\"/organization/members\"");
    }

    @Test
    void offersAtMostSevenPlacesToEverybody() {
        for (var actor :
                new Actor[] {ADMINISTRATOR, OFFICER, SECRETARY, CELL_SECRETARY, SITE_OPERATOR, INSPECTOR, MEMBER})
            assertThat(places(home(actor))).as(actor.username()).isBetween(2L, 7L);
    }

    @Test
    void saysWhereTheReaderIs() {
        var places = PLACES.matcher(home(OFFICER));
        assertThat(places.find()).isTrue();
        assertThat(places.group()).containsOnlyOnce("aria-current=\"page\"");
    }

    private String home(Actor actor) {
        var answer = web.get().uri("/").with(World.as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static long places(String html) {
        return PLACES.matcher(html)
                .results()
                .flatMap(nav -> Pattern.compile("<a ").matcher(nav.group()).results())
                .count();
    }
}
