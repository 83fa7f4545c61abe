package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Files in a bucket of a real server, and what becomes of them when the line or the server does not hold.
@Tag("journey")
class BucketShelfTest extends ShelfContract {

    private static final int MEGABYTE = 1 << 20;

    private static S3Server server;
    private static BucketShelf shelf;

    @BeforeAll
    static void open() {
        server = S3Server.shared();
        shelf = new BucketShelf(server.bucket());
    }

    @AfterAll
    static void close() {
        shelf.close();
    }

    @Override
    Shelf shelf() {
        return shelf;
    }

    @Override
    Path kept() {
        return server.objects();
    }

    @Override
    void lay(String path) {
        try (var others = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(server.bucket().url())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.KEY, S3Server.SECRET)))
                .forcePathStyle(true)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build()) {
            others.putObject(put -> put.bucket(S3Server.BUCKET).key(path), RequestBody.fromString(path));
        }
    }

    @Test
    void keepsNothingOfAFileWhoseLineBreaks() throws Exception {
        var bytes = random(6 * MEGABYTE, 20);
        var name = hash(bytes);
        try (var line = new Severing(server.port(), 2 * MEGABYTE, Long.MAX_VALUE);
                var far = new BucketShelf(S3Server.bucket(line.port(), S3Server.BUCKET, S3Server.SECRET))) {
            far.look();
            assertThatExceptionOfType(FilesAway.class).isThrownBy(() -> far.put(name, file(bytes)));
        }
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> shelf.read(name, bytes.length));
        assertThat(server.objects().resolve(Shelf.place(name))).doesNotExist();

        put(file(bytes));
        assertThat(read(name, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void putsWhatWasSentAheadWithoutItsBytes() throws Exception {
        var bytes = random(6 * MEGABYTE, 23);
        var name = hash(bytes);
        var file = file(bytes);
        shelf.send(name, file);
        try (var line = new Severing(server.port(), 2 * MEGABYTE, Long.MAX_VALUE);
                var far = new BucketShelf(S3Server.bucket(line.port(), S3Server.BUCKET, S3Server.SECRET))) {
            far.put(name, file);
        }
        assertThat(read(name, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void neverHandsOutAPartForTheWhole() throws Exception {
        var bytes = random(6 * MEGABYTE, 21);
        var name = put(file(bytes));
        try (var line = new Severing(server.port(), Long.MAX_VALUE, 2 * MEGABYTE);
                var far = new BucketShelf(S3Server.bucket(line.port(), S3Server.BUCKET, S3Server.SECRET));
                var in = far.read(name, bytes.length).getInputStream()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
        }
    }

    @Test
    void neverHandsOutWhatWasAltered() throws Exception {
        var bytes = random(300_000, 22);
        var name = put(file(bytes));
        bytes[150_000] ^= 1;
        Files.write(server.objects().resolve(Shelf.place(name)), bytes);

        try (var in = shelf.read(name, bytes.length).getInputStream()) {
            var handedOut = new ByteArrayOutputStream();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> in.transferTo(handedOut))
                    .withMessageContaining("not what was kept");
            assertThat(handedOut.size()).isBetween(1, bytes.length - Whole.TAIL);
        }
    }

    @Test
    void letsGoOfAFileThatNobodyReadsToItsEnd() throws Exception {
        var bytes = random(5 * MEGABYTE, 23);
        var name = put(file(bytes));
        for (var i = 0; i < 30; i++) {
            try (var in = shelf.read(name, bytes.length).getInputStream()) {
                assertThat(in.readNBytes(1000)).hasSize(1000);
            }
        }
        assertThat(read(name, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void refusesToStartWithAWrongSecretOrBucket() {
        var secret = S3Server.bucket(server.port(), S3Server.BUCKET, "another secret");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> BucketShelf.check(secret))
                .withMessageContaining("LANTOA_FILES_S3_SECRET is refused by http://127.0.0.1:" + server.port())
                .withMessageNotContaining("another secret")
                .withMessageMatching("[^\\n]+\\. \\([^\\n]+\\.\\)");
        var nowhere = S3Server.bucket(server.port(), "no-such-bucket", S3Server.SECRET);
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> BucketShelf.check(nowhere))
                .withMessageContaining("LANTOA_FILES_S3_BUCKET=no-such-bucket");
        var stranger = new Bucket(server.bucket().url(), S3Server.BUCKET, "", "stranger", S3Server.SECRET, true);
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> BucketShelf.check(stranger))
                .withMessageContaining("LANTOA_FILES_S3_KEY");
        assertThatCode(() -> BucketShelf.check(server.bucket())).doesNotThrowAnyException();
    }

    @Test
    void isAnOutageWhereAKeyIsTakenBackWhileItRuns() throws Exception {
        try (var other = new BucketShelf(S3Server.bucket(server.port(), S3Server.BUCKET, "another secret"))) {
            assertThatExceptionOfType(FilesAway.class)
                    .isThrownBy(() -> other.put(hash(new byte[] {1}), file(new byte[] {1})))
                    .withMessageContaining("LANTOA_FILES_S3_KEY")
                    .withMessageNotContaining("another secret")
                    .satisfies(away -> assertThat(Outage.of(away)).isEqualTo(Outage.FILES_AWAY));
        }
    }

    @Test
    void tellsTheStartInOneSentence() throws Exception {
        try (var child = Child.start(Map.of(
                "LANTOA_HOME",
                directory.resolve("home").toString(),
                "LANTOA_PORT",
                Integer.toString(Child.freePort()),
                "LANTOA_FILES_S3_URL",
                "http://127.0.0.1:" + server.port(),
                "LANTOA_FILES_S3_BUCKET",
                S3Server.BUCKET,
                "LANTOA_FILES_S3_KEY",
                S3Server.KEY,
                "LANTOA_FILES_S3_SECRET",
                "another secret"))) {
            assertThat(child.refusal()).contains("LANTOA_FILES_S3_SECRET").doesNotContain("another secret");
        }
    }

    @Test
    void isToldToBeAwayAndComesBackByItself() throws Exception {
        var health = new FilesHealth(shelf);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        var bytes = random(1000, 24);
        var name = put(file(bytes));

        server.stop();
        try {
            assertThatExceptionOfType(FilesAway.class)
                    .isThrownBy(() -> read(name, bytes.length))
                    .withMessageContaining(
                            "LANTOA_FILES_S3_URL: " + server.bucket().url() + " cannot be reached");
            assertThatCode(() -> BucketShelf.check(server.bucket())).doesNotThrowAnyException();
            assertThat(becomes(health, Status.DOWN)).isTrue();
        } finally {
            server.start();
        }
        assertThat(becomes(health, Status.UP)).isTrue();
        assertThat(read(name, bytes.length)).isEqualTo(bytes);
    }

    private static boolean becomes(FilesHealth health, Status status) throws InterruptedException {
        for (var tries = 0; tries < 200; tries++) {
            if (health.health().getStatus().equals(status)) return true;
            Thread.sleep(100);
        }
        return false;
    }
}
