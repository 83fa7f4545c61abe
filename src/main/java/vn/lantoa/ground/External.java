package vn.lantoa.ground;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A database that somebody else runs: looked at once at the start, so that what is missing is said in a sentence and
/// not by a failed migration.
final class External {

    private static final int OLDEST = 15;

    private static final String NEEDS = """
            select current_setting('server_encoding') = 'UTF8'                          as utf8,
                   lower('Đ') = 'đ'                                                     as letters,
                   not pg_is_in_recovery()                                              as writable,
                   has_database_privilege(current_database(), 'create')                 as creates,
                   coalesce(has_schema_privilege(to_regnamespace('public'), 'create'), true) as fills,
                   (select string_agg(n.name, ', ')
                    from   unnest(array['btree_gist', 'pg_trgm']) n (name)
                    where  not exists (select from pg_extension e where e.extname = n.name)
                    and    not exists (select from pg_available_extension_versions v
                                       where  v.name = n.name
                                       and    (v.trusted or (select rolsuper from pg_roles
                                                             where  rolname = current_user)))) as missing
            """;

    private External() {}

    /// @throws Fault if the database cannot be reached or lacks something
    static void check(Database database) {
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "8");
        properties.setProperty("socketTimeout", "8");
        try (var connection = DriverManager.getConnection(database.url(), properties)) {
            check(connection, database.place());
        } catch (SQLException failed) {
            throw unreachable(failed, database);
        }
    }

    private static void check(Connection connection, String place) throws SQLException {
        var server = connection.getMetaData();
        if (server.getDatabaseMajorVersion() < OLDEST) {
            var version = server.getDatabaseProductVersion();
            throw unfit(
                    place,
                    "là PostgreSQL " + version + ", cần PostgreSQL " + OLDEST + " trở lên",
                    "is PostgreSQL " + version + " and PostgreSQL " + OLDEST + " or newer is needed");
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(NEEDS)) {
            row.next();
            if (!row.getBoolean("utf8")) {
                throw unfit(place, "không dùng bảng mã UTF8", "does not use the encoding UTF8");
            }
            if (!row.getBoolean("writable")) {
                throw unfit(place, "là bản sao chỉ đọc", "is a read-only standby");
            }
            if (!row.getBoolean("creates")) {
                throw unfit(
                        place,
                        "không cho người dùng này tạo lược đồ: cần quyền CREATE trên cơ sở dữ liệu",
                        "does not let this user create schemas: the privilege CREATE on the database is needed");
            }
            if (!row.getBoolean("fills")) {
                throw unfit(
                        place,
                        "không cho người dùng này tạo gì trong lược đồ public: hãy đặt người dùng làm chủ cơ sở dữ liệu"
                                + " (alter database … owner to …) hoặc cấp quyền CREATE trên lược đồ public",
                        "does not let this user create anything in the schema public: make the user the owner of the"
                                + " database (alter database … owner to …) or grant CREATE on the schema public");
            }
            if (!row.getBoolean("letters")) {
                throw unfit(
                        place,
                        "không biết chữ hoa, chữ thường tiếng Việt: hãy tạo cơ sở dữ liệu với collation UTF-8 như C.UTF-8",
                        "does not know the case of Vietnamese letters: create it with a UTF-8 collation such as C.UTF-8");
            }
            var missing = row.getString("missing");
            if (missing != null) {
                throw unfit(
                        place,
                        "thiếu phần mở rộng " + missing + ": hãy cài gói contrib hoặc nhờ quản trị viên tạo",
                        "lacks the extension " + missing + ": install the contrib package or have it created");
            }
        }
    }

    private static Fault unreachable(SQLException failed, Database database) {
        var state = String.valueOf(failed.getSQLState());
        if (state.startsWith("28")) {
            return new Fault(
                    "LANTOA_DATABASE_USER hoặc LANTOA_DATABASE_PASSWORD bị " + database.place() + " từ chối.",
                    "LANTOA_DATABASE_USER or LANTOA_DATABASE_PASSWORD is refused by " + database.place() + ".");
        }
        if (state.equals("3D000")) {
            return unfit(database.place(), "không có cơ sở dữ liệu tên này", "has no database of this name");
        }
        var reason = String.valueOf(failed.getMessage()).replaceFirst("(?s)\\.(\\s.*)?$", "");
        return unfit(database.place(), "không kết nối được: " + reason, "cannot be reached: " + reason);
    }

    private static Fault unfit(String place, String vietnamese, String english) {
        return new Fault(
                "LANTOA_DATABASE_URL: " + place + " " + vietnamese + ".",
                "LANTOA_DATABASE_URL: " + place + " " + english + ".");
    }
}
