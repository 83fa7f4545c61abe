package vn.lantoa.example;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Level;

/// The conferences and classes of a campaign, with their halls.
final class Meetings {

    final List<Gathering> all = new ArrayList<>();
    final Map<Node, Gathering> classes = new HashMap<>();
    final Map<Node, Gathering> makeUps = new HashMap<>();
    private final Node province;
    private final long topics;
    private final Chance chance;
    private long made;

    Meetings(Node province, long topics, String name) {
        this.province = province;
        this.topics = topics;
        this.chance = Chance.of("meetings of " + name);
    }

    /// A conference of the province with a bridge point in every committee under it, and in every grassroots unit if
    /// `everywhere`.
    Gathering conference(
            String title, boolean keyCadres, boolean everywhere, Instant from, Instant to, @Nullable Instant closedAt) {
        var sites = Gathering.noSites();
        site(sites, province, "Hội trường Tỉnh ủy (điểm cầu chính)", 600);
        province.subtree()
                .filter(unit -> unit.level == Level.UPPER_GRASSROOTS || (everywhere && unit.level == Level.GRASSROOTS))
                .forEach(unit -> site(sites, unit, "Điểm cầu " + unit.place(), capacity(unit)));
        return add(title, "BRIDGE", false, keyCadres, province, from, to, true, closedAt, sites);
    }

    /// A class that each committee holds in its own hall, one day after the other.
    void classes(LocalDate first) {
        var day = first;
        for (var committee : province.children) {
            classes.put(committee, hall(committee, "Hội nghị học tập của ", false, day));
            day = day.plusDays(committee.position % 2);
        }
    }

    void makeUps(LocalDate first) {
        for (var committee : province.children)
            makeUps.put(committee, hall(committee, "Học bù tại ", true, first.plusDays(committee.position % 3)));
    }

    private Gathering hall(Node committee, String title, boolean makeUp, LocalDate day) {
        var sites = Gathering.noSites();
        site(sites, committee, "Hội trường " + committee.place(), 500);
        return add(
                title + committee.place(),
                "IN_PERSON",
                makeUp,
                false,
                committee,
                at(day, 7, 30),
                at(day, 11, 30),
                chance.happens(0.8),
                at(day, 17, 0),
                sites);
    }

    private Gathering add(
            String title,
            String form,
            boolean makeUp,
            boolean keyCadres,
            Node host,
            Instant from,
            Instant to,
            boolean presented,
            @Nullable Instant closedAt,
            SequencedMap<Node, Gathering.Site> sites) {
        var one =
                new Gathering(id(), title, form, makeUp, keyCadres, host, from, to, topics, presented, closedAt, sites);
        all.add(one);
        return one;
    }

    private void site(SequencedMap<Node, Gathering.Site> sites, Node unit, String name, int capacity) {
        sites.put(unit, new Gathering.Site(id(), name, capacity));
    }

    private static int capacity(Node unit) {
        return unit.cells().mapToInt(cell -> cell.size).sum() / 50 * 50 + 100;
    }

    private UUID id() {
        return Ids.at(1_700_000_000_000L + made++, chance.word(), chance.word());
    }

    Gathering classOf(Node cell) {
        return Objects.requireNonNull(classes.get(cell.committee()));
    }

    Gathering makeUpOf(Node cell) {
        return Objects.requireNonNull(makeUps.get(cell.committee()));
    }

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(Zone.VIETNAM).toInstant();
    }
}
