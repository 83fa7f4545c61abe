package vn.lantoa.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who read or exported whose record and who changed what; append-only, written in the caller's transaction.
@Component
public class Audit {

    private final JdbcClient db;

    Audit(JdbcClient db) {
        this.db = db;
    }

    /// Notes that `actor` did `action`.
    ///
    /// @param action as `module.noun.verb`, such as `study.closure.create`
    /// @param subject what it was done to: a member, a unit, a campaign; null if to nothing in particular
    /// @param unit where the subject stands, or null
    /// @param detail in figures, names or a few plain words, or null; never a secret. [Details] of the module say its
    ///     words in the reader's language
    public void note(Actor actor, String action, @Nullable UUID subject, @Nullable UUID unit, @Nullable String detail) {
        db.sql("""
                insert into access.audit (account, action, subject, unit, detail)
                values (:account, :action, :subject, :unit, :detail)
                """)
                .param("account", actor.account().value())
                .param("action", action)
                .param("subject", subject)
                .param("unit", unit)
                .param("detail", detail)
                .update();
    }
}
