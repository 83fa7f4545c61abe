package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class PostControllerTest implements World {

    private static final UUID SECOND = World.id("8ab0", 901);
    private static final UUID OVER = World.id("8ab0", 902);

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void giveTheSecretaryTwoMorePosts() {
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on, until_on)
                values (:second, :account, 'READER', :unit, '2020-01-01', null),
                       (:over, :account, 'OFFICER', :unit, '2020-01-01', '2021-01-01')
                """)
                .param("second", SECOND)
                .param("over", OVER)
                .param("account", SECRETARY.account().value())
                .param("unit", TN.value())
                .update();
    }

    @Test
    void worksInThePostThatWasChosen() {
        assertThat(web.get().uri("/").with(World.as(SECRETARY)))
                .bodyText()
                .contains("Bí thư cấp ủy · Đảng bộ xã Tân Linh", "Người xem · Đảng bộ tỉnh Thái Nguyên");

        assertThat(choose(SECOND)).hasRedirectedUrl("/");

        assertThat(web.get().uri("/").with(World.as(SECRETARY))).bodyText().doesNotContain("hx-get=\"/study/due\"");
    }

    @Test
    void offersNeitherAPostThatIsOverNorSomebodyElses() {
        assertThat(choose(OVER)).hasStatus(404);
        assertThat(choose(World.id("8ab0", 2))).hasStatus(404);
        assertThat(choose(World.id("8ab0", 999))).hasStatus(404);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult choose(UUID grant) {
        return web.post()
                .uri("/access/post")
                .with(World.as(SECRETARY))
                .with(csrf())
                .param("grant", grant.toString())
                .exchange();
    }
}
