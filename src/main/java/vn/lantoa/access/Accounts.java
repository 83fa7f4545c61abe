package vn.lantoa.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;

/// Accounts and the posts they hold.
@Component
class Accounts {

    private final JdbcClient db;

    Accounts(JdbcClient db) {
        this.db = db;
    }

    /// What sign-in needs to know about `username`, whatever its case; empty if there is no such account in use.
    Optional<Credentials> credentials(String username) {
        return db.sql("""
                select a.id, a.password_hash, a.failed_attempts, a.last_failed_at
                from   access.account a
                where  lower(a.username) = lower(:username)
                and    a.disabled_at is null
                """).param("username", username).query(Credentials.class).optional();
    }

    /// The account with the posts in force on `today`; empty if it was disabled.
    Optional<Visitor> visitor(AccountId id, LocalDate today) {
        var rows = db.sql("""
                select a.username, a.full_name, a.member, a.locale, a.large_type, a.theme, a.must_change_password,
                       g.id as grant_id, g.role, g.unit, g.id = a.present_grant as present
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
                .query(PostRow.class)
                .list();
        return rows.isEmpty() ? Optional.empty() : Optional.of(visitor(id, rows));
    }

    private static Visitor visitor(AccountId id, List<PostRow> rows) {
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

    /// @param passwordHash null until the set-up link was used
    record Credentials(
            UUID id, @Nullable String passwordHash, int failedAttempts, java.time.@Nullable Instant lastFailedAt) {}

    private record PostRow(
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
            @Nullable Boolean present) {

        Optional<Grant> grant() {
            if (grantId == null || role == null) return Optional.empty();
            return Optional.of(new Grant(grantId, Role.valueOf(role), unit == null ? null : new UnitId(unit)));
        }
    }
}
