package vn.lantoa.study;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.study.view.AbsenceRow;

/// Who was expected at a site of a conference and is neither in, nor excused, nor absent, nor called to a make-up
/// session that is still open. Who is exempt, or has studied elsewhere, is accounted for. Loads are for callers
/// that hold the session already.
@Component
class Unaccounted {

    private static final String WHO = """
            from   study.session s
            join   study.site t on t.session = s.id
            cross  join lateral study.expected_at(t.id) e
            join   study.roster r on r.campaign = s.campaign and r.member = e.member
            where  s.id = :session
            and    r.removed_on is null
            and    r.exempt is null
            and    r.outcome is null
            and    not exists (select from study.fact f
                               where  f.campaign = s.campaign
                               and    f.session = s.id
                               and    f.member = r.member
                               and    f.kind in ('IN', 'STUDIED')
                               and    not exists (select from study.fact v where v.campaign = s.campaign and v.voids = f.id))
            and    not exists (select from study.invitee i
                               join   study.session m on m.id = i.session
                               where  i.member = r.member
                               and    m.campaign = s.campaign
                               and    m.id <> s.id
                               and    m.make_up
                               and    m.closed_at is null)
            """;

    private final JdbcClient db;

    Unaccounted(JdbcClient db) {
        this.db = db;
    }

    int count(SessionId session) {
        return db.sql("select count(*) " + WHO)
                .param("session", session.value())
                .query(Integer.class)
                .single();
    }

    /// By their units, in the order of the tree.
    List<AbsenceRow> byUnit(SessionId session) {
        return db.sql("""
                select   u.unit, u.code, u.name, coalesce(p.name, '') as parent_name, w.people
                from     (select s.campaign, r.unit, count(*) as people
                """ + WHO + """
                          group by s.campaign, r.unit) w
                join     study.campaign_unit u on u.campaign = w.campaign and u.unit = w.unit
                left     join study.campaign_unit p on p.campaign = u.campaign and p.unit = u.parent
                order by u.position
                """)
                .param("session", session.value())
                .query(AbsenceRow.class)
                .list();
    }

    /// Calls all of them to `makeUp`; tells how many.
    int invite(SessionId session, SessionId makeUp) {
        return db.sql("insert into study.invitee (session, member) select :makeUp, r.member " + WHO)
                .param("session", session.value())
                .param("makeUp", makeUp.value())
                .update();
    }
}
