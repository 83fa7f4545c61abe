package vn.lantoa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.zip.ZipFile;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// A PostgreSQL of an older release, as somebody else may run it: an ordinary role owns the database and is allowed
/// nothing beyond. The programs are laid down by the build in `target/databases`.
public final class ElsewhereDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// The oldest release that the application takes.
    private static final int OLDEST = 15;

    /// Starts PostgreSQL of that `release`; the caller closes it.
    public static EmbeddedPostgres start(int release) throws IOException {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> programs(release))
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    /// Address of a new database in `postgres` for its owner `lantoa`, an ordinary role.
    public static String owned(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role lantoa login password 'lantoa'");
            statement.execute("""
                    create database lantoa owner lantoa encoding 'UTF8' locale 'C.UTF-8' template template0""");
        }
        return postgres.getJdbcUrl("lantoa", "lantoa");
    }

    private static InputStream programs(int release) throws IOException {
        var archive = new ZipFile(
                Path.of("target/databases/postgres-" + release + ".jar").toFile());
        return new FilterInputStream(archive.getInputStream(archive.getEntry("postgres-linux-x86_64.txz"))) {
            @Override
            public void close() throws IOException {
                super.close();
                archive.close();
            }
        };
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var postgres = start(OLDEST);
            context.addApplicationListener(event -> {
                if (event instanceof org.springframework.context.event.ContextClosedEvent) close(postgres);
            });
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "database elsewhere",
                            Map.of(
                                    "spring.datasource.url",
                                    owned(postgres),
                                    "lantoa.example",
                                    "false",
                                    "lantoa.home",
                                    System.getProperty("java.io.tmpdir") + "/lantoa-elsewhere-"
                                            + ProcessHandle.current().pid(),
                                    "lantoa.admin-password",
                                    "a password for the tests")));
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
