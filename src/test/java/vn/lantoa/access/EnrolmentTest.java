package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

@AppTest
class EnrolmentTest implements World {

    @Autowired
    Enrolment enrolment;

    @Autowired
    Accounts accounts;

    @Autowired
    HeldPosts posts;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient db;

    @Test
    void givesAndTakesAPostAtOnce() {
        var token = tokens.issue(MEMBER.account(), "thử");
        assertThat(tokens.actor(token).orElseThrow().may(Permission.READ)).isFalse();

        enrolment.grant(ADMINISTRATOR, MEMBER.account(), Role.READER, "TL", DAY, null);
        assertThat(tokens.actor(token).orElseThrow().scope(Permission.READ).units())
                .containsExactly(TL.value());

        var post = posts.of(MEMBER.account()).stream()
                .filter(row -> row.role() == Role.READER)
                .findFirst()
                .orElseThrow();
        enrolment.revoke(ADMINISTRATOR, MEMBER.account(), post.id(), NINE);
        assertThat(tokens.actor(token).orElseThrow().may(Permission.READ)).isFalse();
    }

    @Test
    void keepsAPostForItsDatesOnly() {
        enrolment.grant(ADMINISTRATOR, MEMBER.account(), Role.READER, "TL", DAY, DAY.plusDays(2));

        assertThat(accounts.visitor(MEMBER.account(), DAY.plusDays(1))
                        .orElseThrow()
                        .posts())
                .hasSize(2);
        assertThat(accounts.visitor(MEMBER.account(), DAY.plusDays(2))
                        .orElseThrow()
                        .posts())
                .hasSize(1);
    }

    @Test
    void refusesOwnPostsUnknownUnitsAndReversedDates() {
        refuses(
                "access.grant.own",
                () -> enrolment.grant(ADMINISTRATOR, ADMINISTRATOR.account(), Role.OFFICER, "", DAY, null));
        refuses(
                "access.unit.unknown",
                () -> enrolment.grant(ADMINISTRATOR, MEMBER.account(), Role.OFFICER, "KHÔNG-CÓ", DAY, null));
        refuses(
                "access.grant.reversed",
                () -> enrolment.grant(ADMINISTRATOR, MEMBER.account(), Role.OFFICER, "TL", DAY, DAY));
    }

    @Test
    void keepsTheLastAdministrator() {
        db.sql("update access.account set disabled_at = now() where username = 'admin'")
                .update();

        refuses("access.last-administrator", () -> enrolment.disable(ADMINISTRATOR, ADMINISTRATOR.account(), NINE));
    }

    @Test
    void isForAdministratorsOnly() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> enrolment.create(OFFICER, "moi", "Người mới", "", ""));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> enrolment.grant(OFFICER, MEMBER.account(), Role.OFFICER, "TN", DAY, null));
    }

    @Test
    void refusesATakenOrUnusableName() {
        refuses("access.username.taken", () -> enrolment.create(ADMINISTRATOR, "DangVien", "Một người", "", ""));
        refuses("access.username.invalid", () -> enrolment.create(ADMINISTRATOR, "<b>", "Một người", "", ""));
        refuses("access.full-name.invalid", () -> enrolment.create(ADMINISTRATOR, "moi", "x".repeat(400), "", ""));
        refuses("access.full-name.letters", () -> enrolment.create(ADMINISTRATOR, "moi", "Một\u0007 người", "", ""));
        refuses("access.full-name.letters", () -> enrolment.create(ADMINISTRATOR, "moi", "Một\u0085 người", "", ""));
        refuses("access.email.invalid", () -> enrolment.create(ADMINISTRATOR, "moi", "Một người", "", "a\u0001@b.vn"));
        refuses("access.member.unknown", () -> enrolment.create(ADMINISTRATOR, "moi", "Một người", "99", ""));
    }

    private static void refuses(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(deed)
                .extracting(Refused::key)
                .isEqualTo(key);
    }
}
