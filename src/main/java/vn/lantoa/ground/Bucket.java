package vn.lantoa.ground;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/// Where a bucket with the S3 protocol is and as whom to enter it; the secret never appears in `toString`.
///
/// @param url of the server, without a path
/// @param pathStyle whether the bucket's name stands in the path, and not before the server's name
record Bucket(URI url, String name, String region, String key, String secret, boolean pathStyle) {

    private static final String PREFIX = "LANTOA_FILES_S3_";
    private static final List<String> NEEDED = List.of("URL", "BUCKET", "KEY", "SECRET");

    /// Reads `LANTOA_FILES_S3_URL`, `_BUCKET`, `_KEY`, `_SECRET`, all of which are needed as soon as one of them
    /// is set, `_REGION` and `_PATH_STYLE`. Null when none is set.
    ///
    /// @throws Fault if one is missing or cannot be used
    static @Nullable Bucket read(Map<String, String> environment) {
        var missing = new ArrayList<String>();
        for (var name : NEEDED) if (given(environment, name).isEmpty()) missing.add(PREFIX + name);
        if (missing.size() == NEEDED.size()
                && given(environment, "REGION").isEmpty()
                && given(environment, "PATH_STYLE").isEmpty()) return null;
        if (!missing.isEmpty()) {
            var names = String.join(", ", missing);
            throw new Fault(
                    "Chưa đặt " + names
                            + ": để lưu tệp trong kho S3 cần cả bốn thiết lập LANTOA_FILES_S3_URL, _BUCKET, _KEY, _SECRET.",
                    names
                            + " not set: to keep files in a bucket, LANTOA_FILES_S3_URL, _BUCKET, _KEY and _SECRET are all needed.");
        }
        return new Bucket(
                url(given(environment, "URL")),
                matching(environment, "BUCKET", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "tên kho S3", "name of a bucket"),
                matching(environment, "REGION", "|[A-Za-z0-9_-]{1,64}", "tên vùng", "name of a region"),
                given(environment, "KEY"),
                given(environment, "SECRET"),
                pathStyle(given(environment, "PATH_STYLE")));
    }

    static Bucket of(PropertyResolver properties) {
        return new Bucket(
                URI.create(properties.getRequiredProperty("lantoa.bucket.url")),
                properties.getRequiredProperty("lantoa.bucket.name"),
                properties.getProperty("lantoa.bucket.region", ""),
                properties.getRequiredProperty("lantoa.bucket.key"),
                properties.getRequiredProperty("lantoa.bucket.secret"),
                properties.getProperty("lantoa.bucket.path-style", Boolean.class, true));
    }

    /// For [#of].
    Map<String, Object> properties() {
        return Map.of(
                "lantoa.bucket.url",
                url.toString(),
                "lantoa.bucket.name",
                name,
                "lantoa.bucket.region",
                region,
                "lantoa.bucket.key",
                key,
                "lantoa.bucket.secret",
                secret,
                "lantoa.bucket.path-style",
                Boolean.toString(pathStyle));
    }

    @Override
    public String toString() {
        return name + " @ " + url;
    }

    private static String given(Map<String, String> environment, String name) {
        return environment.getOrDefault(PREFIX + name, "").strip();
    }

    private static URI url(String given) {
        try {
            var url = new URI(given);
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            var path = url.getRawPath();
            if ((scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && (path == null || path.isEmpty() || path.equals("/"))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= 65535) {
                return new URI(scheme, null, url.getHost(), url.getPort(), null, null, null);
            }
        } catch (URISyntaxException malformed) {
            // Refused below.
        }
        var shown = given.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
        throw new Fault(
                "LANTOA_FILES_S3_URL=" + shown
                        + " không phải địa chỉ máy chủ S3: cần https://máy hoặc https://máy:cổng.",
                "LANTOA_FILES_S3_URL=" + shown
                        + " is no address of an S3 server: https://host or https://host:port is needed.");
    }

    private static String matching(
            Map<String, String> environment, String name, String form, String vietnamese, String english) {
        var value = given(environment, name);
        if (value.matches(form)) return value;
        throw new Fault(
                PREFIX + name + "=" + value + " không phải " + vietnamese + ".",
                PREFIX + name + "=" + value + " is not the " + english + ".");
    }

    private static boolean pathStyle(String given) {
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "", "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default ->
                throw new Fault(
                        "LANTOA_FILES_S3_PATH_STYLE=" + given + " phải là true hoặc false.",
                        "LANTOA_FILES_S3_PATH_STYLE=" + given + " must be true or false.");
        };
    }
}
