package vn.lantoa.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.NotFound;

/// The posts that accounts hold and held.
@Component
class HeldPosts {

    private final JdbcClient db;

    HeldPosts(JdbcClient db) {
        this.db = db;
    }

    /// All posts the account ever held, those in force first.
    List<Row> of(AccountId id) {
        return db.sql("""
                select g.id, g.role, g.unit, g.from_on, g.until_on, g.revoked_at
                from   access.access_grant g
                where  g.account = :id
                order  by g.revoked_at nulls first, g.from_on desc, g.id
                """).param("id", id.value()).query(Row.class).list();
    }

    /// Gives the account a post.
    ///
    /// @param unit null for the whole tree
    /// @param untilOn exclusive, or null
    /// @param by null where the system gives it
    void insert(
            UUID id,
            AccountId account,
            Role role,
            @Nullable UUID unit,
            LocalDate fromOn,
            @Nullable LocalDate untilOn,
            @Nullable AccountId by) {
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on, until_on, granted_by)
                values (:id, :account, :role, :unit, :fromOn, :untilOn, :by)
                """)
                .param("id", id)
                .param("account", account.value())
                .param("role", role.name())
                .param("unit", unit)
                .param("fromOn", fromOn)
                .param("untilOn", untilOn)
                .param("by", by == null ? null : by.value())
                .update();
    }

    /// Gives the account a post unless it holds the same one already.
    void hold(UUID id, AccountId account, Role role, @Nullable UUID unit, LocalDate fromOn, AccountId by) {
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on, granted_by)
                select :id, :account, :role, :unit::uuid, :fromOn, :by
                where  not exists (
                    select from access.access_grant g
                    where  g.account = :account
                    and    g.role = :role
                    and    g.unit is not distinct from :unit::uuid
                    and    g.revoked_at is null
                    and    (g.until_on is null or g.until_on > :fromOn)
                )
                """)
                .param("id", id)
                .param("account", account.value())
                .param("role", role.name())
                .param("unit", unit)
                .param("fromOn", fromOn)
                .param("by", by.value())
                .update();
    }

    /// Takes a post away; repeating changes nothing.
    ///
    /// @throws NotFound if the account never held it
    void revoke(AccountId account, UUID post, AccountId by, Instant now) {
        var found = db.sql("""
                update access.access_grant
                set    revoked_at = coalesce(revoked_at, :now),
                       revoked_by = coalesce(revoked_by, :by)
                where  id = :post
                and    account = :account
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .param("post", post)
                .param("account", account.value())
                .update();
        if (found == 0) throw new NotFound();
    }

    /// How many accounts in use are administrators on `today`. Locks their posts, so that two cannot leave at once.
    int administrators(LocalDate today) {
        return db.sql("""
                select g.account
                from   access.access_grant g
                join   access.account a on a.id = g.account and a.disabled_at is null
                where  g.role = 'ADMINISTRATOR'
                and    g.revoked_at is null
                and    g.from_on <= :today
                and    (g.until_on is null or g.until_on > :today)
                for    update of g
                """).param("today", today).query(UUID.class).set().size();
    }

    /// A post as it was given, and when it was taken away.
    ///
    /// @param unit null for the whole tree
    /// @param untilOn exclusive, or null
    record Row(
            UUID id,
            Role role,
            @Nullable UUID unit,
            LocalDate fromOn,
            @Nullable LocalDate untilOn,
            @Nullable Instant revokedAt) {}
}
