package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class ScreensTest implements World {

    private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 1);

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    ScreenRights rights;

    private Morning morning;

    @BeforeEach
    void holdsAConference() {
        morning = Morning.of(db, web);
    }

    @Test
    void letsOnlyThoseFollowWhoseBrowserSessionAndRightStand() {
        session("going", AT.plusSeconds(60));
        session("over", AT.minusSeconds(60));
        var member = viewer("going", MEMBER, false);
        var operator = viewer("going", SITE_OPERATOR, false);
        var secretary = viewer("going", SECRETARY, true);
        var anybody = Viewer.anybody(morning.session().value());

        assertThat(rights.allowed(
                        Set.of(
                                member,
                                operator,
                                secretary,
                                anybody,
                                viewer("over", MEMBER, false),
                                viewer("gone", MEMBER, false),
                                viewer("going", MEMBER, true),
                                viewer("going", SITE_OPERATOR, true),
                                viewer("going", OTHER_SECRETARY, true),
                                viewer("going", ADMINISTRATOR, false)),
                        AT,
                        TODAY))
                .containsExactlyInAnyOrder(member, operator, secretary, anybody);
    }

    @Test
    void endsWithThePostAndWithThePlaceOnTheRoster() {
        session("going", AT.plusSeconds(60));
        var member = viewer("going", MEMBER, false);
        var secretary = viewer("going", SECRETARY, true);

        db.sql("update access.access_grant set reads_from = '2023-12-31' where account = :account")
                .param("account", SECRETARY.account().value())
                .update();
        db.sql("update study.roster set removed_on = '2023-12-31' where campaign = :campaign and member = :member")
                .param("campaign", morning.campaign())
                .param("member", BINH.value())
                .update();

        assertThat(rights.allowed(Set.of(member, secretary), AT, TODAY)).isEmpty();
    }

    @Test
    void showsTheConferenceToWhoTakesPart() {
        assertThat(status(MEMBER)).isEqualTo(200);
        assertThat(status(SITE_OPERATOR)).isEqualTo(200);
        assertThat(status(SECRETARY)).isEqualTo(200);
        assertThat(status(ADMINISTRATOR)).isEqualTo(404);
    }

    private int status(Actor actor) {
        return web.get()
                .uri(morning.base())
                .with(World.as(actor))
                .exchange()
                .getResponse()
                .getStatus();
    }

    private Viewer viewer(String browser, Actor actor, boolean runs) {
        return new Viewer(browser, actor.account().value(), morning.session().value(), runs);
    }

    private void session(String id, Instant until) {
        db.sql("""
                insert into access.session (primary_id, session_id, creation_time, last_access_time,
                                            max_inactive_interval, expiry_time)
                values (:key, :id, 0, 0, 1800, :until)
                """)
                .param("key", UUID.randomUUID().toString())
                .param("id", id)
                .param("until", until.toEpochMilli())
                .update();
    }
}
