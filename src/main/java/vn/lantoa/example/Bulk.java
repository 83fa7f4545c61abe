package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Takes what the database keeps row by row off a table while it is filled, and puts the same back as one step over
/// all rows: foreign keys, exclusion constraints and secondary indexes. What they are is asked of the database, so that
/// the migrations stay the only place that says it. In the transaction of the connection; locks the table until its
/// end.
final class Bulk {

    private final Connection connection;
    private final List<String> restore = new ArrayList<>();

    private Bulk(Connection connection) {
        this.connection = connection;
    }

    static Bulk on(Connection connection, String... tables) throws SQLException {
        var bulk = new Bulk(connection);
        for (var table : tables) {
            bulk.takeOff(table, """
                    select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
                           format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname,
                                  pg_get_constraintdef(c.oid))
                    from   pg_constraint c
                    where  c.conrelid = cast(? as regclass)
                    and    c.contype in ('f', 'x')
                    order  by c.contype, c.conname
                    """);
            bulk.takeOff(table, """
                    select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
                    from   pg_index i
                    where  i.indrelid = cast(? as regclass)
                    and    not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                    order  by i.indexrelid
                    """);
        }
        return bulk;
    }

    private void takeOff(String table, String query) throws SQLException {
        var drops = new ArrayList<String>();
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    drops.add(rows.getString(1));
                    restore.add(rows.getString(2));
                }
            }
        }
        execute(drops);
    }

    private void execute(List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    /// Puts everything back.
    void restore() throws SQLException {
        execute(restore);
    }
}
