package vn.lantoa.access;

import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Zone;

/// Creates the account `admin` in a new home: administrator, and officer over the whole tree so that the home can be
/// filled. Its password comes from the setting `LANTOA_ADMIN_PASSWORD`, or is made up and printed this one time.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstStart implements ApplicationRunner {

    static final String ADMIN = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final Accounts accounts;
    private final HeldPosts posts;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String given;

    FirstStart(
            Accounts accounts,
            HeldPosts posts,
            PasswordEncoder encoder,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${lantoa.admin-password:}") String given) {
        this.accounts = accounts;
        this.posts = posts;
        this.encoder = encoder;
        this.transaction = transaction;
        this.clock = clock;
        this.given = given;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!accounts.none()) return;
        var madeUp = given.isBlank();
        var password = madeUp ? Secrets.readable() : given;
        transaction.executeWithoutResult(status -> create(password, madeUp, Zone.today(clock)));
        if (madeUp)
            LOG.info(
                    "First start: sign in as \"{}\" with the password {} and choose your own. It is not shown again.",
                    ADMIN,
                    password);
        else LOG.info("First start: sign in as \"{}\" with the password from LANTOA_ADMIN_PASSWORD.", ADMIN);
    }

    private void create(String password, boolean madeUp, LocalDate today) {
        var id = new AccountId(Ids.next());
        accounts.insert(id.value(), ADMIN, "Quản trị hệ thống", null, null);
        accounts.password(id, encoder.encode(Passwords.normal(password)), madeUp);
        posts.insert(Ids.next(), id, Role.ADMINISTRATOR, null, today, null, null);
        posts.insert(Ids.next(), id, Role.OFFICER, null, today, null, null);
    }
}
