package vn.lantoa.ground;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that the environment can set, read once at the start and checked.
///
/// @param home the directory that holds database and files, absolute
/// @param port of the web server
/// @param external the database to use; null for the embedded one in `home`
/// @param bucket where files are kept; null for the disk, below `home`
/// @param example whether an empty home is filled with the worked example
/// @param adminPassword for the account `admin` of a new home; null to have one made up
record Settings(
        Path home,
        int port,
        @Nullable Database external,
        @Nullable Bucket bucket,
        boolean example,
        @Nullable String adminPassword) {

    /// @throws Fault on the first setting that cannot be used
    static Settings read(Map<String, String> environment) {
        return new Settings(
                home(environment),
                port(environment.getOrDefault("LANTOA_PORT", "").strip()),
                Database.read(environment),
                Bucket.read(environment),
                example(environment.getOrDefault("LANTOA_EXAMPLE", "").strip()),
                adminPassword(environment.getOrDefault("LANTOA_ADMIN_PASSWORD", "")));
    }

    private static Path home(Map<String, String> environment) {
        var given = environment.getOrDefault("LANTOA_HOME", "").strip();
        var path = given.isEmpty() ? System.getProperty("user.home") + "/.lantoa" : given;
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException invalid) {
            throw new Fault(
                    "LANTOA_HOME không phải tên thư mục: " + invalid.getReason() + ".",
                    "LANTOA_HOME is not the name of a directory: " + invalid.getReason() + ".");
        }
    }

    private static int port(String given) {
        if (given.isEmpty()) return 8080;
        if (given.matches("[0-9]{1,5}")) {
            var port = Integer.parseInt(given);
            if (port >= 1 && port <= 65535) return port;
        }
        throw new Fault(
                "LANTOA_PORT=" + given + " không phải số cổng từ 1 đến 65535.",
                "LANTOA_PORT=" + given + " is not a port number from 1 to 65535.");
    }

    private static boolean example(String given) {
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "", "false", "0", "no" -> false;
            case "true", "1", "yes" -> true;
            default ->
                throw new Fault(
                        "LANTOA_EXAMPLE=" + given + " phải là true hoặc false.",
                        "LANTOA_EXAMPLE=" + given + " must be true or false.");
        };
    }

    private static @Nullable String adminPassword(String given) {
        if (given.isEmpty()) return null;
        if (given.length() >= 8) return given;
        throw new Fault(
                "LANTOA_ADMIN_PASSWORD quá ngắn: cần ít nhất 8 ký tự.",
                "LANTOA_ADMIN_PASSWORD is too short: at least 8 characters are needed.");
    }
}
