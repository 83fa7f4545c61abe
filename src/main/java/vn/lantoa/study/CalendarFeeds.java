package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.NotFound;

/// Sessions for calendar programs: one by one, and those of a person by a secret address.
@Component
class CalendarFeeds {

    private static final String ENTRY = """
            select s.id, s.title, s.starts_at, s.ends_at,
                   concat_ws(', ', nullif(t.name, ''), nullif(t.hall, ''), nullif(t.address, '')) as place,
                   concat_ws(E'\\n', :theme || ': ' || s.theme, :within || ': ' || s.combined_with,
                             (select string_agg(to_char(p.starts_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI') || ' '
                                                    || c.title, E'\\n' order by p.starts_at)
                              from   study.session_topic p
                              join   study.topic c on c.campaign = s.campaign and c.number = p.topic
                              where  p.session = s.id)) as programme,
                   s.revised, s.revised_at, false as cancelled
            """;

    private final JdbcClient db;
    private final Audit audit;
    private final MessageSource words;

    CalendarFeeds(JdbcClient db, Audit audit, MessageSource words) {
        this.db = db;
        this.audit = audit;
        this.words = words;
    }

    /// The session with its main site; the caller has it already.
    CalendarEntry entry(Session session) {
        return db.sql(ENTRY + """
                from   study.session s
                left   join study.site t on t.session = s.id and t.main
                where  s.id = :session
                """)
                .param("session", session.id())
                .param("theme", say("study.theme"))
                .param("within", say("study.combination"))
                .query(CalendarEntry.class)
                .single();
    }

    /// Whether the account has an address.
    boolean exists(Actor actor) {
        return db.sql("select exists (select from study.calendar_feed f where f.account = :account)")
                .param("account", actor.account().value())
                .query(Boolean.class)
                .single();
    }

    /// A new secret for the account, shown once; the one before ends.
    @Transactional
    String make(Actor actor) {
        var secret = DoorDevices.secret();
        db.sql("""
                insert into study.calendar_feed as f (account, token_hash)
                values (:account, :hash)
                on     conflict (account) do update set token_hash = excluded.token_hash, made_at = now()
                """)
                .param("account", actor.account().value())
                .param("hash", DoorDevices.hash(secret))
                .update();
        audit.note(actor, "study.calendar.make", actor.account().value(), null, "");
        return secret;
    }

    /// Ends the address; safe to repeat.
    @Transactional
    void revoke(Actor actor) {
        db.sql("delete from study.calendar_feed where account = :account")
                .param("account", actor.account().value())
                .update();
        audit.note(actor, "study.calendar.revoke", actor.account().value(), null, "");
    }

    /// The account behind `secret`, while it is in use.
    ///
    /// @throws NotFound if there is none
    UUID account(String secret) {
        if (secret.length() > 100) throw new NotFound();
        Optional<UUID> account = db.sql("""
                select f.account
                from   study.calendar_feed f
                join   access.account a on a.id = f.account and a.disabled_at is null
                where  f.token_hash = :hash
                """)
                .param("hash", DoorDevices.hash(secret))
                .query(UUID.class)
                .optional();
        return account.orElseThrow(NotFound::new);
    }

    /// The sessions of the last year and to come that concern `account`, also those that were removed: where a
    /// site expects its member, a make-up calls the member, a class of a unit above his or her cell has no sites,
    /// the account works a site, or holds a post in force at the unit of the session or of a site.
    List<CalendarEntry> entries(UUID account, Instant now) {
        return db.sql("""
                with own as (
                    select a.id, a.member from access.account a where a.id = :account
                ),
                posts as (
                    select g.unit
                    from   access.access_grant g
                    where  g.account = :account
                    and    g.role <> 'MEMBER'
                    and    g.revoked_at is null
                    and    g.from_on <= current_date
                    and    (g.until_on is null or g.until_on > current_date)
                ),
                called as (
                    select s.id, x.site
                    from   own o
                    join   study.roster r on r.member = o.member and r.removed_on is null
                    join   study.session s on s.campaign = r.campaign and s.starts_at > :since
                    cross  join lateral study.expecting(s.campaign, s.id, array[r.member]) x
                    where  x.site is not null
                    union  all
                    select s.id, null
                    from   own o
                    join   study.roster r on r.member = o.member and r.removed_on is null
                    join   study.session s on s.campaign = r.campaign and s.starts_at > :since and not s.make_up
                                          and (r.key_cadre or not s.for_key_cadres)
                    join   study.campaign_unit h on h.campaign = s.campaign and h.unit = s.host
                    where  r.position between h.position and h.last
                    and    not exists (select from study.site t where t.session = s.id)
                    union  all
                    select i.session, null from own o join study.invitee i on i.member = o.member
                    union  all
                    select t.session, t.id from study.site t where t.operator = :account
                    union  all
                    select t.session, t.id from posts p join study.site t on t.unit = p.unit
                    union  all
                    select s.id, null from posts p join study.session s on s.host = p.unit
                ),
                placed as (
                    select distinct on (c.id) c.id, c.site from called c order by c.id, c.site is null, c.site
                ),
                held as (
                """ + ENTRY + """
                from   placed c
                join   study.session s on s.id = c.id
                left   join study.site t on t.session = s.id and (t.id = c.site or c.site is null and t.main)
                where  s.starts_at > :since
                ),
                off as (
                    select k.id, k.title, k.starts_at, k.ends_at, '' as place, '' as programme, k.revised,
                           k.cancelled_at as revised_at, true as cancelled
                    from   own o
                    join   study.cancelled_session k on k.starts_at > :since
                    where  o.id = any (k.accounts)
                    or     o.member = any (k.members)
                    or     exists (select from posts p where p.unit = any (k.units))
                    or     exists (select
                                   from   study.roster r
                                   join   study.campaign_unit u on u.campaign = k.campaign and u.unit = any (k.units)
                                   where  r.campaign = k.campaign
                                   and    r.member = o.member
                                   and    r.removed_on is null
                                   and    r.position between u.position and u.last)
                )
                select   e.id, e.title, e.starts_at, e.ends_at, e.place, e.programme, e.revised, e.revised_at, e.cancelled
                from     (select * from held union all select * from off) e
                order by e.starts_at, e.id
                limit    1000
                """)
                .param("account", account)
                .param("since", now.minus(java.time.Duration.ofDays(366)).atOffset(ZoneOffset.UTC))
                .param("theme", say("study.theme"))
                .param("within", say("study.combination"))
                .query(CalendarEntry.class)
                .list();
    }

    /// Calendars are Vietnamese: a program that fetches one has no language.
    private String say(String key) {
        return Objects.requireNonNull(words.getMessage(key, null, Locale.of("vi")));
    }
}
