package vn.lantoa.organization;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps those who change the tree apart from those who move people in it, until the transaction ends. Readers never
/// wait.
@Component
class Lock {

    private static final long KEY = 0x6f7267616e697aL;

    private final JdbcClient db;

    Lock(JdbcClient db) {
        this.db = db;
    }

    /// For one who changes the tree or many members at once: nobody else does either.
    void whole() {
        db.sql("select 1 from (select pg_advisory_xact_lock(:key)) as lock")
                .param("key", KEY)
                .query(Integer.class)
                .single();
    }

    /// For one who changes single members: the tree stays as it is meanwhile.
    void shared() {
        db.sql("select 1 from (select pg_advisory_xact_lock_shared(:key)) as lock")
                .param("key", KEY)
                .query(Integer.class)
                .single();
    }
}
