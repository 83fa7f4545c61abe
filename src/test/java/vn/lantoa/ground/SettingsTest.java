package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsTest {

    @Test
    void needsNothingToBeSet() {
        var settings = Settings.read(Map.of());

        assertThat(settings.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".lantoa"));
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.external()).isNull();
        assertThat(settings.bucket()).isNull();
        assertThat(settings.example()).isFalse();
        assertThat(settings.adminPassword()).isNull();
    }

    @Test
    void takesAnEmptyValueForNoValue() {
        var settings = Settings.read(Map.of(
                "LANTOA_HOME",
                "",
                "LANTOA_PORT",
                " ",
                "LANTOA_DATABASE_URL",
                "",
                "LANTOA_FILES_S3_URL",
                " ",
                "LANTOA_FILES_S3_SECRET",
                "",
                "LANTOA_EXAMPLE",
                "",
                "LANTOA_ADMIN_PASSWORD",
                ""));

        assertThat(settings).isEqualTo(Settings.read(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80x", "0", "65536", "-1", "8080.5", "999999999999", "٨٠٨٠"})
    void refusesAPortThatIsNone(String port) {
        refused("LANTOA_PORT", port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/lantoa",
                "jdbc:mysql://db/lantoa",
                "db",
                "postgresql://",
                "postgresql://db",
                "jdbc:postgresql:",
                "jdbc:postgresql://db:abc/lantoa",
                "jdbc:postgresql://db/",
                "postgresql://u:%zz@db/x"
            })
    void refusesAnAddressOfNoPostgres(String url) {
        refused("LANTOA_DATABASE_URL", url);
    }

    @Test
    void refusesAnAddressWithoutUser() {
        refused("LANTOA_DATABASE_URL", "postgresql://db/lantoa");
    }

    @Test
    void refusesAnExampleThatIsNeitherYesNorNo() {
        refused("LANTOA_EXAMPLE", "maybe");
    }

    @Test
    void refusesAShortAdministratorPassword() {
        refused("LANTOA_ADMIN_PASSWORD", "1234567");
    }

    @Test
    void refusesAHomeThatIsNoPath() {
        refused("LANTOA_HOME", "a\0b");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://lan:m%40t:kh%2Fau@db:5433/lantoa, jdbc:postgresql://db:5433/lantoa, lan, m@t:kh/au",
        "postgres://lan:a+b@db/lantoa?sslmode=require, jdbc:postgresql://db/lantoa?sslmode=require, lan, a+b",
        "'postgresql://lan:x@db1,db2:5433/lantoa?targetServerType=primary',"
                + "'jdbc:postgresql://db1,db2:5433/lantoa?targetServerType=primary', lan, x",
        "jdbc:postgresql://db/lantoa?user=lan&password=x, jdbc:postgresql://db/lantoa?user=lan&password=x, lan, x",
    })
    void readsBothFormsOfAnAddress(String given, String url, String user, String password) {
        assertThat(Settings.read(Map.of("LANTOA_DATABASE_URL", given)).external())
                .isEqualTo(new Database(url, user, password));
    }

    @Test
    void prefersTheSettingsForUserAndPassword() {
        var external = Database.read(Map.of(
                "LANTOA_DATABASE_URL", "postgresql://a:b@db/lantoa",
                "LANTOA_DATABASE_USER", "lan",
                "LANTOA_DATABASE_PASSWORD", "toả"));

        assertThat(external).isEqualTo(new Database("jdbc:postgresql://db/lantoa", "lan", "toả"));
    }

    @Test
    void neverShowsAPassword() {
        var inAddress = "jdbc:postgresql://db/lantoa?user=lan&password=secret";

        assertThat(String.valueOf(Database.read(Map.of("LANTOA_DATABASE_URL", inAddress))))
                .doesNotContain("secret");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(
                        () -> Database.read(Map.of("LANTOA_DATABASE_URL", "mysql://lan:secret@db/x?password=secret")))
                .withMessageNotContaining("secret");
    }

    @Test
    void readsABucket() {
        assertThat(Bucket.read(bucket("LANTOA_FILES_S3_URL", "HTTPS://s3.example:9000/")))
                .isEqualTo(
                        new Bucket(URI.create("https://s3.example:9000"), "lantoa-files", "", "lan", "toả+/=", true));
        assertThat(Bucket.read(bucket("LANTOA_FILES_S3_REGION", "vn-1", "LANTOA_FILES_S3_PATH_STYLE", "no")))
                .isEqualTo(
                        new Bucket(URI.create("https://s3.example"), "lantoa-files", "vn-1", "lan", "toả+/=", false));
    }

    @ParameterizedTest
    @CsvSource({
        "LANTOA_FILES_S3_URL, s3.example",
        "LANTOA_FILES_S3_URL, ftp://s3.example",
        "LANTOA_FILES_S3_URL, https://s3.example/lantoa-files",
        "LANTOA_FILES_S3_URL, https://s3.example?x=1",
        "LANTOA_FILES_S3_URL, https://lan:secret@s3.example",
        "LANTOA_FILES_S3_URL, https://s3.example:99999",
        "LANTOA_FILES_S3_URL, https://",
        "LANTOA_FILES_S3_URL, ' '",
        "LANTOA_FILES_S3_BUCKET, Lantoa",
        "LANTOA_FILES_S3_BUCKET, a/b",
        "LANTOA_FILES_S3_BUCKET, ''",
        "LANTOA_FILES_S3_REGION, eu central",
        "LANTOA_FILES_S3_KEY, ''",
        "LANTOA_FILES_S3_SECRET, ''",
        "LANTOA_FILES_S3_PATH_STYLE, maybe",
    })
    void refusesABucketThatCannotBe(String name, String value) {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> Settings.read(bucket(name, value)))
                .withMessageContaining(name)
                .withMessageMatching(".+\\. \\(.+\\.\\)")
                .withMessageNotContaining("toả+/=")
                .withMessageNotContaining("secret@");
    }

    @Test
    void namesEverySettingThatABucketLacks() {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> Settings.read(Map.of("LANTOA_FILES_S3_REGION", "vn-1")))
                .withMessageContaining(
                        "LANTOA_FILES_S3_URL, LANTOA_FILES_S3_BUCKET, LANTOA_FILES_S3_KEY, LANTOA_FILES_S3_SECRET not set");
    }

    @Test
    void neverShowsTheSecretOfABucket() {
        assertThat(String.valueOf(Bucket.read(bucket()))).doesNotContain("toả");
        assertThat(String.valueOf(Settings.read(bucket()))).doesNotContain("toả");
    }

    @Test
    void handsABucketOnAsProperties() {
        var bucket = Bucket.read(bucket("LANTOA_FILES_S3_PATH_STYLE", "false"));
        assertThat(bucket).isNotNull();
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", bucket.properties()));

        assertThat(Bucket.of(environment)).isEqualTo(bucket);
    }

    /// All that a bucket needs, and `changes`, each a name and a value.
    private static Map<String, String> bucket(String... changes) {
        var environment = new HashMap<>(Map.of(
                "LANTOA_FILES_S3_URL",
                "https://s3.example",
                "LANTOA_FILES_S3_BUCKET",
                "lantoa-files",
                "LANTOA_FILES_S3_KEY",
                "lan",
                "LANTOA_FILES_S3_SECRET",
                "toả+/="));
        for (var i = 0; i < changes.length; i += 2) environment.put(changes[i], changes[i + 1]);
        return environment;
    }

    private static void refused(String name, String value) {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> Settings.read(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageMatching(".+\\. \\(.+\\.\\)");
    }
}
