package vn.lantoa.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.PromptRow;
import vn.lantoa.study.view.ScreenState;
import vn.lantoa.study.view.UnansweredRow;

/// Presence prompts: while one is open, the screen of each hall shows four digits of its own, which members type in on
/// their phones. Kept as evidence; who did not answer is listed for a person and becomes nothing by it. How many there
/// are in a session, 0 to 2, is a rule of the campaign.
@Component
class Prompts {

    /// For how long a prompt takes answers.
    static final Duration OPEN_FOR = Duration.ofMinutes(10);

    /// Wrong digits of one member before the prompt takes no more: nobody guesses four.
    static final int MOST_MISSES = 5;

    /// How many who did not answer are listed of each prompt.
    static final int LISTED = 250;

    private final Cache<String, AtomicInteger> misses = Caffeine.newBuilder()
            .expireAfterAccess(OPEN_FOR.multipliedBy(2))
            .maximumSize(200_000)
            .build();
    private final JdbcClient db;
    private final Campaigns campaigns;
    private final DoorKeys keys;
    private final Conferences conferences;
    private final Audit audit;

    Prompts(JdbcClient db, Campaigns campaigns, DoorKeys keys, Conferences conferences, Audit audit) {
        this.db = db;
        this.campaigns = campaigns;
        this.keys = keys;
        this.conferences = conferences;
        this.audit = audit;
    }

    /// How many prompts a session of the campaign may have.
    int allowed(SessionId session) {
        return db.sql("""
                select c.prompts
                from   study.session s
                join   study.campaign c on c.id = s.campaign
                where  s.id = :session
                """)
                .param("session", session.value())
                .query(Integer.class)
                .single();
    }

