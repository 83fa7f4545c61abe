package vn.lantoa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// One embedded PostgreSQL for all tests of this process, thrown away at its end; without fsync, since nothing in it is
/// to survive.
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "80")
                    .setServerConfig("jit", "off")
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Address of an empty database of its own, for a test that cannot share the world.
    public static String emptyDatabase(String name) throws java.sql.SQLException {
        try (var connection = POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return POSTGRES.getJdbcUrl("postgres", name);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test database",
                        Map.of(
                                "spring.datasource.url",
                                POSTGRES.getJdbcUrl("postgres", "postgres"),
                                "lantoa.example",
                                "false",
                                "lantoa.home",
                                System.getProperty("java.io.tmpdir") + "/lantoa-test-"
                                        + ProcessHandle.current().pid(),
                                "lantoa.admin-password",
                                "a password for the tests")));
    }
}
