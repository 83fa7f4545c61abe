package vn.lantoa.live;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;

/// What goes to and fro between the main site and the others: that a page is open, messages, incidents, calls for help.
@Component
class Dispatch {

    private final Conferences conferences;
    private final JdbcClient db;

    Dispatch(Conferences conferences, JdbcClient db) {
        this.conferences = conferences;
        this.db = db;
    }

    /// The page of a site is open; who keeps the door there says so every 15 s. Safe to repeat.
    @Transactional
    void beat(Actor actor, SiteId site, Instant at) {
        conferences.keep(actor, site);
        db.sql("""
                insert into live.beat (site, opened_at, seen_at)
                values (:site, :at, :at)
                on     conflict (site) do update
                set    seen_at = greatest(beat.seen_at, excluded.seen_at)
                """).param("site", site.value()).param("at", utc(at)).update();
    }

    /// Sends a message from who runs the conference.
    ///
    /// @param site the one site it is for, or null for all
    /// @throws Refused if it is empty or longer than 2,000 letters, or there is no site
    @Transactional
    void send(Actor actor, SessionId session, @Nullable UUID site, String text, Instant at) {
        conferences.run(actor.scope(SCHEDULE), session);
        var id = Ids.next();
        db.sql("""
                insert into live.message (id, session, text, to_all, sent_by, sent_at)
                values (:id, :session, :text, :all, :by, :at)
                """)
                .param("id", id)
                .param("session", session.value())
                .param("text", given(text, 2_000))
                .param("all", site == null)
                .param("by", actor.account().value())
                .param("at", utc(at))
                .update();
        var sites = db.sql("""
                insert into live.receipt (message, site)
                select :id, t.id
                from   study.site t
                where  t.session = :session
                and    (:site::uuid is null or t.id = :site)
                """)
                .param("id", id)
                .param("session", session.value())
                .param("site", site)
                .update();
        if (sites == 0) throw Refused.conflict("live.message.nowhere");
    }

    /// Somebody at the site says that the message was read; the first one counts.
    ///
    /// @throws NotFound if it did not go there
    @Transactional
    void read(Actor actor, SiteId site, UUID message, Instant at) {
        conferences.keep(actor, site);
        var found = db.sql("""
                update live.receipt
                set    read_at = coalesce(read_at, :at),
                       read_by = coalesce(read_by, :by)
                where  message = :message
                and    site = :site
                """)
                .param("at", utc(at))
                .param("by", actor.account().value())
                .param("message", message)
                .param("site", site.value())
                .update();
        if (found == 0) throw new NotFound();
    }

    /// Tells of an incident at a site, or calls for help from there.
    ///
    /// @throws Refused if `what` is empty or longer than 1,000 letters
    @Transactional
    void tell(Actor actor, SiteId site, boolean help, String what, Instant at) {
        var place = conferences.keep(actor, site);
        insert(actor, place.session(), site.value(), help, what, at);
    }

    /// The main site notes an incident.
    ///
    /// @param site where, or null for the conference as a whole
    /// @throws NotFound if the site is not of this conference
    @Transactional
    void note(Actor actor, SessionId session, @Nullable UUID site, String what, Instant at) {
        conferences.run(actor.scope(SCHEDULE), session);
        if (site != null
                && conferences.sites(session).stream()
                        .noneMatch(place -> place.id().equals(site))) throw new NotFound();
        insert(actor, session.value(), site, false, what, at);
    }

    /// The main site knows of it. The first one counts.
    @Transactional
    void acknowledge(Actor actor, SessionId session, UUID incident, Instant at) {
        conferences.run(actor.scope(SCHEDULE), session);
        changed(db.sql("""
                update live.incident
                set    acknowledged_at = coalesce(acknowledged_at, :at),
                       acknowledged_by = coalesce(acknowledged_by, :by)
                where  id = :id
                and    session = :session
                """)
                .param("at", utc(at))
                .param("by", actor.account().value())
                .param("id", incident)
                .param("session", session.value())
                .update());
    }

    /// The main site says that it is solved, and how, if that is worth a word. The first one counts.
    @Transactional
    void solve(Actor actor, SessionId session, UUID incident, String solution, Instant at) {
        conferences.run(actor.scope(SCHEDULE), session);
        solved(actor, session.value(), null, incident, solution, at);
    }

    /// The site itself says that it is solved.
    @Transactional
    void solve(Actor actor, SiteId site, UUID incident, String solution, Instant at) {
        var place = conferences.keep(actor, site);
        solved(actor, place.session(), site.value(), incident, solution, at);
    }

    private void insert(Actor actor, UUID session, @Nullable UUID site, boolean help, String what, Instant at) {
        db.sql("""
                insert into live.incident (id, session, site, kind, what, told_by, told_at)
                values (:id, :session, :site, :kind, :what, :by, :at)
                """)
                .param("id", Ids.next())
                .param("session", session)
                .param("site", site)
                .param("kind", help ? "HELP" : "INCIDENT")
                .param("what", given(what, 1_000))
                .param("by", actor.account().value())
                .param("at", utc(at))
                .update();
    }

    private void solved(Actor actor, UUID session, @Nullable UUID site, UUID incident, String solution, Instant at) {
        var words = Typing.lines(solution, 1_000);
        changed(db.sql("""
                update live.incident
                set    solved_at = coalesce(solved_at, :at),
                       solved_by = coalesce(solved_by, :by),
                       solution = case when solved_at is null then :solution else solution end
                where  id = :id
                and    session = :session
                and    (:site::uuid is null or site = :site)
                """)
                .param("at", utc(at))
                .param("by", actor.account().value())
                .param("solution", words)
                .param("id", incident)
                .param("session", session)
                .param("site", site)
                .update());
    }

    private static void changed(int rows) {
        if (rows == 0) throw new NotFound();
    }

    private static String given(String text, int most) {
        var words = Typing.lines(text, most);
        if (words.isEmpty()) throw Refused.invalid("live.text.empty");
        return words;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
