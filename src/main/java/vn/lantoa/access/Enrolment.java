package vn.lantoa.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// Who may sign in, and in which posts. Kept by administrators, whose own posts another administrator must give.
@Component
class Enrolment {

    static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,63}");

    private final Accounts accounts;
    private final HeldPosts posts;
    private final BrowserSessions sessions;
    private final Tokens tokens;
    private final Codes codes;
    private final Audit audit;

    Enrolment(Accounts accounts, HeldPosts posts, BrowserSessions sessions, Tokens tokens, Codes codes, Audit audit) {
        this.accounts = accounts;
        this.posts = posts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.codes = codes;
        this.audit = audit;
    }

    /// A new account without a password; its owner sets one by a link.
    ///
    /// @param memberNo whose account it is, or empty
    /// @throws Refused 422 on a wrong name, address or member number, 409 if the user name is taken
    @Transactional
    AccountId create(Actor actor, String username, String fullName, String memberNo, String email) {
        actor.require(Permission.ADMINISTER);
        if (!USERNAME.matcher(username).matches()) throw Refused.invalid("access.username.invalid");
        var name = Plain.line(fullName);
        if (name.isEmpty() || name.length() > 200) throw Refused.invalid("access.full-name.invalid");
        if (Plain.unseen(name)) throw Refused.invalid("access.full-name.letters");
        if (!email.isEmpty() && (!email.matches("[^@\\s]{1,64}@[^@\\s]{1,190}") || !Plain.oneLine(email)))
            throw Refused.invalid("access.email.invalid");

        var id = Ids.next();
        accounts.insert(id, username, name, member(memberNo), email.isEmpty() ? null : email);
        audit.note(actor, "access.account.create", id, null, username);
        return new AccountId(id);
    }

    /// Gives `account` the post `role` at the unit with `unitCode` from `fromOn` until before `untilOn`.
    ///
    /// @param unitCode empty for the whole tree
    /// @throws Refused 422 on an unknown unit or reversed dates, 409 for the actor's own account
    @Transactional
    void grant(
            Actor actor, AccountId account, Role role, String unitCode, LocalDate fromOn, @Nullable LocalDate untilOn) {
        actor.require(Permission.ADMINISTER);
        accounts.require(account);
        if (account.equals(actor.account())) throw Refused.conflict("access.grant.own");
        if (untilOn != null && !untilOn.isAfter(fromOn)) throw Refused.invalid("access.grant.reversed");

        var unit = unit(unitCode);
        posts.insert(Ids.next(), account, role, unit, fromOn, untilOn, actor.account());
        tokens.forget();
        audit.note(actor, "access.grant.create", account.value(), unit, role.name());
    }

    /// Takes the post away, at once. Repeating changes nothing.
    ///
    /// @throws Refused 409 if nobody would be left to keep the accounts
    @Transactional
    void revoke(Actor actor, AccountId account, UUID post, Instant now) {
        actor.require(Permission.ADMINISTER);
        posts.revoke(account, post, actor.account(), now);
        keepAnAdministrator(now);
        tokens.forget();
        audit.note(actor, "access.grant.revoke", account.value(), null, post.toString());
    }

    /// Closes the account and signs it out everywhere.
    ///
    /// @throws Refused 409 if nobody would be left to keep the accounts
    @Transactional
    void disable(Actor actor, AccountId account, Instant now) {
        actor.require(Permission.ADMINISTER);
        accounts.require(account);
        accounts.disabled(account, now);
        keepAnAdministrator(now);
        sessions.end(account, null);
        tokens.forget();
        audit.note(actor, "access.account.disable", account.value(), null, null);
    }

    /// Opens the account again.
    @Transactional
    void enable(Actor actor, AccountId account) {
        actor.require(Permission.ADMINISTER);
        accounts.require(account);
        accounts.disabled(account, null);
        audit.note(actor, "access.account.enable", account.value(), null, null);
    }

    /// Signs the account out of every browser.
    @Transactional
    void signOut(Actor actor, AccountId account) {
        if (!account.equals(actor.account())) actor.require(Permission.ADMINISTER);
        sessions.end(account, null);
        audit.note(actor, "access.session.end", account.value(), null, null);
    }

    private void keepAnAdministrator(Instant now) {
        if (posts.administrators(Zone.day(now)) == 0) throw Refused.conflict("access.last-administrator");
    }

    private @Nullable UUID unit(String code) {
        if (code.isBlank()) return null;
        var unit = codes.units(List.of(code)).get(code);
        if (unit == null) throw Refused.invalid("access.unit.unknown", code);
        return unit;
    }

    private @Nullable UUID member(String number) {
        if (number.isBlank()) return null;
        var member = codes.members(List.of(number)).get(number);
        if (member == null) throw Refused.invalid("access.member.unknown", number);
        return member;
    }
}
