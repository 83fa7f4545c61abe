package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

@AppTest
class PasswordsTest implements World {

    private static final String GOOD = "xóm Bảy mùa hái chè";

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordCheck check;

    @Test
    void opensASetUpLinkOnce() throws Attempts.TooMany {
        var secret = passwords.link(ADMINISTRATOR, MEMBER.account(), NINE);

        passwords.setUp(secret, GOOD, GOOD, NINE);

        assertThat(check.account("dangvien", GOOD, "")).contains(MEMBER.account());
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> passwords.setUp(secret, GOOD, GOOD, NINE));
    }

    @Test
    void letsASetUpLinkExpire() {
        var secret = passwords.link(ADMINISTRATOR, MEMBER.account(), NINE);

        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> passwords.invited(secret, NINE.plus(Duration.ofDays(14))));
    }

    @Test
    void takesADecomposedPasswordForTheSame() throws Attempts.TooMany {
        passwords.change(MEMBER, PASSWORD, GOOD, GOOD, null);

        var decomposed = java.text.Normalizer.normalize(GOOD, java.text.Normalizer.Form.NFD);
        assertThat(check.account("dangvien", decomposed, "")).contains(MEMBER.account());
        assertThat(check.account("dangvien", PASSWORD, "")).isEmpty();
    }

    @Test
    void refusesAWeakWrongOrMistypedPassword() {
        refuses(PASSWORD, "ngắn quá", "ngắn quá", "access.password.short");
        refuses(PASSWORD, "dangvien của tôi", "dangvien của tôi", "access.password.weak");
        refuses(PASSWORD, "1111111111", "1111111111", "access.password.weak");
        refuses(PASSWORD, GOOD, GOOD + "!", "access.password.differs");
        refuses("không phải", GOOD, GOOD, "access.password.wrong");
        refuses(PASSWORD, PASSWORD, PASSWORD, "access.password.same");
        refuses(PASSWORD, "dài".repeat(100), "dài".repeat(100), "access.password.long");
    }

    @Test
    void givesOneTimePasswordsOnlyForAdministrators() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> passwords.oneTime(OFFICER, MEMBER.account()));
        assertThat(passwords.oneTime(ADMINISTRATOR, MEMBER.account())).matches("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}");
    }

    private void refuses(String present, String wanted, String repeated, String key) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> passwords.change(MEMBER, present, wanted, repeated, null))
                .extracting(Refused::key)
                .isEqualTo(key);
    }
}
