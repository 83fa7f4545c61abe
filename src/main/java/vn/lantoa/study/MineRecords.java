package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.view.FactLine;
import vn.lantoa.study.view.Look;
import vn.lantoa.study.view.MineCampaign;
import vn.lantoa.study.view.MineSession;
import vn.lantoa.study.view.MineTopic;

/// What is recorded about one member, over all campaigns, for the member and for those who may see his or her name.
@Component
class MineRecords {

    private static final int LOOKS = 20;

    private final JdbcClient db;

    MineRecords(JdbcClient db) {
        this.db = db;
    }

    /// The campaigns whose roster `member` is on, by whichever record, open ones first, then the newest.
    List<MineCampaign> campaigns(MemberId member) {
        return campaigns(member, null);
    }

    /// `member` on the roster of `campaign`, for somebody whose `scope` sees the cell that he or she stood in.
    ///
    /// @throws NotFound if `member` is not on it or the cell lies outside `scope`
    MineCampaign require(Scope scope, CampaignId campaign, MemberId member) {
        return campaigns(member, campaign).stream()
                .filter(found -> found.member().equals(member.value()))
                .filter(found -> sees(scope, campaign, found.unit()))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /// Everything recorded about the person of `member` in `campaigns`, what was taken back too, newest first.
    List<FactLine> facts(MemberId member, List<UUID> campaigns) {
        return db.sql("""
                select f.id, f.campaign, f.member, f.kind, f.topics, f.form, f.make_up, f.reason, f.happened_at, f.recorded_at,
                       a.full_name as recorded_by, f.witness, s.title as session, p.name as site,
                       v.recorded_at as voided_at, b.full_name as voided_by, v.note
                from   study.fact f
                left   join access.account a on a.id = f.recorded_by
                left   join study.session s on s.id = f.session
                left   join study.site p on p.id = f.site
                left   join study.fact v on v.campaign = f.campaign and v.voids = f.id
                left   join access.account b on b.id = v.recorded_by
                where  f.member = any (organization.person(:member))
                and    f.campaign = any (:campaigns)
                and    f.kind <> 'VOID'
                order  by f.recorded_at desc, f.id desc
                """)
                .param("member", member.value())
                .param("campaigns", campaigns.toArray(UUID[]::new))
                .query(FactLine.class)
                .list();
    }

    List<MineTopic> topics(List<UUID> campaigns) {
        return db.sql("""
                select t.campaign, t.number, t.title, t.presenter
                from   study.topic t
                where  t.campaign = any (:campaigns)
                order  by t.campaign, t.number
                """)
                .param("campaigns", campaigns.toArray(UUID[]::new))
                .query(MineTopic.class)
                .list();
    }

    /// Sessions of open campaigns that `member` still needs and that are on at `at` or begin before `until`: those
    /// whose host stands above the member's cell, at the hall nearest to it.
    List<MineSession> sessions(MemberId member, Instant at, Instant until) {
        return db.sql("""
                select s.id, s.campaign, s.title, c.title as campaign_title, s.form, s.starts_at, s.ends_at,
                       (select   p.name
                        from     study.site p
                        join     study.campaign_unit w on w.campaign = r.campaign and w.unit = p.unit
                        where    p.session = s.id
                        and      r.position between w.position and w.last
                        order by w.position desc
                        limit    1) as site,
                       bit_count(s.topics::bit(64)) as topics,
                       exists (select from study.prompt q
                               where  q.session = s.id
                               and    :at between q.opens_at and q.closes_at
                               and    not exists (select from study.prompt_answer w
                                                  where  w.session = q.session
                                                  and    w.number = q.number
                                                  and    w.member = r.member)) as prompt
                from   study.roster r
                join   study.campaign c on c.id = r.campaign and c.closed_at is null
                join   study.session s on s.campaign = r.campaign and s.closed_at is null
                join   study.campaign_unit h on h.campaign = s.campaign and h.unit = s.host
                where  r.member = any (organization.person(:member))
                and    r.removed_on is null
                and    (r.outcome is distinct from 'STUDIED'
                        or exists (select from study.fact f
                                   where  f.campaign = r.campaign
                                   and    f.session = s.id
                                   and    f.member = r.member
                                   and    f.kind = 'IN'
                                   and    not exists (select from study.fact v
                                                      where v.campaign = f.campaign and v.voids = f.id)))
                and    r.position between h.position and h.last
                and    s.ends_at > :at
                and    s.starts_at < :until
                order  by s.starts_at, s.id
                """)
                .param("member", member.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(MineSession.class)
                .list();
    }

    /// Who else looked at the record of `member` or at a list that holds it, the latest first; `own` account left out.
    List<Look> looks(MemberId member, AccountId own) {
        return db.sql("""
                select   l.at, l.who, l.action, l.place
                from     (
                    select a.at, c.full_name as who, a.action, null as place
                    from   access.audit a
                    left   join access.account c on c.id = a.account
                    where  a.subject = any (organization.person(:member))
                    and    a.action ~ '[.](read|export)$'
                    and    a.account is distinct from :own
                    union  all
                    select a.at, c.full_name, a.action, u.name
                    from   study.roster r
                    join   access.audit a on a.subject = r.campaign
                    join   study.campaign_unit u on u.campaign = r.campaign and u.unit = a.unit
                    left   join access.account c on c.id = a.account
                    where  r.member = any (organization.person(:member))
                    and    r.position between u.position and u.last
                    and    a.action in ('study.names.read', 'study.names.export')
                    and    a.account is distinct from :own
                    union  all
                    select a.at, c.full_name, a.action, o.name
                    from   study.roster r
                    join   access.audit a on a.subject = r.campaign
                    join   organization.unit o on o.id = a.unit
                    cross  join study.standing(array[r.unit]) s
                    join   organization.unit_tree t on t.ancestor = a.unit and t.descendant = s.place
                    left   join access.account c on c.id = a.account
                    where  r.member = any (organization.person(:member))
                    and    not exists (select from study.campaign_unit u
                                       where  u.campaign = r.campaign and u.unit = a.unit)
                    and    a.action in ('study.names.read', 'study.names.export')
                    and    a.account is distinct from :own
                ) l
                order by l.at desc
                limit    :looks
                """)
                .param("member", member.value())
                .param("own", own.value())
                .param("looks", LOOKS)
                .query(Look.class)
                .list();
    }

    /// The name and number of `member` as they stand today.
    Person person(MemberId member) {
        return db.sql("""
                select m.full_name, m.member_no, u.name as unit_name
                from   organization.member m
                join   organization.unit u on u.id = m.unit
                where  m.id = :member
                """)
                .param("member", member.value())
                .query(Person.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private List<MineCampaign> campaigns(MemberId member, @Nullable CampaignId campaign) {
        return db.sql("""
                select c.id, c.title, c.cut_off, c.opens_on, c.closes_on, c.closed_at, c.essay, c.topics,
                       c.topics_needed as needed, r.topics as attended, r.unit, u.name as unit_name, r.standing,
                       r.exempt, r.outcome, r.form, r.make_up, r.reason, r.decided_at, r.removed_on, r.member,
                       case when m.double_of is not null then m.member_no end as other_no, t.host_name, t.host_from, t.host_last
                from   study.roster r
                join   organization.member m on m.id = r.member
                join   study.campaign c on c.id = r.campaign
                join   study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                left   join lateral (
                    select   h.name as host_name, a.from_on as host_from, a.until_on - 1 as host_last
                    from     organization.temporary_attachment a
                    join     organization.unit h on h.id = a.unit
                    where    a.member = r.member
                    and      a.revoked_at is null
                    and      a.from_on <= c.closes_on
                    and      a.until_on > c.opens_on
                    order by a.from_on desc
                    limit    1
                ) t on true
                where  r.member = any (organization.person(:member))
                and    (:campaign::uuid is null or r.campaign = :campaign)
                order  by c.closed_at is not null, c.opens_on desc, c.id
                """)
                .param("member", member.value())
                .param("campaign", campaign == null ? null : campaign.value())
                .query(MineCampaign.class)
                .list();
    }

    private boolean sees(Scope scope, CampaignId campaign, UUID unit) {
        return db.sql("select study.sees(:scope::uuid[], :campaign, :unit)")
                .param("scope", scope.array())
                .param("campaign", campaign.value())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    record Person(String fullName, String memberNo, String unitName) {}
}
