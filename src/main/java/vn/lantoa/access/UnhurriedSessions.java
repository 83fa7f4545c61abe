package vn.lantoa.access;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// How sessions of browsers are written. Every request of an open page moves the time its session was last used; that
/// need not wait for the disk, which the doors of a morning need more. What is not on the disk yet is lost only when
/// the machine itself fails, half a second of it, and costs at most another sign-in. Ending sessions for safety's sake
/// (sign out everywhere, a changed password) does not pass here.
@Configuration(proxyBeanMethods = false)
class UnhurriedSessions {

    /// For everybody else, who waits until it is on the disk.
    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean("springSessionTransactionOperations")
    TransactionOperations sessionTransactions(PlatformTransactionManager transactions, JdbcTemplate db) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new Unhurried(template, db);
    }

    private record Unhurried(TransactionTemplate template, JdbcTemplate db) implements TransactionOperations {

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            return template.execute(status -> {
                db.execute("set local synchronous_commit to off");
                return action.doInTransaction(status);
            });
        }
    }
}
