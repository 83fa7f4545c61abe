package vn.lantoa.access;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

/// Passwords: set up by a link, changed by their owner, replaced by an administrator who never learns the final one.
@Component
class Passwords {

    static final Duration LINK_WORKS = Duration.ofDays(14);
    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    private static final Set<String> WORN = Set.of(
            "1234567890",
            "0123456789",
            "12345678910",
            "matkhau123",
            "password123",
            "password1234",
            "qwertyuiop",
            "1111111111",
            "0000000000",
            "thainguyen",
            "dangvien123",
            "123456789a",
            "abcd123456",
            "q1w2e3r4t5");

    private final Accounts accounts;
    private final BrowserSessions sessions;
    private final PasswordEncoder encoder;
    private final Audit audit;

    Passwords(Accounts accounts, BrowserSessions sessions, PasswordEncoder encoder, Audit audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.encoder = encoder;
        this.audit = audit;
    }

    /// Gives the actor's account a new password and signs it out of all other browsers.
    ///
    /// @param session that stays signed in
    /// @throws Refused 422 if `present` is wrong or the new one is too weak
    @Transactional
    void change(Actor actor, String present, String wanted, String repeated, @Nullable String session) {
        var hash = accounts.passwordHash(actor.account()).orElse("");
        if (hash.isEmpty() || !encoder.matches(normal(present), hash)) throw Refused.invalid("access.password.wrong");
        if (normal(present).equals(normal(wanted))) throw Refused.invalid("access.password.same");
        check(actor.username(), wanted, repeated);

        accounts.password(actor.account(), encoder.encode(normal(wanted)), false);
        sessions.end(actor.account(), session);
        audit.note(actor, "access.password.change", null, null, null);
    }

    /// The account that the set-up link with `secret` is for.
    ///
    /// @throws NotFound if the link was used, has expired or never was
    @Transactional
    Account invited(String secret, Instant now) {
        return accounts.lockBySetUpLink(Secrets.hash(secret), now).orElseThrow(NotFound::new);
    }

    /// Uses the set-up link with `secret` up and gives the account its first own password.
    ///
    /// @throws NotFound as for [#invited]
    /// @throws Refused 422 if the password is too weak
    @Transactional
    AccountId setUp(String secret, String wanted, String repeated, Instant now) {
        var account = invited(secret, now);
        check(account.username(), wanted, repeated);

        accounts.password(account.accountId(), encoder.encode(normal(wanted)), false);
        sessions.end(account.accountId(), null);
        return account.accountId();
    }

    /// Opens a set-up link for `account`, good for [#LINK_WORKS]; its secret, known only now.
    @Transactional
    String link(Actor actor, AccountId account, Instant now) {
        actor.require(Permission.ADMINISTER);
        var secret = Secrets.next();
        accounts.require(account);
        accounts.setUpLink(account, Secrets.hash(secret), now.plus(LINK_WORKS));
        audit.note(actor, "access.set-up.create", account.value(), null, null);
        return secret;
    }

    /// Replaces the password of `account` by one that can be read out over the telephone and must be changed at the
    /// next sign-in.
    @Transactional
    String oneTime(Actor actor, AccountId account) {
        actor.require(Permission.ADMINISTER);
        accounts.require(account);
        var password = Secrets.readable();
        accounts.password(account, encoder.encode(password), true);
        sessions.end(account, null);
        audit.note(actor, "access.password.replace", account.value(), null, null);
        return password;
    }

    /// A password typed with any keyboard: the composed form of its letters.
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static void check(String username, String wanted, String repeated) {
        if (!normal(wanted).equals(normal(repeated))) throw Refused.invalid("access.password.differs");
        var plain = normal(wanted).toLowerCase(Locale.ROOT);
        if (plain.codePointCount(0, plain.length()) < SHORTEST)
            throw Refused.invalid("access.password.short", SHORTEST);
        if (plain.length() > LONGEST) throw Refused.invalid("access.password.long", LONGEST);
        if (WORN.contains(plain)
                || plain.contains(username.toLowerCase(Locale.ROOT))
                || plain.chars().distinct().count() < 4) throw Refused.invalid("access.password.weak");
    }
}
