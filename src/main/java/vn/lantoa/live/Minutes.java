package vn.lantoa.live;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.MinutesVersion;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// The minutes of a conference, every version of them. Nothing that was kept is ever overwritten; the newest is in
/// force.
@Component
class Minutes {

    static final int LONGEST = 200_000;

    private static final String SELECT = """
            select m.version, m.drawn, m.body, m.signer, m.position, a.full_name as saved_by, m.saved_at
            from   live.conference_minutes m
            join   access.account a on a.id = m.saved_by
            where  m.session = :session
            """;

    private final Conferences conferences;
    private final MinutesDraft draft;
    private final JdbcClient db;
    private final Audit audit;

    Minutes(Conferences conferences, MinutesDraft draft, JdbcClient db, Audit audit) {
        this.conferences = conferences;
        this.draft = draft;
        this.db = db;
        this.audit = audit;
    }

    /// The version in force, for a caller that holds the conference already.
    Optional<MinutesVersion> latest(SessionId session) {
        return db.sql(SELECT + """
                order by m.version desc
                limit    1
                """)
                .param("session", session.value())
                .query(MinutesVersion.class)
                .optional();
    }

    /// All versions, the newest first, at most 100; for a caller that holds the conference already.
    List<MinutesVersion> versions(SessionId session) {
        return db.sql(SELECT + """
                order by m.version desc
                limit    100
                """)
                .param("session", session.value())
                .query(MinutesVersion.class)
                .list();
    }

    /// Drafts the minutes from what happened so far.
    ///
    /// @param base the version that the person saw, 0 for none
    /// @param sure whether a text that a person edited may be followed by a new draft
    /// @throws Refused if it was edited and `sure` is not said, or somebody kept another version meanwhile
    @Transactional
    void draw(Actor actor, SessionId session, int base, boolean sure, Instant at) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var latest = latest(session).orElse(null);
        if (latest != null && !latest.drawn() && !sure) throw Refused.conflict("live.minutes.edited");
        insert(
                actor,
                session,
                base,
                true,
                draft.of(conference),
                latest == null ? "" : latest.signer(),
                latest == null ? "" : latest.position(),
                at);
    }

    /// Keeps an edited text as a new version.
    ///
    /// @param base the version that the person edited
    /// @throws Refused if it is empty or too long, or somebody kept another version
    ///     meanwhile
    @Transactional
    void save(Actor actor, SessionId session, int base, String body, String signer, String position, Instant at) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var text = Plain.lines(Plain.seen(body));
        if (text.isEmpty()) throw Refused.invalid("live.text.empty");
        if (text.length() > LONGEST) throw Refused.invalid("live.text.long", LONGEST);
        var named = Plain.line(Plain.seen(signer));
        var post = Plain.line(Plain.seen(position));
        if (named.length() > 200 || post.length() > 200) throw Refused.invalid("live.text.long", 200);
        insert(actor, session, base, false, text, named, post, at);
        audit.note(actor, "live.minutes.save", session.value(), conference.host(), conference.title());
    }

    private void insert(
            Actor actor,
            SessionId session,
            int base,
            boolean drawn,
            String body,
            String signer,
            String position,
            Instant at) {
        var newest = latest(session).map(MinutesVersion::version).orElse(0);
        if (newest != base) throw Refused.conflict("live.minutes.meanwhile");
        try {
            db.sql("""
                    insert into live.conference_minutes (session, version, drawn, body, signer, position, saved_by, saved_at)
                    values (:session, :version, :drawn, :body, :signer, :position, :by, :at)
                    """)
                    .param("session", session.value())
                    .param("version", base + 1)
                    .param("drawn", drawn)
                    .param("body", body)
                    .param("signer", signer)
                    .param("position", position)
                    .param("by", actor.account().value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException meanwhile) {
            throw Refused.conflict("live.minutes.meanwhile");
        }
    }
}
