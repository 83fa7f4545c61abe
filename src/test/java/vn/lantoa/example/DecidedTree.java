package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;

/// The example's tree, people and posts without any campaign, for tests of other modules.
public final class DecidedTree {

    private DecidedTree() {}

    /// Fills an empty database in the transaction of the connection.
    ///
    /// @return the decision of 1/7/2025
    public static UUID load(Connection connection) throws SQLException {
        var tree = Tree.grow();
        var decision = Decision.of(tree);
        var people = People.of(tree);
        var posts = Posts.of(tree, decision);
        var signIns = SignIns.of(tree, decision, posts, LocalDate.of(2026, 4, 6));
        signIns.copy(connection, "hash");
        decision.copy(connection, signIns);
        people.copy(connection);
        posts.copy(connection);
        return decision.id;
    }
}
