package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class SignInControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void asksForNameAndPasswordInVietnamese() {
        assertThat(web.get().uri("/sign-in"))
                .hasStatusOk()
                .bodyText()
                .contains("lang=\"vi\"", "Tên đăng nhập", "autocomplete=\"current-password\"", "English");
    }

    @Test
    void speaksEnglishWhereTheBrowserAsksForIt() {
        assertThat(web.get().uri("/sign-in").header("Accept-Language", "en-GB"))
                .bodyText()
                .contains("lang=\"en\"", "User name", "Tiếng Việt");
        assertThat(web.get().uri("/sign-in").cookie(new Cookie(Language.COOKIE, "en")))
                .bodyText()
                .contains("User name");
    }

    @Test
    void saysThatAWrongPasswordMakesTheNextAttemptWait() {
        assertThat(web.get().uri("/sign-in").param("failed", ""))
                .hasStatusOk()
                .bodyText()
                .contains("role=\"alert\"", "chờ lâu hơn");
    }

    @Test
    void letsInWithTheRightPassword() {
        assertThat(web.post()
                        .uri("/sign-in")
                        .with(csrf())
                        .param("username", CELL_SECRETARY.username())
                        .param("password", PASSWORD))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/");
    }

    @Test
    void sendsBackWithTheWrongPassword() {
        assertThat(web.post()
                        .uri("/sign-in")
                        .with(csrf())
                        .param("username", CELL_SECRETARY.username())
                        .param("password", "<script>"))
                .hasRedirectedUrl("/sign-in?failed");
    }

    @Test
    void keepsLooksBeforeSignIn() {
        assertThat(web.get().uri("/sign-in").cookie(new Cookie("lantoa-looks", "dark-large")))
                .bodyText()
                .contains("data-bs-theme=\"dark\"", "data-type=\"large\"");
    }
}
