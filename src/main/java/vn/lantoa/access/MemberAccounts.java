package vn.lantoa.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;

/// The accounts that belong to a member's record, for the module that keeps the records. Whoever calls has asked
/// whether the actor may; what an account reaches beyond the actor is told by its grants.
@Component
public class MemberAccounts {

    private final JdbcClient db;
    private final Accounts accounts;
    private final BrowserSessions sessions;
    private final Tokens tokens;
    private final Audit audit;

    MemberAccounts(JdbcClient db, Accounts accounts, BrowserSessions sessions, Tokens tokens, Audit audit) {
        this.db = db;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
    }

    /// The accounts of `member` in use, each with the grants that are in force on `today` or will be.
    public List<Held> of(MemberId member, LocalDate today) {
        var found = new LinkedHashMap<UUID, Held>();
        db.sql("""
                select a.id, a.username, g.id as grant_id, g.role, g.unit
                from   access.account a
                left   join access.access_grant g on g.account = a.id
                                                 and g.revoked_at is null
                                                 and (g.until_on is null or g.until_on > :today)
                where  a.member = :member
                and    a.disabled_at is null
                order  by a.username, g.granted_at, g.id
                """)
                .param("member", member.value())
                .param("today", today)
                .query(Row.class)
                .list()
                .forEach(row -> found.merge(row.id(), row.held(), Held::and));
        return List.copyOf(found.values());
    }

    /// Closes the account and signs it out everywhere.
    @Transactional
    public void close(Actor actor, AccountId account, Instant now) {
        accounts.disabled(account, now);
        sessions.end(account, null);
        tokens.forget();
        audit.note(actor, "access.account.disable", account.value(), null, null);
    }

    /// Opens again what was closed between `since` and now and not closed by anybody else later.
    @Transactional
    public void open(Actor actor, AccountId account, Instant since) {
        var opened = db.sql("""
                update access.account
                set    disabled_at = null
                where  id = :id
                and    disabled_at = :since
                """)
                .param("id", account.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
        if (opened > 0) audit.note(actor, "access.account.enable", account.value(), null, null);
    }

    /// An account in use.
    public record Held(UUID id, String username, List<Grant> grants) {

        private Held and(Held more) {
            return new Held(
                    id,
                    username,
                    Stream.concat(grants.stream(), more.grants.stream()).toList());
        }
    }

    private record Row(
            UUID id,
            String username,
            @Nullable UUID grantId,
            @Nullable String role,
            @Nullable UUID unit) {

        Held held() {
            if (grantId == null || role == null) return new Held(id, username, List.of());
            var grant = new Grant(grantId, Role.valueOf(role), unit == null ? null : new UnitId(unit));
            return new Held(id, username, List.of(grant));
        }
    }
}
