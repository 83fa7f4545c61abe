package vn.lantoa.live;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.kernel.Ids;

/// What the addresses of a conference name, made for the test of all routes.
public final class ConferencePlaces {

    private ConferencePlaces() {}

    private static String poll(JdbcClient db, UUID session) {
        var id = Ids.next();
        db.sql("""
                insert into live.poll (id, session, kind, question, options, signed_in, name_to_chair, name_to_all,
                                       created_by)
                select :id, :session, 'SINGLE', 'Thăm dò thử', '{Một,Hai}', true, false, false, s.created_by
                from   study.session s
                where  s.id = :session
                """).param("id", id).param("session", session).update();
        return id.toString();
    }

    /// Questions in the queue of `session`, a poll, an incident and a message at its sites, a matter and a group of
    /// its discussion, and its minutes.
    public static Map<String, String> of(JdbcClient db, UUID session) {
        var places = new HashMap<>(Map.of("matter", matter(db, session), "group", group(db, session)));
        places.putAll(Map.of(
                "question",
                question(db, session, 1),
                "other",
                question(db, session, 2),
                "incident",
                incident(db, session),
                "message",
                message(db, session),
                "poll",
                poll(db, session)));
        return places;
    }

    private static String matter(JdbcClient db, UUID session) {
        var id = Ids.next();
        db.sql("insert into live.discussion (session, opened_at) values (:session, now())")
                .param("session", session)
                .update();
        db.sql("""
                insert into live.matter (id, session, place, body, counted) values (:id, :session, 1, 'Nội dung thử', true)
                """).param("id", id).param("session", session).update();
        return id.toString();
    }

    private static String group(JdbcClient db, UUID session) {
        var id = Ids.next();
        db.sql("""
                insert into live.discussion_group (id, session, number, name, site)
                select :id, :session, 1, 'Tổ thử', t.id
                from   study.site t
                where  t.session = :session
                limit  1
                """).param("id", id).param("session", session).update();
        return id.toString();
    }

    private static String incident(JdbcClient db, UUID session) {
        db.sql("""
                insert into live.conference_minutes (session, version, drawn, body, saved_by, saved_at)
                select :session, 1, true, 'Biên bản thử', a.id, now() from access.account a limit 1
                """).param("session", session).update();
        var id = Ids.next();
        db.sql("""
                insert into live.incident (id, session, site, kind, what, told_by, told_at)
                select :id, :session, t.id, 'INCIDENT', 'Sự cố thử', a.id, now()
                from   study.site t, access.account a
                where  t.session = :session
                limit  1
                """).param("id", id).param("session", session).update();
        return id.toString();
    }

    private static String message(JdbcClient db, UUID session) {
        var id = Ids.next();
        db.sql("""
                insert into live.message (id, session, text, to_all, sent_by, sent_at)
                select :id, :session, 'Thông báo thử', true, a.id, now() from access.account a limit 1
                """).param("id", id).param("session", session).update();
        db.sql("insert into live.receipt (message, site) select :id, t.id from study.site t where t.session = :session")
                .param("id", id)
                .param("session", session)
                .update();
        return id.toString();
    }

    private static String question(JdbcClient db, UUID session, int place) {
        var id = Ids.next();
        db.sql("""
                insert into live.question (id, session, body, shown_to, asked_at, state, place)
                values (:id, :session, 'Câu hỏi thử', 'NOBODY', now(), 'ACCEPTED', :place)
                """)
                .param("id", id)
                .param("session", session)
                .param("place", place)
                .update();
        return id.toString();
    }
}
