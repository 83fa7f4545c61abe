package vn.lantoa.ground;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Files in a bucket. An object is sent in one request with its length and MD5, which every such server checks, and
/// appears as a whole or not at all.
final class BucketShelf implements Shelf, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(6);

    /// Where a server does not care, as most do that are not Amazon's.
    private static final String ANY_REGION = "us-east-1";

    private final Bucket bucket;
    private final S3Client client;

    BucketShelf(Bucket bucket) {
        this.bucket = bucket;
        this.client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .endpointOverride(bucket.url())
                .region(Region.of(bucket.region().isEmpty() ? ANY_REGION : bucket.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(bucket.key(), bucket.secret())))
                .forcePathStyle(bucket.pathStyle())
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                // The newer checksums are unknown to many servers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                        .maxAttempts(2)
                                        .build())
                                // What stands in the home of the machine's user is meant for other programs.
                                .defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    /// Looks at the bucket before the application is started. One that cannot be reached is told of and waited
    /// for: whoever comes through the doors of a conference needs no file.
    ///
    /// @throws Fault if it does not exist or refuses us
    static void check(Bucket bucket) {
        try (var shelf = new BucketShelf(bucket)) {
            shelf.first();
        } catch (SdkException failed) {
            var fault = fault(failed, bucket);
            if (fault != null) throw fault;
            new Fault(
                            "LANTOA_FILES_S3_URL: " + bucket.url() + " không kết nối được: " + reason(failed)
                                    + "; máy chủ vẫn khởi động, các tệp dùng được khi có kết nối.",
                            unreachable(failed, bucket)
                                    + "; the server starts all the same, files work once it can be.")
                    .print();
        }
    }

    @Override
    public void put(String name, Path file) throws IOException {
        var key = Shelf.place(name);
        var length = Files.size(file);
        var held = ask(() -> length(key));
        // One of another length is damaged, and mended by this one.
        if (held != null && held == length) return;
        var md5 = md5(file);
        ask(() -> client.putObject(
                put -> put.bucket(bucket.name()).key(key).contentLength(length).contentMD5(md5),
                RequestBody.fromFile(file)));
    }

    @Override
    public void send(String name, Path file) throws IOException {
        put(name, file);
    }

    @Override
    public Resource read(String name, long bytes) throws IOException {
        var key = Shelf.place(name);
        try {
            var answer =
                    ask(() -> client.getObject(get -> get.bucket(bucket.name()).key(key)));
            if (answer.response().contentLength() != bytes) {
                answer.abort();
                throw new NoSuchFileException(key);
            }
            return new InputStreamResource(new Whole(answer, name, bytes, answer::abort), key);
        } catch (NoSuchKeyException missing) {
            throw (IOException) new NoSuchFileException(key).initCause(missing);
        }
    }

    @Override
    public void remove(String name) {
        var key = Shelf.place(name);
        ask(() -> client.deleteObject(delete -> delete.bucket(bucket.name()).key(key)));
    }

    @Override
    public void list(Instant before, int most, Consumer<List<String>> some) {
        var names = new ArrayList<String>();
        var next = (String) null;
        do {
            var from = next;
            var page = ask(() -> client.listObjectsV2(
                    list -> list.bucket(bucket.name()).continuationToken(from).maxKeys(most)));
            for (var object : page.contents()) {
                var key = object.key();
                var name = key.substring(key.lastIndexOf('/') + 1);
                if (Names.HASH.matcher(name).matches()
                        && key.equals(Shelf.place(name))
                        && object.lastModified().isBefore(before)) names.add(name);
            }
            if (!names.isEmpty()) some.accept(List.copyOf(names));
            names.clear();
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next != null);
    }

    @Override
    public String owner(String mine) {
        try {
            return ask(() -> client.getObjectAsBytes(
                            get -> get.bucket(bucket.name()).key(Names.OWNER)))
                    .asUtf8String()
                    .strip();
        } catch (NoSuchKeyException nobody) {
            ask(() -> client.putObject(
                    put -> put.bucket(bucket.name()).key(Names.OWNER),
                    RequestBody.fromString(mine, StandardCharsets.UTF_8)));
            return mine;
        }
    }

    @Override
    public void look() {
        ask(this::first);
    }

    @Override
    public void close() {
        client.close();
    }

    private ListObjectsV2Response first() {
        return client.listObjectsV2(list ->
                list.bucket(bucket.name()).maxKeys(1).overrideConfiguration(settings -> settings.apiCallTimeout(LOOK)));
    }

    private @Nullable Long length(String key) {
        try {
            return client.headObject(head -> head.bucket(bucket.name()).key(key))
                    .contentLength();
        } catch (NoSuchKeyException missing) {
            return null;
        } catch (S3Exception failed) {
            // An answer without a body does not say which of the two is missing.
            if (failed.statusCode() == 404) return null;
            throw failed;
        }
    }

    /// @throws NoSuchKeyException if the object is not there
    /// @throws FilesAway on any other trouble
    private <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException missing) {
            throw missing;
        } catch (SdkException failed) {
            var fault = fault(failed, bucket);
            var sentence = fault == null ? unreachable(failed, bucket) : String.valueOf(fault.getMessage());
            throw new FilesAway(sentence, failed);
        }
    }

    private static String unreachable(SdkException failed, Bucket bucket) {
        return "LANTOA_FILES_S3_URL: " + bucket.url() + " cannot be reached: " + reason(failed);
    }

    /// What an administrator has to change; null for a trouble that passes.
    private static @Nullable Fault fault(SdkException failed, Bucket bucket) {
        if (!(failed instanceof AwsServiceException answer)) return null;
        var details = answer.awsErrorDetails();
        var code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
        var place = bucket.url();
        return switch (code) {
            case "SignatureDoesNotMatch",
                    "InvalidAccessKeyId",
                    "InvalidSecurity",
                    "AuthorizationQueryParametersError" ->
                new Fault(
                        "LANTOA_FILES_S3_KEY hoặc LANTOA_FILES_S3_SECRET bị " + place + " từ chối.",
                        "LANTOA_FILES_S3_KEY or LANTOA_FILES_S3_SECRET is refused by " + place + ".");
            case "NoSuchBucket" ->
                new Fault(
                        "LANTOA_FILES_S3_BUCKET=" + bucket.name() + " không có tại " + place + ".",
                        "LANTOA_FILES_S3_BUCKET=" + bucket.name() + " does not exist at " + place + ".");
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                new Fault(
                        "LANTOA_FILES_S3_REGION=" + bucket.region() + " không phải vùng của kho " + bucket + ".",
                        "LANTOA_FILES_S3_REGION=" + bucket.region() + " is not the region of " + bucket + ".");
            case "RequestTimeTooSkewed" ->
                new Fault(
                        "LANTOA_FILES_S3_URL: giờ của máy này lệch với " + place + ".",
                        "LANTOA_FILES_S3_URL: the clock of this machine differs from that of " + place + ".");
            default ->
                answer.statusCode() == 403
                        ? new Fault(
                                "LANTOA_FILES_S3_KEY không được phép đọc, ghi, xóa và liệt kê trong kho " + bucket
                                        + ".",
                                "LANTOA_FILES_S3_KEY may not read, write, delete and list in " + bucket + ".")
                        : null;
        };
    }

    private static String reason(SdkException failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException unknown) return "unknown host " + unknown.getMessage();
            if (cause instanceof IOException broken && broken.getMessage() != null) return broken.getMessage();
        }
        if (failed instanceof AwsServiceException answer) return "status " + answer.statusCode();
        return String.valueOf(failed.getMessage()).replaceFirst("(?s)\\.?\\s*$", "");
    }

    @SuppressWarnings("MD5") // not for safety against forgers: the check that all servers know
    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("MD5");
            var buffer = new byte[64 * 1024];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) digest.update(buffer, 0, read);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
