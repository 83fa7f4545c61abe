package vn.lantoa.journey;

import java.sql.SQLException;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.lantoa.TestDatabase;

/// A database of their own for the journeys, filled with the worked example at the start.
public final class JourneyDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "journey database",
                            Map.of(
                                    "spring.datasource.url",
                                    TestDatabase.emptyDatabase("journeys"),
                                    "lantoa.example",
                                    "true",
                                    "lantoa.home",
                                    System.getProperty("java.io.tmpdir") + "/lantoa-journeys-"
                                            + ProcessHandle.current().pid(),
                                    "lantoa.admin-password",
                                    "a password for the journeys")));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
