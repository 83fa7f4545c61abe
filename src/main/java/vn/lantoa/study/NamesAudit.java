package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;

/// Notes who read whose names: once per view. A board that refreshes itself is one view for [#VIEW].
@Component
class NamesAudit {

    static final Duration VIEW = Duration.ofMinutes(15);

    private static final String READ = "study.names.read";

    private final JdbcClient db;
    private final Audit audit;

    NamesAudit(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /// `actor` reads `names` names of `unit` that stand behind the figure `group`.
    void read(Actor actor, UUID campaign, UUID unit, String group, int names) {
        audit.note(actor, READ, campaign, unit, group + ", " + names);
    }

    /// `actor` goes on reading all names of `unit`; noted again after a while only.
    void readAgain(Actor actor, UUID campaign, UUID unit, int names, Instant at) {
        if (!noted(actor, campaign, unit, at.minus(VIEW))) read(actor, campaign, unit, "all", names);
    }

    private boolean noted(Actor actor, UUID campaign, UUID unit, Instant since) {
        return db.sql("""
                select exists (select
                               from   access.audit a
                               where  a.account = :account
                               and    a.at > :since
                               and    a.action = :action
                               and    a.subject = :campaign
                               and    a.unit = :unit)
                """)
                .param("account", actor.account().value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("action", READ)
                .param("campaign", campaign)
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }
}
