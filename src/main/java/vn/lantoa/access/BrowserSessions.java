package vn.lantoa.access;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;

/// Who is signed in with a browser.
@Component
class BrowserSessions {

    private final JdbcClient db;

    BrowserSessions(JdbcClient db) {
        this.db = db;
    }

    /// How many browsers are signed in as `account`.
    int count(AccountId account) {
        return db.sql("select count(*) from access.session s where s.principal_name = :name")
                .param("name", account.value().toString())
                .query(Integer.class)
                .single();
    }

    /// Signs `account` out of every browser.
    ///
    /// @param except the session that stays signed in, or null
    void end(AccountId account, @Nullable String except) {
        db.sql("""
                delete from access.session
                where  principal_name = :name
                and    session_id is distinct from :except
                """)
                .param("name", account.value().toString())
                .param("except", except)
                .update();
    }
}
