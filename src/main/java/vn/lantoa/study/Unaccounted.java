package vn.lantoa.study;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.study.view.AbsenceRow;
import vn.lantoa.study.view.Missing;

/// Who was expected at a site of a conference and is neither in, nor excused, nor absent, nor called to a make-up
/// session that is still open. Who is exempt, or has studied elsewhere, is accounted for. Loads are for callers
/// that hold the session already.
@Component
class Unaccounted {

    private static final String WHO = """
            from   study.session s
            join   study.roster r on r.campaign = (select h.campaign from study.session h where h.id = :session)
            where  s.id = :session
            and    r.removed_on is null
            and    ((r.key_cadre or not s.for_key_cadres)
                        and (select range_agg(int4range(u.position, u.last + 1))
                             from   study.session h
                             join   study.site t on t.session = h.id and t.expects = 'UNIT'
                             join   study.campaign_unit u on u.campaign = h.campaign and u.unit = t.unit
                             where  h.id = :session) @> r.position
                    or r.member in (select e.member
                                    from   study.site t
                                    join   study.expected e on e.site = t.id
                                    where  t.session = :session))
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

    /// By their units in the order of the tree, from the `from`th, at most `most`; and how many there are in all.
    Missing byUnit(SessionId session, int from, int most) {
        var lines = db.sql("""
                select   u.unit, u.code, u.name, coalesce(p.name, '') as parent_name, w.people,
                         sum(w.people) over ()::bigint as all_people, count(*) over () as all_units
                from     (select s.campaign, r.unit, count(*) as people
                """ + WHO + """
                          group by s.campaign, r.unit) w
                join     study.campaign_unit u on u.campaign = w.campaign and u.unit = w.unit
                left     join study.campaign_unit p on p.campaign = u.campaign and p.unit = u.parent
                order by u.position
                limit    :most
                offset   :from
                """)
                .param("session", session.value())
                .param("most", most)
                .param("from", from)
                .query(Line.class)
                .list();
        if (lines.isEmpty() && from > 0) return byUnit(session, 0, most);
        var rows = lines.stream()
                .map(line -> new AbsenceRow(line.unit(), line.code(), line.name(), line.parentName(), line.people()))
                .toList();
        return lines.isEmpty()
                ? new Missing(rows, 0, 0, 0)
                : new Missing(
                        rows,
                        from,
                        lines.getFirst().allPeople(),
                        lines.getFirst().allUnits());
    }

    /// Calls all of them to `makeUp`; tells how many.
    int invite(SessionId session, SessionId makeUp) {
        return db.sql("insert into study.invitee (session, member) select :makeUp, r.member " + WHO)
                .param("session", session.value())
                .param("makeUp", makeUp.value())
                .update();
    }

    private record Line(
            UUID unit, String code, String name, String parentName, long people, long allPeople, long allUnits) {}
}
