package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the worked example into an empty database, in the transaction of the connection. Equal moments of the first
/// start give equal rows.
final class Load {

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final Connection connection;
    private long since = System.nanoTime();

    Load(Connection connection) {
        this.connection = connection;
    }

    /// @param hash of the example's one password
    /// @param now the first start, on whose day the running campaign opens
    SignIns run(String hash, Instant now) throws SQLException {
        var tree = Tree.grow();
        var people = People.of(tree);
        var posts = Posts.of(tree);
        var signIns = SignIns.of(tree, posts);
        tell("drawn");
        signIns.copy(connection, hash);
        tree.copy(connection);
        tell("units");
        var bulk = Bulk.on(
                connection,
                "organization.member",
                "organization.membership",
                "organization.exemption",
                "organization.post");
        people.copy(connection);
        posts.copy(connection);
        bulk.restore();
        tell("members");
        return signIns;
    }

    private void tell(String phase) {
        var now = System.nanoTime();
        LOG.info("example: {} after {} ms", phase, (now - since) / 1_000_000);
        since = now;
    }
}
