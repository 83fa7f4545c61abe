package vn.lantoa.access;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.page.Page;

/// What people choose for themselves: the post they work in, the language, how pages look. Safe to repeat.
@Component
public class Preferences {

    private final JdbcClient db;

    Preferences(JdbcClient db) {
        this.db = db;
    }

    /// Lets the actor work in the post `grant` until he or she chooses another.
    ///
    /// @throws NotFound if it is not a post of this account that is in force on `today`
    @Transactional
    public void post(Actor actor, UUID grant, LocalDate today) {
        var changed = db.sql("""
                update access.account a
                set    present_grant = g.id
                from   access.access_grant g
                where  a.id = :account
                and    g.id = :grant
                and    g.account = a.id
                and    g.revoked_at is null
                and    g.from_on <= :today
                and    (g.until_on is null or g.until_on > :today)
                """)
                .param("account", actor.account().value())
                .param("grant", grant)
                .param("today", today)
                .update();
        if (changed == 0) throw new NotFound();
    }

    /// Keeps the language for every visit from now on.
    ///
    /// @param language Vietnamese or English
    @Transactional
    public void speak(Actor actor, Locale language) {
        db.sql("""
                update access.account
                set    locale = :language
                where  id = :account
                """)
                .param("account", actor.account().value())
                .param("language", language.getLanguage())
                .update();
    }

    /// Keeps how pages look for every visit from now on.
    @Transactional
    public void look(Actor actor, Page.Looks looks) {
        db.sql("""
                update access.account
                set    large_type = :largeType,
                       theme = :theme
                where  id = :account
                """)
                .param("account", actor.account().value())
                .param("largeType", looks.largeType())
                .param("theme", looks.theme())
                .update();
    }
}
