package vn.lantoa.live;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.kernel.Ids;

/// What the addresses of a conference name, made for the test of all routes.
public final class ConferencePlaces {

    private ConferencePlaces() {}

    /// Questions in the queue of `session`, and a poll.
    public static Map<String, String> of(JdbcClient db, UUID session) {
        return Map.of(
                "question", question(db, session, 1), "other", question(db, session, 2), "poll", poll(db, session));
    }

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
