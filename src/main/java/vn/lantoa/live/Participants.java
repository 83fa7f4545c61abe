package vn.lantoa.live;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.live.view.Participant;
import vn.lantoa.study.Conference;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Who somebody is at a conference.
@Component
class Participants {

    private final Conferences conferences;
    private final JdbcClient db;

    Participants(Conferences conferences, JdbcClient db) {
        this.conferences = conferences;
        this.db = db;
    }

    /// @throws vn.lantoa.kernel.NotFound for who does not take part
    Participant attend(Actor actor, SessionId session) {
        var conference = conferences.attend(actor, session);
        return new Participant(
                conference,
                runs(actor, conference),
                conferences.seat(actor, session).orElse(null),
                kept(actor, session));
    }

    private boolean runs(Actor actor, Conference conference) {
        var scope = actor.scope(Permission.SCHEDULE);
        if (scope.none()) return false;
        return db.sql("select organization.covers(:scope::uuid[], :host)")
                .param("scope", scope.array())
                .param("host", conference.host())
                .query(Boolean.class)
                .single();
    }

    private List<ConferenceSite> kept(Actor actor, SessionId session) {
        if (!actor.may(Permission.CHECK_IN) && !actor.may(Permission.RECORD)) return List.of();
        var kept = new HashSet<>(db.sql("""
                select t.id
                from   study.site t
                where  t.session = :session
                and    (organization.covers(:keep::uuid[], t.unit) or organization.covers(:record::uuid[], t.unit))
                """)
                .param("session", session.value())
                .param("keep", actor.scope(Permission.CHECK_IN).array())
                .param("record", actor.scope(Permission.RECORD).array())
                .query(UUID.class)
                .list());
        if (kept.isEmpty()) return List.of();
        return conferences.sites(session).stream()
                .filter(site -> kept.contains(site.id()))
                .toList();
    }
}
