package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import vn.lantoa.Lantoa;

/// The whole application over an external database that is killed and comes back.
@Tag("journey")
class AwayTest {

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @Test
    void saysSoWhileTheDatabaseIsAwayAndRecoversByItself() throws Exception {
        var database = database(0);
        External.check(new Database(database.getJdbcUrl("postgres", "postgres"), "postgres", ""));
        var spring = new SpringApplication(Lantoa.class);
        spring.setDefaultProperties(Map.of("lantoa.home", directory.toString(), "lantoa.example", "false"));
        try (var context = spring.run(
                "--server.port=0",
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--spring.datasource.hikari.connection-timeout=500",
                "--lantoa.admin-password=a password for the tests")) {
            port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);

            var postmaster = new Postmaster(directory.resolve("external"));
            ProcessHandle.of(Objects.requireNonNull(postmaster.note()).pid())
                    .orElseThrow()
                    .destroyForcibly();

            // A server process may answer once more before it notices that its master is gone.
            assertThat(becomes(503, "/")).isTrue();
            var page = get("/");
            assertThat(page.headers().firstValue("Retry-After")).contains("10");
            assertThat(page.body()).contains("Cơ sở dữ liệu tạm thời gián đoạn");
            var problem = get("/api/v1/campaigns");
            assertThat(problem.statusCode()).isEqualTo(503);
            assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            database.close();
            postmaster.clear();
            try (var again = database(database.getPort())) {
                assertThat(becomes(200, "/actuator/health/readiness")).isTrue();
                assertThat(get("/").statusCode()).isNotEqualTo(503);
                assertThat(again.getPort()).isEqualTo(database.getPort());
            }
        }
    }

    private boolean becomes(int status, String path) throws IOException, InterruptedException {
        for (var tries = 0; tries < 100; tries++) {
            if (get(path).statusCode() == status) return true;
            Thread.sleep(100);
        }
        return false;
    }

    private EmbeddedPostgres database(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("external"))
                .setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    // With a session and a token, so that the database is asked before any controller is.
    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var session =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30));
        if (!path.startsWith("/actuator/")) request.header("Cookie", "lantoa=" + session);
        if (path.startsWith("/api/")) request.header("Authorization", "Bearer lt_" + "a".repeat(43));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
