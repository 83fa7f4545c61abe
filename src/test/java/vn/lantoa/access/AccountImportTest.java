package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.paper.RowError;

@AppTest
class AccountImportTest implements World {

    private static final String TWO = """
            username,full_name,member_no,role,unit_code,email
            bithu-xom2,Trần Thị Hà,19.000005,CELL_SECRETARY,TL2,
            bithu-xom2,Trần Thị Hà,19.000005,MEMBER,TL2,
            """;

    @Autowired
    AccountImport accounts;

    @Autowired
    Accounts kept;

    @Autowired
    HeldPosts posts;

    @Test
    void takesAnAccountWithTwoPostsAndMakesOneLink() {
        var outcome = run(TWO, false);

        assertThat(outcome.result().accepted()).isEqualTo(2);
        assertThat(outcome.links()).containsOnlyKeys("bithu-xom2");
        var account = kept.credentials("bithu-xom2").orElseThrow();
        assertThat(posts.of(new vn.lantoa.kernel.AccountId(account.id()))).hasSize(2);
    }

    @Test
    void changesNothingWhenItIsRepeated() {
        run(TWO, false);

        var again = run(TWO, false);

        assertThat(again.links()).isEmpty();
        var account = kept.credentials("bithu-xom2").orElseThrow();
        assertThat(posts.of(new vn.lantoa.kernel.AccountId(account.id()))).hasSize(2);
    }

    @Test
    void keepsNothingOnATrial() {
        assertThat(run(TWO, true).result().clean()).isTrue();
        assertThat(kept.credentials("bithu-xom2")).isEmpty();
    }

    @Test
    void tellsEveryWrongRowAtOnceAndKeepsNothing() {
        var outcome = run("""
                username,full_name,member_no,role,unit_code,email
                dung,Một người,,READER,TL,
                <i>,Một người,,READER,TL,
                hai,,,VUA,TL,
                ba,Một người,19.999999,READER,KHONG,khong phai thu
                bon,Một người,19.999999,READER,KHONG,
                quantri,Tự phong,,OFFICER,TN,
                """, false);

        assertThat(outcome.result().rejected()).isEqualTo(5);
        assertThat(outcome.result().errors())
                .extracting(RowError::row, RowError::column)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(3, "username"),
                        org.assertj.core.groups.Tuple.tuple(4, "full_name"),
                        org.assertj.core.groups.Tuple.tuple(4, "role"),
                        org.assertj.core.groups.Tuple.tuple(5, "email"),
                        org.assertj.core.groups.Tuple.tuple(6, "member_no"),
                        org.assertj.core.groups.Tuple.tuple(6, "unit_code"),
                        org.assertj.core.groups.Tuple.tuple(7, "username"));
        assertThat(kept.credentials("dung")).isEmpty();
    }

    @Test
    void isForAdministratorsOnly() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> accounts.run(OFFICER, stream(TWO), false, false, NINE));
    }

    private AccountImport.Outcome run(String csv, boolean dryRun) {
        return accounts.run(ADMINISTRATOR, stream(csv), dryRun, false, NINE);
    }

    private static ByteArrayInputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }
}
