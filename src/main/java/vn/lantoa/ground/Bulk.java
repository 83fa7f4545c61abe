package vn.lantoa.ground;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes what the database keeps row by row off tables while they are filled, and puts the same back as one step over
/// all rows: foreign keys, exclusion constraints and secondary indexes. That halves the time of a large filling. What
/// they are is asked of the database, so that the migrations stay the only place that says it.
///
/// In the transaction of the connection: nobody ever sees a table without them. Whoever reads one of the tables, or
/// one that their keys lead to, waits for the end of the transaction; so this is for tables that are still empty.
public final class Bulk {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final List<String> restore = new ArrayList<>();

    private Bulk(Connection connection) {
        this.connection = connection;
    }

    /// Waits until nobody else uses the `tables`.
    ///
    /// @param tables names with their schema
    public static Bulk on(Connection connection, String... tables) throws SQLException {
        var bulk = new Bulk(connection);
        bulk.takeOff("""
                select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
                       format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname,
                              pg_get_constraintdef(c.oid))
                from   pg_constraint c
                where  c.conrelid = any(cast(? as regclass[]))
                and    c.contype in ('f', 'x')
                order  by c.contype, c.conname
                """, tables);
        bulk.takeOff("""
                select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
                from   pg_index i
                where  i.indrelid = any(cast(? as regclass[]))
                and    not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                order  by i.indexrelid
                """, tables);
        return bulk;
    }

    /// Like [#on], but does not wait: where others use one of the tables now, the answer is empty, nothing was taken
    /// off, and the transaction can go on.
    public static Optional<Bulk> ifFree(Connection connection, String... tables) throws SQLException {
        var before = connection.setSavepoint();
        try {
            execute(connection, locks(connection, tables));
            return Optional.of(on(connection, tables));
        } catch (SQLException refused) {
            if (!LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) throw refused;
            connection.rollback(before);
            return Optional.empty();
        }
    }

    private static List<String> locks(Connection connection, String... tables) throws SQLException {
        var locks = new ArrayList<String>();
        try (var statement = connection.prepareStatement("""
                select format('lock table %s in access exclusive mode nowait', c.confrelid::regclass)
                from   pg_constraint c
                where  c.conrelid = any(cast(? as regclass[]))
                and    c.contype = 'f'
                union
                select format('lock table %s in access exclusive mode nowait', t.relation)
                from   unnest(cast(? as regclass[])) as t (relation)
                """)) {
            var names = connection.createArrayOf("text", tables);
            statement.setArray(1, names);
            statement.setArray(2, names);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) locks.add(rows.getString(1));
            }
        }
        return locks;
    }

    private void takeOff(String query, String... tables) throws SQLException {
        var drops = new ArrayList<String>();
        try (var statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", tables));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    drops.add(rows.getString(1));
                    restore.add(rows.getString(2));
                }
            }
        }
        execute(connection, drops);
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    /// Puts everything back; fails where the rows break a rule, like a row that is written one by one.
    public void restore() throws SQLException {
        execute(connection, restore);
    }
}
