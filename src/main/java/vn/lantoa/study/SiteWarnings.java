package vn.lantoa.study;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.study.view.LonelyUnit;
import vn.lantoa.study.view.TwiceExpected;
import vn.lantoa.study.view.WarningCounts;

/// What would go wrong at the doors if nobody looked at it before the day. Takes no scope: whoever asks has the session
/// already.
@Component
class SiteWarnings {

    /// Rows shown of each kind.
    static final int SHOWN = 200;

    private final JdbcClient db;

    SiteWarnings(JdbcClient db) {
        this.db = db;
    }

    /// How many sites, people and units each warning is about, in one statement.
    WarningCounts counts(Session session) {
        return db.sql("""
                with sites as (
                    select t.id, t.capacity, t.operator, t.tested_at, x.expected
                    from   study.site t
                    join   study.expected_counts(:session) x on x.site = t.id
                    where  t.session = :session
                ),
                twice as (
                    select   e.member
                    from     study.site t
                    join     study.expected e on e.site = t.id
                    where    t.session = :session
                    group by e.member
                    having   count(*) > 1
                )
                select (select count(*) from sites s where s.capacity < s.expected) as tight,
                       (select count(*) from twice) as twice,
                       (select count(*) from study.unhosted(:session)) as units,
                       (select coalesce(sum(n.people), 0) from study.unhosted(:session) n) as people,
                       (select count(*) from sites s where s.operator is null) as unattended,
                       (select count(*) from sites s where s.tested_at is null) as untested
                """)
                .param("session", session.id())
                .query(WarningCounts.class)
                .single();
    }

    /// The units whose members no site expects, the largest first.
    List<LonelyUnit> unhosted(Session session) {
        return db.sql("""
                select   n.unit, u.code, u.name, p.name as parent, n.people
                from     study.unhosted(:session) n
                join     study.campaign_unit u on u.campaign = :campaign and u.unit = n.unit
                left     join study.campaign_unit p on p.campaign = :campaign and p.unit = u.parent
                order by n.people desc, u.position
                limit    :most
                """)
                .param("session", session.id())
                .param("campaign", session.campaign())
                .param("most", SHOWN)
                .query(LonelyUnit.class)
                .list();
    }

    /// Who is on the lists of several sites; he or she is expected at the first of them.
    List<TwiceExpected> twice(Session session) {
        return db.sql("""
                select   r.member, r.member_no, r.full_name, u.name as cell,
                         string_agg(t.name, ' · ' order by t.id) as sites
                from     study.site t
                join     study.expected e on e.site = t.id
                join     study.roster r on r.campaign = :campaign and r.member = e.member
                join     study.campaign_unit u on u.campaign = :campaign and u.unit = r.unit
                where    t.session = :session
                group by r.member, r.member_no, r.full_name, r.sort_key, u.name
                having   count(*) > 1
                order by r.sort_key, r.member
                limit    :most
                """)
                .param("session", session.id())
                .param("campaign", session.campaign())
                .param("most", SHOWN)
                .query(TwiceExpected.class)
                .list();
    }
}
