package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Fills an empty home with the worked example before the application calls itself ready, where `lantoa.example` is
/// true. One transaction: whoever is killed in the middle finds an empty home again, and a second node waits and then
/// finds it full.
@Component
@ConditionalOnBooleanProperty("lantoa.example")
class Example implements ApplicationRunner {

    private static final long LOCK = 0x6c616e746f61L;

    private final JdbcTemplate db;
    private final TransactionTemplate transactions;
    private final PasswordEncoder encoder;
    private final Clock clock;

    Example(JdbcTemplate db, TransactionTemplate transactions, PasswordEncoder encoder, Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.encoder = encoder;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!empty()) return;
        System.out.println("Đang nạp dữ liệu ví dụ … / Loading the worked example …");
        var loaded = transactions.execute(status -> db.execute((ConnectionCallback<Boolean>) this::load));
        if (Boolean.TRUE.equals(loaded)) System.out.println(Welcome.text());
    }

    private boolean empty() {
        return Boolean.FALSE.equals(db.queryForObject("select exists (select from organization.unit)", Boolean.class));
    }

    private boolean load(Connection connection) throws SQLException {
        db.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        if (!empty()) return false;
        new Load(connection).run(encoder.encode(SignIns.PASSWORD), clock.instant());
        return true;
    }
}
