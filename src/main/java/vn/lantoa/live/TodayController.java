package vn.lantoa.live;

import static vn.lantoa.access.Permission.CHECK_IN;
import static vn.lantoa.access.Permission.RECORD;
import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.live.view.TodayRow;

/// A piece for the home page: the conferences of today that one runs, and the sites that one keeps at them.
@Controller
class TodayController {

    private static final Duration BEFORE = Duration.ofHours(12);
    private static final Duration AFTER = Duration.ofHours(3);
    private static final int MOST = 20;

    private final JdbcClient db;
    private final Clock clock;

    TodayController(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/live/today")
    ModelAndView show(Actor actor) {
        var at = clock.instant();
        return new ModelAndView("live/today", Map.of("rows", rows(actor, at), "at", at));
    }

    private List<TodayRow> rows(Actor actor, Instant at) {
        return db.sql("""
                select   x.session, x.title, x.starts_at, x.ends_at, x.site, x.site_name
                from     (select s.id as session, s.title, s.starts_at, s.ends_at, null::uuid as site,
                                 null::text as site_name
                          from   study.session s
                          where  organization.covers(:run::uuid[], s.host)
                          and    exists (select from study.site t where t.session = s.id)
                          and    s.closed_at is null
                          and    s.starts_at < :soon
                          and    s.ends_at > :past
                          union  all
                          select s.id, s.title, s.starts_at, s.ends_at, t.id, t.name
                          from   study.session s
                          join   study.site t on t.session = s.id
                          where  (organization.covers(:keep::uuid[], t.unit)
                                  or not organization.covers(:run::uuid[], s.host)
                                     and organization.covers(:record::uuid[], t.unit))
                          and    s.closed_at is null
                          and    s.starts_at < :soon
                          and    s.ends_at > :past) x
                order by x.starts_at, x.title, x.session, x.site nulls first
                limit    :most
                """)
                .param("run", actor.scope(SCHEDULE).array())
                .param(
                        "keep",
                        actor.may(SCHEDULE)
                                ? new java.util.UUID[0]
                                : actor.scope(CHECK_IN).array())
                .param("record", actor.scope(RECORD).array())
                .param("soon", at.plus(BEFORE).atOffset(ZoneOffset.UTC))
                .param("past", at.minus(AFTER).atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query(TodayRow.class)
                .list();
    }
}
