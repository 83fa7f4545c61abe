package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class LanguageControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void keepsTheLanguageInTheAccount() {
        assertThat(web.post()
                        .uri("/language")
                        .with(World.as(OFFICER))
                        .with(csrf())
                        .param("language", "en")
                        .param("back", "/?a=b"))
                .hasRedirectedUrl("/?a=b")
                .cookies()
                .hasValue(Language.COOKIE, "en");

        assertThat(web.get().uri("/").with(World.as(OFFICER)))
                .bodyText()
                .contains("To do", "Cán bộ Ban Tuyên giáo", "Tiếng Việt");
    }

    @Test
    void keepsTheLanguageInTheBrowserBeforeSignIn() {
        assertThat(web.post()
                        .uri("/language")
                        .with(csrf())
                        .param("language", "en")
                        .param("back", "/sign-in"))
                .hasRedirectedUrl("/sign-in")
                .cookies()
                .hasValue(Language.COOKIE, "en");
    }

    @Test
    void takesALanguageThatItDoesNotKnowForVietnamese() {
        assertThat(web.post().uri("/language").with(csrf()).param("language", "<b>"))
                .hasRedirectedUrl("/")
                .cookies()
                .hasValue(Language.COOKIE, "vi");
    }

    @Test
    void neverSendsAnybodyElsewhere() {
        assertThat(web.post()
                        .uri("/language")
                        .with(csrf())
                        .param("language", "vi")
                        .param("back", "//example.org"))
                .hasRedirectedUrl("/");
    }
}
