package vn.lantoa.live;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.ground.Job;

/// A day after a conference: closes rounds that were left open, and forgets the salt and the counts against flooding.
@Component
class Forgetting implements Job {

    private static final Duration AFTER = Duration.ofDays(1);

    private final JdbcClient db;
    private final Polls polls;
    private final Clock clock;

    Forgetting(JdbcClient db, Polls polls, Clock clock) {
        this.db = db;
        this.polls = polls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forgetting";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    @Transactional
    public void run() {
        var at = clock.instant();
        var before = at.minus(AFTER).atOffset(ZoneOffset.UTC);
        db.sql("""
                select r.poll as value
                from   live.round r
                join   live.poll p on p.id = r.poll
                join   study.session s on s.id = p.session
                where  r.closed_at is null
                and    greatest(s.ends_at, r.opened_at) < :before
                """).param("before", before).query(PollId.class).list().forEach(poll -> polls.close(poll, at));
        for (var statement : new String[] {
            "delete from live.salt a using study.session s where s.id = a.session and s.ends_at < :before",
            "delete from live.asked a using study.session s where s.id = a.session and s.ends_at < :before"
        }) db.sql(statement).param("before", before).update();
    }
}
