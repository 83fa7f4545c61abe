package vn.lantoa.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;

/// Accounts: who may sign in, and with what.
@Component
class Accounts {

    private final JdbcClient db;

    Accounts(JdbcClient db) {
        this.db = db;
    }

    /// What sign-in needs to know about `username`, whatever its case; empty if there is no such account in use.
    Optional<Credentials> credentials(String username) {
        return db.sql("""
                select a.id, a.password_hash
                from   access.account a
                where  lower(a.username) = lower(:username)
                and    a.disabled_at is null
                """).param("username", username).query(Credentials.class).optional();
    }

    /// The account with the posts in force on `today`; empty if it was disabled.
    Optional<Visitor> visitor(AccountId id, LocalDate today) {
        var rows = db.sql("""
                select a.username, a.full_name, a.member, a.locale, a.large_type, a.theme, a.must_change_password,
                       g.id as grant_id, g.role, g.unit, g.id = a.present_grant as present,
                       coalesce(g.reads_from <= :today, false) as waning
                from   access.account a
                left   join access.access_grant g on g.account = a.id
                                                 and g.revoked_at is null
                                                 and g.from_on <= :today
                                                 and (g.until_on is null or g.until_on > :today)
                where  a.id = :id
                and    a.disabled_at is null
                order  by g.granted_at, g.id
                """)
                .param("id", id.value())
                .param("today", today)
                .query(VisitorRow.class)
                .list();
        return rows.isEmpty() ? Optional.empty() : Optional.of(visitor(id, rows));
    }

    /// Notes that `id` has signed in now.
    void signedIn(AccountId id) {
        db.sql("update access.account set last_signed_in_at = now() where id = :id")
                .param("id", id.value())
                .update();
    }

    /// Accounts by user name from behind `after`, at most `size`.
    ///
    /// @param query words that user name or full name contain, accents ignored; empty for all
    List<AccountRow> page(String query, String after, int size) {
        return db.sql("""
                select a.id, a.username, a.full_name, a.disabled_at, a.last_signed_in_at,
                       a.password_hash is not null as set_up,
                       (select string_agg(distinct g.role, ',')
                        from   access.access_grant g
                        where  g.account = a.id
                        and    g.revoked_at is null
                        and    (g.until_on is null or g.until_on > current_date)) as roles
                from   access.account a
                where  lower(a.username) > :after
                and    a.folded like all (:words)
                order  by lower(a.username)
                limit  :size
                """)
                .param("after", after)
                .param("words", words(query))
                .param("size", size)
                .query(AccountRow.class)
                .list();
    }

    private static String[] words(String query) {
        return Arrays.stream(Folded.of(query).strip().split("\\s+", -1))
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
    }

    /// @throws NotFound if there is no such account
    Account require(AccountId id) {
        return db.sql("""
                select a.id, a.username, a.full_name, a.member, a.email, a.password_hash is not null as set_up,
                       a.must_change_password, a.setup_expires_at, a.last_signed_in_at, a.created_at, a.disabled_at
                from   access.account a
                where  a.id = :id
                """)
                .param("id", id.value())
                .query(Account.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// @throws Refused 409 if the user name is taken
    void insert(UUID id, String username, String fullName, @Nullable UUID member, @Nullable String email) {
        var inserted = db.sql("""
                insert into access.account (id, username, full_name, member, email)
                values (:id, :username, :fullName, :member, :email)
                on     conflict (lower(username)) do nothing
                """)
                .param("id", id)
                .param("username", username)
                .param("fullName", fullName)
                .param("member", member)
                .param("email", email)
                .update();
        if (inserted == 0) throw Refused.conflict("access.username.taken", username);
    }

    /// Replaces the password; an open set-up link ends with it.
    void password(AccountId id, String hash, boolean mustChange) {
        db.sql("""
                update access.account
                set    password_hash = :hash,
                       must_change_password = :mustChange,
                       setup_hash = null,
                       setup_expires_at = null
                where  id = :id
                """)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .param("id", id.value())
                .update();
    }

    /// The present hash of the password, or empty before the account was set up.
    Optional<String> passwordHash(AccountId id) {
        return db.sql("select a.password_hash from access.account a where a.id = :id and a.password_hash is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /// Opens a set-up link until `expires`; an earlier one ends.
    void setUpLink(AccountId id, byte[] hash, Instant expires) {
        db.sql("update access.account set setup_hash = :hash, setup_expires_at = :expires where id = :id")
                .param("hash", hash)
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /// The account whose set-up link has `hash` and is still open at `now`; locked until the transaction ends, so that
    /// the link works once.
    Optional<Account> lockBySetUpLink(byte[] hash, Instant now) {
        return db.sql("""
                select a.id, a.username, a.full_name, a.member, a.email, a.password_hash is not null as set_up,
                       a.must_change_password, a.setup_expires_at, a.last_signed_in_at, a.created_at, a.disabled_at
                from   access.account a
                where  a.setup_hash = :hash
                and    a.setup_expires_at > :now
                and    a.disabled_at is null
                for    update
                """)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Account.class)
                .optional();
    }

    /// Disables the account, or enables it again with null.
    void disabled(AccountId id, @Nullable Instant at) {
        db.sql("update access.account set disabled_at = :at where id = :id")
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /// Whether nobody can sign in yet.
    boolean none() {
        return !db.sql("select exists (select from access.account)")
                .query(Boolean.class)
                .single();
    }

    private static Visitor visitor(AccountId id, List<VisitorRow> rows) {
        var first = rows.getFirst();
        var posts = rows.stream().flatMap(row -> row.grant().stream()).toList();
        var present = rows.stream()
                .filter(row -> Boolean.TRUE.equals(row.present()))
                .flatMap(row -> row.grant().stream())
                .findFirst()
                .or(() -> posts.stream().findFirst());
        var member = first.member() == null ? null : new MemberId(first.member());
        var actor = new Actor(
                id,
                first.username(),
                first.fullName(),
                member,
                present.map(List::of).orElse(List.of()));
        return new Visitor(
                actor, posts, Locale.of(first.locale()), first.largeType(), first.theme(), first.mustChangePassword());
    }

    /// @param setUp whether the set-up link was used
    record AccountRow(
            UUID id,
            String username,
            String fullName,
            @Nullable Instant disabledAt,
            @Nullable Instant lastSignedInAt,
            boolean setUp,
            @Nullable String roles) {}

    /// @param passwordHash null until the set-up link was used
    record Credentials(UUID id, @Nullable String passwordHash) {}

    private record VisitorRow(
            String username,
            String fullName,
            @Nullable UUID member,
            String locale,
            boolean largeType,
            String theme,
            boolean mustChangePassword,
            @Nullable UUID grantId,
            @Nullable String role,
            @Nullable UUID unit,
            @Nullable Boolean present,
            boolean waning) {

        Optional<Grant> grant() {
            if (grantId == null || role == null) return Optional.empty();
            return Optional.of(new Grant(grantId, Role.valueOf(role), unit == null ? null : new UnitId(unit), waning));
        }
    }
}
