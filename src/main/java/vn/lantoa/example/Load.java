package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lantoa.ground.Bulk;
import vn.lantoa.kernel.Zone;

/// Puts the worked example into an empty database, in the transaction of the connection. Equal moments of the first
/// start give equal rows.
final class Load {

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final Connection connection;
    private long since = System.nanoTime();
    private long next = 1;

    Load(Connection connection) {
        this.connection = connection;
    }

    /// @param hash of the example's one password
    /// @param now the first start, on whose day the running campaign opens
    SignIns run(String hash, Instant now) throws SQLException {
        var tree = Tree.grow();
        var decision = Decision.of(tree);
        var people = People.of(tree);
        var posts = Posts.of(tree, decision);
        var signIns = SignIns.of(tree, decision, posts, Zone.day(now));
        var papers = new Papers();
        tell("people drawn");

        signIns.copy(connection, hash);
        decision.copy(connection, signIns);
        Terms.copy(connection, tree);
        tell("tree");
        copyPeople(people, posts);
        papers.copy(connection, signIns.id("canbo"));
        copy(ClosedCourse.ofThaiNguyen(tree, signIns), papers, posts);
        copy(ClosedCourse.ofBacKan(tree, signIns), papers, posts);
        decision.carryOut();
        copy(ClosedCourse.ofToday(tree, signIns), papers, posts);
        people.copyExemptions(connection);
        var running = new RunningCourse(tree, signIns, now);
        next = running.ledger.close(next);
        running.copy(connection, tree, papers);
        DraftCourse.copy(connection, tree, papers, signIns, now);
        execute("select setval(pg_get_serial_sequence('study.fact', 'id'), %d, false)".formatted(next));
        try (var rows = new Copy(connection, "copy access.setting (name, value) from stdin")) {
            rows.row(Simulations.SWITCH, "on");
            rows.row(Simulations.CAMPAIGN, running.course.id());
        }
        tell("running campaign");
        execute("set local default_statistics_target = 20"); // enough to begin with; the database soon looks closer
        execute("""
                analyze organization.unit, organization.unit_tree, organization.unit_state, organization.member,
                        organization.membership, organization.exemption, organization.post, study.campaign_unit,
                        study.tally, study.site, study.closure""");
        execute("analyze study.roster, study.fact");
        tell("statistics");
        return signIns;
    }

    private void copy(ClosedCourse closed, Papers papers, Posts posts) throws SQLException {
        next = closed.ledger.close(next);
        tell("drawn");
        closed.copy(connection, papers, posts);
        tell(closed.course.title());
    }

    private void copyPeople(People people, Posts posts) throws SQLException {
        var bulk = Bulk.on(connection, "organization.member", "organization.membership", "organization.post");
        people.copy(connection);
        posts.copy(connection);
        tell("members");
        bulk.restore();
        tell("indexes of members");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void tell(String phase) {
        var now = System.nanoTime();
        LOG.info("example: {} after {} ms", phase, (now - since) / 1_000_000);
        since = now;
    }
}