    /// Opens the next prompt of a session for [#OPEN_FOR].
    ///
    /// @throws NotFound if `actor` does not run the conference
    /// @throws Refused if one is open, or the campaign's rule allows no more
    @Transactional
    void open(Actor actor, SessionId session, Instant at) {
        var conference = conferences.run(actor.scope(Permission.SCHEDULE), session);
        var before = of(session);
        if (!before.isEmpty() && before.getLast().closesAt().isAfter(at)) throw Refused.conflict("study.prompt.open");
        if (before.size() >= allowed(session)) throw Refused.conflict("study.prompt.enough", allowed(session));
        db.sql("""
                insert into study.prompt (session, number, opens_at, closes_at, opened_by)
                values (:session, :number, :at, :until, :by)
                on     conflict do nothing
                """)
                .param("session", session.value())
                .param("number", before.size() + 1)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("until", at.plus(OPEN_FOR).atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .update();
        audit.note(actor, "study.prompt.open", session.value(), conference.host(), conference.title());
    }

    /// Sets how many prompts each session of the campaign may have: a rule, by who runs the campaign.
    ///
    /// @throws NotFound if that is not `actor`
    @Transactional
    void allow(Actor actor, SessionId session, int number) {
        var conference = conferences.attend(actor, session);
        var campaign = campaigns.owned(actor.scope(Permission.RUN_CAMPAIGNS), new CampaignId(conference.campaign()));
        campaigns.prompts(campaign.campaignId(), Rule.prompts(number));
        audit.note(actor, "study.prompt.allow", campaign.id(), campaign.unit(), String.valueOf(number));
    }

    /// Whether `actor` sets that number.
    boolean mayAllow(Actor actor, Conference conference) {
        return campaigns
                .findOwned(actor.scope(Permission.RUN_CAMPAIGNS), new CampaignId(conference.campaign()))
                .isPresent();
    }

    /// The prompts of a session in their order.
    List<PromptRow> of(SessionId session) {
        return db.sql("""
                select   p.number, p.opens_at, p.closes_at,
                         (select count(*) from study.prompt_answer w
                          where  w.session = p.session and w.number = p.number) as answered
                from     study.prompt p
                where    p.session = :session
                order by p.number
                """)
                .param("session", session.value())
                .query(PromptRow.class)
                .list();
    }

    /// Who was in when a prompt of the session opened and did not answer it, as far as `actor` sees names; of each
    /// prompt at most [#LISTED].
    List<UnansweredRow> unanswered(Actor actor, Conference conference) {
        return db.sql("""
                select   w.number, w.full_name, w.member_no, w.cell, w.site, w.all
                from     (
                    select   p.number, r.full_name, r.member_no, u.name as cell, t.name as site,
                             count(*) over (partition by p.number) as all,
                             row_number() over (partition by p.number order by r.sort_key, r.member_no) as place
                    from     study.prompt p
                    join     study.fact f on f.campaign = :campaign and f.session = p.session and f.kind = 'IN'
                                         and f.happened_at <= p.opens_at
                    join     study.roster r on r.campaign = :campaign and r.member = f.member and r.removed_on is null
                    join     study.campaign_unit u on u.campaign = :campaign and u.unit = r.unit
                    left     join study.site t on t.id = f.site
                    where    p.session = :session
                    and      organization.covers(:scope::uuid[], r.unit)
                    and      not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                    and      not exists (select from study.prompt_answer w
                                         where  w.session = p.session and w.number = p.number and w.member = f.member)
                    and      not exists (select from study.fact o
                                         where  o.campaign = :campaign and o.session = p.session and o.member = f.member
                                         and    o.kind = 'OUT' and o.happened_at <= p.opens_at
                                         and    not exists (select from study.fact v
                                                            where v.campaign = :campaign and v.voids = o.id))
                ) w
                where    w.place <= :listed
                order by w.number, w.place
                """)
                .param("session", conference.id())
                .param("campaign", conference.campaign())
                .param("scope", actor.scope(Permission.READ_NAMES).array())
                .param("listed", LISTED)
                .query(UnansweredRow.class)
                .list();
    }

    /// Whether the actor answered the prompt `number` of the session.
    boolean answered(Actor actor, SessionId session, int number) {
        var member = actor.member();
        return member != null
                && db.sql("""
                        select exists (select
                                       from   study.prompt_answer w
                                       where  w.session = :session
                                       and    w.number = :number
                                       and    w.member = :member)
                        """)
                        .param("session", session.value())
                        .param("number", number)
                        .param("member", member.value())
                        .query(Boolean.class)
                        .single();
    }

    /// Records that the actor typed `digits` in while a prompt was open. The digits are those of the hall where
    /// he or she was let in.
    ///
    /// @throws Refused if no prompt is open, the digits are wrong, or the member is in nowhere
    @Transactional
    void answer(Actor actor, SessionId session, String digits, Instant at) {
        var member = actor.member();
        if (member == null) throw new NotFound();
        var conference = conferences.attend(actor, session);
        var open = current(session, at);
        if (open == null) throw Refused.conflict("study.prompt.none");
        var site = db.sql("""
                select f.site
                from   study.fact f
                where  f.campaign = :campaign
                and    f.session = :session
                and    f.member = :member
                and    f.kind = 'IN'
                and    f.site is not null
                and    not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                limit  1
                """)
                .param("campaign", conference.campaign())
                .param("session", session.value())
                .param("member", member.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refused.conflict("study.prompt.not-in"));
        var tried = misses.get(session.value() + "/" + open + "/" + member.value(), key -> new AtomicInteger());
        if (tried.get() >= MOST_MISSES) throw Refused.conflict("study.prompt.tried", MOST_MISSES);
        if (!digits.strip().equals(digits(session.value(), site, open))) {
            tried.incrementAndGet();
            throw Refused.invalid("study.prompt.wrong");
        }
        db.sql("""
                insert into study.prompt_answer (session, number, member, answered_at)
                values (:session, :number, :member, :at)
                on     conflict do nothing
                """)
                .param("session", session.value())
                .param("number", open)
                .param("member", member.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The number of the prompt that is open, or null.
    @Nullable
    Integer current(SessionId session, Instant at) {
        return db.sql("""
                select p.number
                from   study.prompt p
                where  p.session = :session
                and    :at between p.opens_at and p.closes_at
                """)
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    ScreenState screen(ConferenceSite site, Instant at) {
        var in = db.sql("""
                select count(*) filter (where f.kind = 'IN') - count(*) filter (where f.kind = 'OUT')
                from   study.fact f
                join   study.session s on s.id = :session
                where  f.campaign = s.campaign
                and    f.site = :site
                and    f.kind in ('IN', 'OUT')
                and    not exists (select from study.fact v where v.campaign = s.campaign and v.voids = f.id)
                """)
                .param("session", site.session())
                .param("site", site.id())
                .query(Long.class)
                .single();
        var open = current(new SessionId(site.session()), at);
        return new ScreenState(in, open == null ? null : digits(site.session(), site.id(), open));
    }

    private String digits(UUID session, UUID site, int number) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.hall(site), "HmacSHA256"));
            var said = "prompt/" + session + "/" + site + "/" + number;
            var first = ByteBuffer.wrap(mac.doFinal(said.getBytes(StandardCharsets.US_ASCII)))
                    .getInt();
            return "%04d".formatted(Integer.remainderUnsigned(first, 10_000));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
