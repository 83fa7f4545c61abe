package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session of a campaign with its sites.
///
/// @param topics bits of the topics presented
/// @param sites halls by the unit that keeps them; the first one is the main site
record Gathering(
        UUID id,
        String title,
        String form,
        boolean makeUp,
        boolean keyCadres,
        Node host,
        Instant from,
        Instant to,
        long topics,
        boolean headPresented,
        @Nullable Instant closedAt,
        SequencedMap<Node, Site> sites) {

    record Site(UUID id, String name, int capacity) {}

    static SequencedMap<Node, Site> noSites() {
        return new LinkedHashMap<>();
    }

    /// The hall where the people of `cell` are expected: of the nearest unit above that keeps one.
    Site siteOf(Node cell) {
        for (var unit = cell; unit != null; unit = unit.parent) {
            var site = sites.get(unit);
            if (site != null) return site;
        }
        return sites.values().iterator().next();
    }

    static void copy(Connection connection, UUID campaign, List<Gathering> all, UUID officer) throws SQLException {
        try (var rows = new Copy(connection, """
                copy study.session (id, campaign, title, form, make_up, for_key_cadres, host, starts_at, ends_at, topics,
                                    head_chaired, head_presented, created_by, created_at, closed_at) from stdin""")) {
            for (var one : all)
                rows.row(
                        one.id,
                        campaign,
                        one.title,
                        one.form,
                        one.makeUp,
                        one.keyCadres,
                        one.host.id,
                        one.from,
                        one.to,
                        one.topics,
                        true,
                        one.headPresented,
                        officer,
                        one.from.minusSeconds(86_400 * 3),
                        one.closedAt);
        }
        try (var rows = new Copy(connection, """
                copy study.site (id, session, unit, name, capacity, main) from stdin""")) {
            for (var one : all) {
                var main = Objects.requireNonNull(one.sites.sequencedKeySet().getFirst());
                for (var site : one.sites.entrySet())
                    rows.row(
                            site.getValue().id,
                            one.id,
                            site.getKey().id,
                            site.getValue().name,
                            site.getValue().capacity,
                            site.getKey() == main);
            }
        }
    }
}
