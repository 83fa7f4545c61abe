package vn.lantoa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@AppTest
class SmokeTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void showsTheSignInPageToEverybody() {
        assertThat(web.get().uri("/sign-in")).hasStatusOk().bodyText().contains("Đăng nhập");
    }

    @Test
    void greetsWhoIsSignedInWithTheUnitOfThePost() {
        assertThat(web.get().uri("/").with(World.as(CELL_SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Nguyễn Văn An", "Bí thư chi bộ", "Chi bộ xóm 1");
    }

    @Test
    void sendsAStrangerToTheSignInPage() {
        assertThat(web.get().uri("/")).hasStatus3xxRedirection();
    }

    @Test
    void tellsAProgramWithoutATokenThatItNeedsOne() {
        assertThat(web.get().uri("/api/v1/anything")).hasStatus(401);
    }
}
