package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class LooksControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void keepsLargeTypeAndThemeInTheAccountOneByOne() {
        assertThat(web.post()
                        .uri("/access/looks")
                        .with(World.as(MEMBER))
                        .with(csrf())
                        .param("largeType", "true")
                        .param("back", "/study/mine"))
                .hasRedirectedUrl("/study/mine");
        assertThat(web.post()
                        .uri("/access/looks")
                        .with(World.as(MEMBER))
                        .with(csrf())
                        .param("theme", "dark"))
                .hasRedirectedUrl("/")
                .cookies()
                .hasValue("lantoa-looks", "dark-large");

        assertThat(web.get().uri("/").with(World.as(MEMBER)))
                .bodyText()
                .contains("data-bs-theme=\"dark\"", "data-type=\"large\"");
        assertThat(web.get().uri("/").with(World.as(READER))).bodyText().doesNotContain("data-type=\"large\"");
    }

    @Test
    void takesAThemeThatItDoesNotKnowForTheDevices() {
        assertThat(web.post().uri("/access/looks").with(csrf()).param("theme", "'; drop table"))
                .cookies()
                .hasValue("lantoa-looks", "auto");
    }

    @Test
    void refusesWhatIsNotYesOrNo() {
        assertThat(web.post().uri("/access/looks").with(csrf()).param("largeType", "perhaps"))
                .hasStatus(400);
    }

    @Test
    void takesNoForgedForm() {
        assertThat(web.post().uri("/access/looks").param("theme", "dark")).hasStatus(403);
    }
}
