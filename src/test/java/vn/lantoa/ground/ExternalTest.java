package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lantoa.ElsewhereDatabase;
import vn.lantoa.TestDatabase;

/// A database that somebody else runs and that does not do is refused in a sentence that says what is needed.
class ExternalTest {

    @TempDir
    Path directory;

    @Test
    void refusesAPostgresThatIsTooOld() throws Exception {
        try (var postgres = ElsewhereDatabase.start(14)) {
            assertThat(refusal(ElsewhereDatabase.owned(postgres), "lantoa"))
                    .contains("LANTOA_DATABASE_URL", "is PostgreSQL 14", "PostgreSQL 15 or newer is needed");
        }
    }

    @Test
    void refusesAUserWhoMayCreateSchemasButNothingInPublic() throws Exception {
        var address = TestDatabase.emptyDatabase("refused");
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.execute("create role visitor login");
            statement.execute("grant create on database refused to visitor");
        }
        assertThat(refusal(address.replaceFirst("\\?.*", ""), "visitor"))
                .contains("schema public", "owner of the database");
    }

    private String refusal(String address, String user) throws Exception {
        try (var child = Child.start(Map.of(
                "LANTOA_HOME",
                directory.resolve("home").toString(),
                "LANTOA_PORT",
                Integer.toString(Child.freePort()),
                "LANTOA_DATABASE_URL",
                address,
                "LANTOA_DATABASE_USER",
                user,
                "LANTOA_DATABASE_PASSWORD",
                user))) {
            return child.refusal();
        }
    }
}
