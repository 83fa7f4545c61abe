package vn.lantoa.study;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.study.view.SiteRow;

/// The sites of sessions (điểm cầu). Takes no scope: whoever asks has the session already.
@Component
class Sites {

    private final JdbcClient db;

    Sites(JdbcClient db) {
        this.db = db;
    }

    /// How many sites the session has.
    int count(SessionId session) {
        return db.sql("select count(*) from study.site t where t.session = :session")
                .param("session", session.value())
                .query(Integer.class)
                .single();
    }

    /// The main site first, the others in the order of the tree.
    List<SiteRow> of(Session session) {
        return first(session, SessionPlan.MOST_SITES);
    }

    /// The first `most` of them in that order.
    List<SiteRow> first(Session session, int most) {
        return db.sql("""
                select t.id, t.unit, u.code as unit_code, u.name as unit_name, t.name, t.capacity, t.main,
                       (select count(distinct f.member)
                        from   study.fact f
                        where  f.campaign = :campaign
                        and    f.session = t.session
                        and    f.site = t.id
                        and    f.kind in ('IN', 'STUDIED')
                        and    not exists (select from study.fact v
                                           where v.campaign = f.campaign and v.voids = f.id)) as present
                from   study.site t
                join   study.campaign_unit u on u.campaign = :campaign and u.unit = t.unit
                where  t.session = :session
                order  by t.main desc, u.position, t.name, t.id
                limit  :most
                """)
                .param("campaign", session.campaign())
                .param("session", session.id())
                .param("most", most)
                .query(SiteRow.class)
                .list();
    }

    void insert(SessionId session, List<Hall> halls) {
        db.sql("""
                insert into study.site (id, session, unit, name, capacity, main)
                select h.id, :session, h.unit, h.name, h.capacity, h.main
                from   unnest(:ids::uuid[], :units::uuid[], :names::text[], :capacities::integer[], :mains::boolean[])
                           as h (id, unit, name, capacity, main)
                """)
                .param("session", session.value())
                .param("ids", halls.stream().map(Hall::id).toArray(UUID[]::new))
                .param("units", halls.stream().map(Hall::unit).toArray(UUID[]::new))
                .param("names", halls.stream().map(Hall::name).toArray(String[]::new))
                .param("capacities", halls.stream().map(Hall::capacity).toArray(Integer[]::new))
                .param("mains", halls.stream().map(Hall::main).toArray(Boolean[]::new))
                .update();
    }

    void update(SessionId session, List<Hall> halls) {
        for (var hall : halls) {
            db.sql("""
                    update study.site
                    set    unit = :unit, name = :name, capacity = :capacity, main = :main
                    where  id = :id
                    and    session = :session
                    """)
                    .param("unit", hall.unit())
                    .param("name", hall.name())
                    .param("capacity", hall.capacity())
                    .param("main", hall.main())
                    .param("id", hall.id())
                    .param("session", session.value())
                    .update();
        }
    }

    /// Removes the sites of the session except `kept`; false, and nothing removed, if something was recorded at one.
    boolean keepOnly(Session session, List<UUID> kept) {
        var used = db.sql("""
                select exists (select
                               from   study.fact f
                               join   study.site t on t.id = f.site
                               where  f.campaign = :campaign
                               and    t.session = :session
                               and    t.id <> all (:kept::uuid[]))
                """)
                .param("campaign", session.campaign())
                .param("session", session.id())
                .param("kept", kept.toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
        if (used) return false;
        db.sql("delete from study.site where session = :session and id <> all (:kept::uuid[])")
                .param("session", session.id())
                .param("kept", kept.toArray(UUID[]::new))
                .update();
        return true;
    }

    record Hall(
            UUID id,
            UUID unit,
            String name,
            @org.jspecify.annotations.Nullable Integer capacity,
            boolean main) {}

    /// Whether the session has a main site: it is a conference.
    boolean hasMain(Session session) {
        return db.sql("select exists (select from study.site t where t.session = :session and t.main)")
                .param("session", session.id())
                .query(Boolean.class)
                .single();
    }
}
