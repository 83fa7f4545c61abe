package vn.lantoa.study;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.InviteeRow;
import vn.lantoa.study.view.MakeUpRow;

/// Who needs a make-up session, and who is called to one.
@Component
class MakeUps {

    /// More units than one person calls by hand; whoever has more goes down the tree first.
    private static final int SHOWN = 300;

    private final JdbcClient db;

    MakeUps(JdbcClient db) {
        this.db = db;
    }

    /// The units in the subtree of `top`, as far as `scope` reaches, with people who have neither studied nor are
    /// exempt; in the order of the tree, the first 300.
    List<MakeUpRow> needed(Scope scope, CampaignId campaign, UnitId top) {
        return db.sql("""
                select u.unit, u.code, u.name, coalesce(p.name, '') as parent_name,
                       count(*) filter (where r.outcome is null) as unrecorded,
                       count(*) filter (where r.outcome = 'ABSENT') as absent,
                       count(*) filter (where r.outcome = 'EXCUSED') as excused,
                       count(*) filter (where exists (select from study.invitee i
                                                      join   study.session s on s.id = i.session
                                                      where  i.member = r.member
                                                      and    s.campaign = r.campaign
                                                      and    s.closed_at is null)) as called
                from   study.campaign_unit t
                join   study.campaign_unit u on u.campaign = t.campaign and u.position between t.position and t.last
                join   study.roster r on r.campaign = u.campaign and r.position = u.position
                left   join study.campaign_unit p on p.campaign = u.campaign and p.unit = u.parent
                where  t.campaign = :campaign
                and    t.unit = :top
                and    organization.covers(:scope::uuid[], u.unit)
                and    r.removed_on is null
                and    r.exempt is null
                and    r.outcome is distinct from 'STUDIED'
                group  by u.unit, u.code, u.name, p.name, u.position
                order  by u.position
                limit  :shown
                """)
                .param("campaign", campaign.value())
                .param("top", top.value())
                .param("scope", scope.array())
                .param("shown", SHOWN)
                .query(MakeUpRow.class)
                .list();
    }

    /// Calls everybody of `units` who needs it to `session`; tells how many.
    int invite(Scope scope, CampaignId campaign, SessionId session, Collection<UUID> units) {
        return db.sql("""
                insert into study.invitee (session, member)
                select :session, r.member
                from   study.roster r
                where  r.campaign = :campaign
                and    r.unit = any (:units::uuid[])
                and    organization.covers(:scope::uuid[], r.unit)
                and    r.removed_on is null
                and    r.exempt is null
                and    r.outcome is distinct from 'STUDIED'
                """)
                .param("session", session.value())
                .param("campaign", campaign.value())
                .param("units", units.toArray(UUID[]::new))
                .param("scope", scope.array())
                .update();
    }

    /// Who is called to `session`, as far as `scope` reaches, by unit and name.
    List<InviteeRow> invited(Scope scope, Session session) {
        return db.sql("""
                select r.member, r.member_no, r.full_name, r.unit, u.name as unit_name, r.outcome,
                       exists (select from study.fact f
                               where  f.campaign = r.campaign
                               and    f.session = :session
                               and    f.member = r.member
                               and    f.kind in ('IN', 'STUDIED')
                               and    not exists (select from study.fact v
                                                  where v.campaign = f.campaign and v.voids = f.id)) as present
                from   study.invitee i
                join   study.roster r on r.campaign = :campaign and r.member = i.member
                join   study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                where  i.session = :session
                and    r.removed_on is null
                and    organization.covers(:scope::uuid[], r.unit)
                order  by u.position, r.sort_key, r.member
                """)
                .param("session", session.id())
                .param("campaign", session.campaign())
                .param("scope", scope.array())
                .query(InviteeRow.class)
                .list();
    }
}
