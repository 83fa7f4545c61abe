package vn.lantoa.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// Tokens of programs. A token's secret is shown once; kept is its SHA-256. Who a token speaks for is remembered for
/// [#REMEMBERED_MILLIS], so that a door need not ask the database before each check-in; of many requests with a token
/// that is not remembered one asks and the others wait for its answer.
@Component
class Tokens {

    /// How long a revoked token may still be honoured by another node; the node that revokes forgets it at once.
    static final long REMEMBERED_MILLIS = 5_000;

    private final JdbcClient db;
    private final Clock clock;
    private final Cache<String, Actor> remembered;

    Tokens(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(10_000)
                .executor(Runnable::run)
                .expireAfterWrite(Duration.ofMillis(REMEMBERED_MILLIS))
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /// A label as it is kept.
    ///
    /// @throws Refused 422 if it is empty, longer than 100 letters or has letters that nobody can see
    static String label(String label) {
        var stripped = label.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > 100 || !Plain.oneLine(stripped))
            throw Refused.invalid("access.token.label");
        return stripped;
    }

    /// A new token for `account`; the only time its secret is known.
    String issue(AccountId account, String label) {
        var secret = "lt_" + Secrets.next();
        db.sql("""
                insert into access.token (id, account, label, hash)
                values (:id, :account, :label, :hash)
                """)
                .param("id", Ids.next())
                .param("account", account.value())
                .param("label", label)
                .param("hash", Secrets.hash(secret))
                .update();
        return secret;
    }

    /// The actor with all posts of the account that `secret` belongs to; empty if it is unknown, revoked or the
    /// account is disabled.
    Optional<Actor> actor(String secret) {
        var hash = Secrets.hash(secret);
        return Optional.ofNullable(remembered.get(HexFormat.of().formatHex(hash), key -> {
            var actor = load(hash);
            if (actor.isPresent()) used(hash);
            return actor.orElse(null);
        }));
    }

    /// The tokens of `account` in force, the newest first.
    List<Token> of(AccountId account) {
        return db.sql("""
                select t.id, t.label, t.created_at, t.last_used_on
                from   access.token t
                where  t.account = :account
                and    t.revoked_at is null
                order  by t.created_at desc
                limit  200
                """).param("account", account.value()).query(Token.class).list();
    }

    /// Takes the token `id` of `account` back, at once on this node. Repeating changes nothing.
    ///
    /// @throws NotFound if the account has no such token
    void revoke(AccountId account, UUID id, Instant now) {
        var found = db.sql("""
                update access.token
                set    revoked_at = coalesce(revoked_at, :now)
                where  id = :id
                and    account = :account
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("account", account.value())
                .update();
        if (found == 0) throw new NotFound();
        forget();
    }

    /// Forgets who tokens speak for; called where a token or a post is taken away.
    void forget() {
        remembered.invalidateAll();
    }

    private void used(byte[] hash) {
        db.sql("""
                update access.token
                set    last_used_on = :today
                where  hash = :hash
                and    last_used_on is distinct from :today
                """).param("today", Zone.today(clock)).param("hash", hash).update();
    }

    private Optional<Actor> load(byte[] hash) {
        var rows = db.sql("""
                select a.id, a.username, a.full_name, a.member, g.id as grant_id, g.role, g.unit,
                       coalesce(g.reads_from <= :today, false) as waning
                from   access.token t
                join   access.account a on a.id = t.account and a.disabled_at is null
                left   join access.access_grant g on g.account = a.id
                                                 and g.revoked_at is null
                                                 and g.from_on <= :today
                                                 and (g.until_on is null or g.until_on > :today)
                where  t.hash = :hash
                and    t.revoked_at is null
                order  by g.granted_at, g.id
                """)
                .param("hash", hash)
                .param("today", Zone.today(clock))
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("username"),
                        row.getString("full_name"),
                        Optional.ofNullable(row.getObject("member", UUID.class)),
                        Optional.ofNullable(row.getObject("grant_id", UUID.class)),
                        Optional.ofNullable(row.getString("role")),
                        Optional.ofNullable(row.getObject("unit", UUID.class)),
                        row.getBoolean("waning")))
                .list();
        if (rows.isEmpty()) return Optional.empty();

        var grants = rows.stream().flatMap(row -> row.post().stream()).toList();
        var first = rows.getFirst();
        return Optional.of(new Actor(
                new AccountId(first.id()),
                first.username(),
                first.name(),
                first.member().map(vn.lantoa.kernel.MemberId::new).orElse(null),
                grants));
    }

    private record Row(
            UUID id,
            String username,
            String name,
            Optional<UUID> member,
            Optional<UUID> grant,
            Optional<String> role,
            Optional<UUID> unit,
            boolean waning) {

        Optional<Grant> post() {
            return grant.map(id -> new Grant(
                    id,
                    Role.valueOf(role.orElseThrow()),
                    unit.map(vn.lantoa.kernel.UnitId::new).orElse(null),
                    waning));
        }
    }
}
