package vn.lantoa.ground;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a database is and as whom to enter it. `url` is a JDBC address; the password never appears in `toString`.
record Database(String url, String user, String password) {

    private static final Pattern LIBPQ =
            Pattern.compile("postgres(?:ql)?://(?:([^@/?]*)@)?([^/?]+)/([^?]+)(?:\\?(.*))?");

    private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://HOST(?:,HOST)*/[^/?]+(?:\\?.*)?"
            .replace("HOST", "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+\\])(?::[0-9]{1,5})?"));

    /// Reads `LANTOA_DATABASE_URL`, `LANTOA_DATABASE_USER` and `LANTOA_DATABASE_PASSWORD`, in the form
    /// `jdbc:postgresql://host:5432/name` or `postgresql://user:password@host:5432/name`; several hosts are separated
    /// by commas. Null when no address is set.
    ///
    /// @throws Fault if the address is not one of PostgreSQL or nobody is named to enter it
    static @Nullable Database read(Map<String, String> environment) {
        var given = environment.getOrDefault("LANTOA_DATABASE_URL", "").strip();
        if (given.isEmpty()) return null;

        var url = given;
        var user = environment.getOrDefault("LANTOA_DATABASE_USER", "").strip();
        var password = environment.getOrDefault("LANTOA_DATABASE_PASSWORD", "");
        var libpq = LIBPQ.matcher(given);
        if (libpq.matches()) {
            var query = libpq.group(4);
            url = "jdbc:postgresql://" + libpq.group(2) + "/" + libpq.group(3) + (query == null ? "" : "?" + query);
            var entrant = libpq.group(1) == null ? "" : libpq.group(1);
            var colon = entrant.indexOf(':');
            if (user.isEmpty()) user = decoded(colon < 0 ? entrant : entrant.substring(0, colon), given);
            if (password.isEmpty() && colon >= 0) password = decoded(entrant.substring(colon + 1), given);
        }

        if (!JDBC.matcher(url).matches()) throw malformed(given);
        try {
            for (var part : DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
                var value = part.value == null ? "" : part.value;
                if (part.name.equals("user") && user.isEmpty()) user = value;
                if (part.name.equals("password") && password.isEmpty()) password = value;
            }
        } catch (SQLException malformed) {
            throw malformed(given);
        }
        if (user.isEmpty()) {
            throw new Fault(
                    "LANTOA_DATABASE_URL chưa có tên người dùng: đặt LANTOA_DATABASE_USER và LANTOA_DATABASE_PASSWORD.",
                    "LANTOA_DATABASE_URL names no user: set LANTOA_DATABASE_USER and LANTOA_DATABASE_PASSWORD.");
        }
        return new Database(url, user, password);
    }

    /// The address without anything that may hold a secret, for messages.
    String place() {
        return place(url);
    }

    @Override
    public String toString() {
        return user + " @ " + place();
    }

    private static String place(String address) {
        return address.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }

    private static String decoded(String part, String given) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw malformed(given);
        }
    }

    private static Fault malformed(String given) {
        var shown = place(given);
        return new Fault(
                "LANTOA_DATABASE_URL=" + shown
                        + " không phải địa chỉ PostgreSQL: cần jdbc:postgresql://máy:5432/tên hoặc postgresql://máy:5432/tên.",
                "LANTOA_DATABASE_URL=" + shown
                        + " is no PostgreSQL address: jdbc:postgresql://host:5432/name or postgresql://host:5432/name is needed.");
    }
}
