package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.view.SessionRow;
import vn.lantoa.study.view.UnitChoice;

/// The sessions of campaigns. One is found from above its host and from the hosts and sites of one's own subtree.
@Component
class Sessions {

    private static final String SELECT = """
            select s.id, s.campaign, s.title, s.form, s.make_up, s.for_key_cadres, s.host, u.code as host_code,
                   u.name as host_name, s.starts_at, s.ends_at, s.topics, s.head_chaired, s.head_presented, s.closed_at
            from   study.session s
            join   study.campaign_unit u on u.campaign = s.campaign and u.unit = s.host
            where  s.id = :id
            """;

    private final JdbcClient db;

    Sessions(JdbcClient db) {
        this.db = db;
    }

    /// A session that concerns `scope`: its host touches it, or one of its sites or invitees lies in it.
    ///
    /// @throws NotFound if there is none
    Session require(Scope scope, SessionId id) {
        return db.sql(SELECT + """
                and    study.touches(:scope::uuid[], s.campaign, s.host)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Session.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// A session whose host `scope` covers; locks it until the transaction ends.
    ///
    /// @throws NotFound if there is none
    Session lock(Scope scope, SessionId id) {
        return db.sql(SELECT + """
                and    organization.covers(:scope::uuid[], s.host)
                for    update of s
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Session.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The sessions of `campaign` that concern `scope`, the newest first.
    List<SessionRow> list(Scope scope, CampaignId campaign) {
        return db.sql("""
                select s.id, s.title, s.form, s.make_up, s.for_key_cadres, u.name as host_name, s.starts_at, s.ends_at,
                       (select count(*) from study.site t where t.session = s.id) as sites,
                       (select count(distinct f.member)
                        from   study.fact f
                        where  f.campaign = s.campaign
                        and    f.session = s.id
                        and    f.kind in ('IN', 'STUDIED')
                        and    not exists (select from study.fact v
                                           where v.campaign = f.campaign and v.voids = f.id)) as present,
                       (select count(*) from study.invitee i where i.session = s.id) as invited,
                       s.closed_at
                from   study.session s
                join   study.campaign_unit u on u.campaign = s.campaign and u.unit = s.host
                where  s.campaign = :campaign
                and    study.touches(:scope::uuid[], s.campaign, s.host)
                order  by s.starts_at desc, s.id desc
                limit  500
                """)
                .param("campaign", campaign.value())
                .param("scope", scope.array())
                .query(SessionRow.class)
                .list();
    }

    /// The units of the campaign's tree that bear one of `codes` and lie in `scope`, by code.
    Map<String, UnitChoice> units(Scope scope, CampaignId campaign, Collection<String> codes) {
        return db
                .sql("""
                        select u.unit as id, u.code, u.name
                        from   study.campaign_unit u
                        where  u.campaign = :campaign
                        and    u.code = any (:codes::text[])
                        and    organization.covers(:scope::uuid[], u.unit)
                        """)
                .param("campaign", campaign.value())
                .param("codes", codes.toArray(String[]::new))
                .param("scope", scope.array())
                .query(UnitChoice.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(UnitChoice::code, unit -> unit));
    }

    void insert(Actor actor, SessionId id, CampaignId campaign, SessionPlan plan, UUID host, long topics) {
        db.sql("""
                insert into study.session (id, campaign, title, form, make_up, for_key_cadres, host, starts_at, ends_at,
                                           topics, head_chaired, head_presented, created_by)
                values (:id, :campaign, :title, :form, :makeUp, :forKeyCadres, :host, :startsAt, :endsAt,
                        :topics, :headChaired, :headPresented, :by)
                """)
                .param("id", id.value())
                .param("campaign", campaign.value())
                .param("title", plan.title())
                .param("form", plan.form().name())
                .param("makeUp", plan.makeUp())
                .param("forKeyCadres", plan.forKeyCadres())
                .param("host", host)
                .param("startsAt", plan.startsAt().atOffset(ZoneOffset.UTC))
                .param("endsAt", plan.endsAt().atOffset(ZoneOffset.UTC))
                .param("topics", topics)
                .param("headChaired", plan.headChaired())
                .param("headPresented", plan.headPresented())
                .param("by", actor.account().value())
                .update();
    }

    void update(SessionId id, SessionPlan plan, UUID host, long topics) {
        db.sql("""
                update study.session
                set    title = :title, form = :form, make_up = :makeUp, for_key_cadres = :forKeyCadres, host = :host,
                       starts_at = :startsAt, ends_at = :endsAt, topics = :topics, head_chaired = :headChaired,
                       head_presented = :headPresented
                where  id = :id
                """)
                .param("id", id.value())
                .param("title", plan.title())
                .param("form", plan.form().name())
                .param("makeUp", plan.makeUp())
                .param("forKeyCadres", plan.forKeyCadres())
                .param("host", host)
                .param("startsAt", plan.startsAt().atOffset(ZoneOffset.UTC))
                .param("endsAt", plan.endsAt().atOffset(ZoneOffset.UTC))
                .param("topics", topics)
                .param("headChaired", plan.headChaired())
                .param("headPresented", plan.headPresented())
                .update();
    }

    /// Closes the session at `at`, or opens it again with null. Waits for everybody who records in its campaign.
    void close(Session session, @Nullable Instant at) {
        hold(session);
        db.sql("update study.session set closed_at = :at where id = :id")
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("id", session.id())
                .update();
    }

    /// Waits for everybody who records in the campaign of the session and keeps them out until the transaction ends.
    void hold(Session session) {
        db.sql("select study.hold(:campaign)::text")
                .param("campaign", session.campaign())
                .query(String.class)
                .list();
    }

    /// Whether anything was ever recorded at the session, voided or not.
    boolean used(Session session) {
        return db.sql("select exists (select from study.fact f where f.campaign = :campaign and f.session = :id)")
                .param("campaign", session.campaign())
                .param("id", session.id())
                .query(Boolean.class)
                .single();
    }

    /// Removes a session that was never used, with its sites and invitees; calendars go on telling that it is off.
    void remove(SessionId id) {
        db.sql("""
                insert into study.cancelled_session (id, campaign, title, starts_at, ends_at, units, members, accounts,
                                                     revised)
                select s.id, s.campaign, s.title, s.starts_at, s.ends_at,
                       array(select s.host union select t.unit from study.site t where t.session = s.id),
                       array(select i.member from study.invitee i where i.session = s.id
                             union
                             select e.member
                             from   study.site t
                             join   study.expected e on e.site = t.id
                             where  t.session = s.id),
                       array(select t.operator from study.site t where t.session = s.id and t.operator is not null),
                       s.revised + 1
                from   study.session s
                where  s.id = :id
                """).param("id", id.value()).update();
        db.sql("""
                with sites as (delete from study.site where session = :id),
                     invitees as (delete from study.invitee where session = :id)
                delete from study.session where id = :id
                """).param("id", id.value()).update();
    }
}
