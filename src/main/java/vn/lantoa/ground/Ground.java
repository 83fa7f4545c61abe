package vn.lantoa.ground;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// What the application stands on: the settings of the environment, read and checked, and the database they lead to.
public final class Ground implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final Map<String, Object> properties;

    private Ground(Map<String, Object> properties) {
        this.properties = properties;
    }

    public static Ground lay(Map<String, String> environment) {
        var home = Path.of(environment.getOrDefault("LANTOA_HOME", System.getProperty("user.home") + "/.lantoa"));
        var properties = new HashMap<String, Object>();
        properties.put("server.port", environment.getOrDefault("LANTOA_PORT", "8080"));
        try {
            var postgres = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(home.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(20))
                    .start();
            properties.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        return new Ground(properties);
    }

    /// Properties for Spring: port, datasource, directories.
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {}
}
