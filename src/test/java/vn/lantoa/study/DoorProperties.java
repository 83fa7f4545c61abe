package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.Tried;
import vn.lantoa.World;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.study.DoorScan.Kind;
import vn.lantoa.study.DoorScan.Way;

/// Whatever the order in which the scans of three doors come, on line or hours later, repeated, taken back,
/// people leaving and coming again, with clocks that are wrong and known to be: the same people are in, as a
/// naive reading of the scans says.
@AppTest
@AddLifecycleHook(Tried.class)
class DoorProperties implements World {

    private static final List<MemberId> PEOPLE = List.of(AN, BINH, CHUNG, DUNG, HA, LAN, MINH);

    /// Expected at the second site; the others at the first.
    private static final Set<MemberId> OF_THE_OTHER = Set.of(LAN, MINH);

    private static final Instant LATER = NINE.plusSeconds(12_000);

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Door door;

    @Autowired
    Recount recount;

    @Property(tries = 40)
    void letsTheSamePeopleInInWhateverOrderScansCome(
            @ForAll("events") List<Event> events, @ForAll @IntRange(max = 1_000_000) int mixed) {
        var one = hall();
        send(one, events, new Random(0), false);
        var other = hall();
        send(other, events, new Random(mixed), true);

        var expected = naive(events);
        assertThat(found(one)).isEqualTo(expected);
        assertThat(found(other)).isEqualTo(expected);
        assertThat(roster(other)).isEqualTo(roster(one));
        assertThat(recount.differences(one.campaign())).isEmpty();
        assertThat(recount.differences(other.campaign())).isEmpty();
        assertThat(kept(other)).isEqualTo(nonces(events));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var scan = Combinators.combine(
                        Arbitraries.integers().between(0, PEOPLE.size() - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 7_200),
                        Arbitraries.of(Kind.IN, Kind.IN, Kind.IN, Kind.OUT),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(-600, 600),
                        Arbitraries.integers().between(0, 5))
                .as(Event::new);
        return scan.list().ofMinSize(1).ofMaxSize(25);
    }

    /// @param person and `site` by number
    /// @param second after nine at which it happened
    /// @param skew seconds that the device's clock is ahead, known from when it was on line
    /// @param undone taken back where it is 0
    record Event(int person, int site, int second, Kind kind, boolean admit, int skew, int undone) {

        Instant at() {
            return NINE.plusSeconds(second);
        }
    }

    private static void shuffle(List<DoorScan> scans, Random random, boolean mix) {
        if (!mix) return;
        scans.addAll(scans.subList(0, scans.size() / 2));
        Collections.shuffle(scans, random);
    }

    private void send(Hall hall, List<Event> events, Random random, boolean mix) {
        var doors = new TreeMap<Integer, List<DoorScan>>();
        for (var number = 0; number < events.size(); number++) {
            var event = events.get(number);
            var sent = doors.computeIfAbsent(event.site(), site -> new ArrayList<>());
            sent.add(scan(event, "s" + number));
            if (event.undone() == 0) sent.add(undo(event, "u" + number, "s" + number));
        }
        var batches = new ArrayList<Map.Entry<Integer, List<DoorScan>>>();
        doors.forEach((site, scans) -> {
            shuffle(scans, random, mix);
            for (var from = 0; from < scans.size(); from += 3)
                batches.add(Map.entry(site, scans.subList(from, Math.min(scans.size(), from + 3))));
        });
        if (mix) Collections.shuffle(batches, random);
        for (var batch : batches) door.take(OFFICER, hall.sites().get(batch.getKey()), null, batch.getValue(), LATER);
    }

    private static DoorScan scan(Event event, String nonce) {
        var deviceAt = event.at().plusSeconds(event.skew());
        return new DoorScan(
                nonce,
                event.kind(),
                Way.CODE,
                null,
                PEOPLE.get(event.person()).value(),
                null,
                null,
                DoorScan.happened(true, deviceAt, -1_000L * event.skew(), LATER),
                deviceAt,
                true,
                event.admit());
    }

    private static DoorScan undo(Event event, String nonce, String undone) {
        return new DoorScan(
                nonce, Kind.UNDO, Way.SEARCH, null, null, null, undone, event.at(), event.at(), true, false);
    }

    /// Who is in at which site, and who has left: the earliest scan that stands lets in, the latest tells whether out.
    private static Map<UUID, String> naive(List<Event> events) {
        var people = new HashMap<UUID, String>();
        for (var person = 0; person < PEOPLE.size(); person++) {
            var standing = new ArrayList<Integer>();
            for (var number = 0; number < events.size(); number++) {
                var event = events.get(number);
                if (event.person() == person && event.undone() != 0 && welcome(event)) standing.add(number);
            }
            var order = Comparator.<Integer, Instant>comparing(
                            number -> events.get(number).at())
                    .thenComparing(number -> events.get(number).kind() == Kind.OUT)
                    .thenComparing(number -> "s" + number);
            standing.sort(order);
            var first = standing.stream()
                    .filter(number -> events.get(number).kind() == Kind.IN)
                    .findFirst();
            if (first.isEmpty()) continue;
            var left = events.get(standing.getLast()).kind() == Kind.OUT;
            people.put(PEOPLE.get(person).value(), events.get(first.get()).site() + (left ? " left" : ""));
        }
        return people;
    }

    private static boolean welcome(Event event) {
        var home = OF_THE_OTHER.contains(PEOPLE.get(event.person())) ? 1 : 0;
        return event.site() == home || event.admit() || event.site() == 2;
    }

    private static Set<String> nonces(List<Event> events) {
        var nonces = new HashSet<String>();
        for (var number = 0; number < events.size(); number++) {
            nonces.add("s" + number);
            if (events.get(number).undone() == 0) nonces.add("u" + number);
        }
        return nonces;
    }

    private Hall hall() {
        var campaign = Trial.draft(db, OFFICER, DT, 2, "1.0");
        opening.open(OFFICER, campaign, NINE);
        var session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b11, false);
        var sites = List.of(Trial.site(db, session, TL), Trial.site(db, session, PC), Trial.site(db, session, DT));
        db.sql("update study.site set expects = 'OPEN' where id = :id")
                .param("id", sites.get(2).value())
                .update();
        for (var topic = 1; topic <= 2; topic++)
            db.sql("""
                    insert into study.session_topic (session, topic, starts_at, ends_at)
                    values (:session, :topic, :from, :until)
                    """)
                    .param("session", session.value())
                    .param("topic", topic)
                    .param("from", Trial.moment(NINE.plusSeconds(3_600L * (topic - 1))))
                    .param("until", Trial.moment(NINE.plusSeconds(3_600L * topic)))
                    .update();
        db.sql("update study.session set timetabled = true where id = :id")
                .param("id", session.value())
                .update();
        return new Hall(campaign, session, sites);
    }

    private Map<UUID, String> found(Hall hall) {
        var found = new HashMap<UUID, String>();
        db.sql("""
                select   f.member, f.kind, f.site
                from     study.fact f
                where    f.campaign = :campaign
                and      f.kind in ('IN', 'OUT')
                and      not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                order by f.kind
                """).param("campaign", hall.campaign().value()).query(row -> {
            var member = row.getObject("member", UUID.class);
            if (row.getString("kind").equals("IN"))
                found.put(member, String.valueOf(hall.sites().indexOf(new SiteId(row.getObject("site", UUID.class)))));
            else found.merge(member, " left", String::concat);
        });
        return found;
    }

    private List<String> roster(Hall hall) {
        return db.sql("""
                select   r.member_no || ' ' || r.topics || ' ' || coalesce(r.outcome, '-') || ' ' || coalesce(r.form, '-')
                         || ' ' || coalesce(r.decided_at::text, '-')
                from     study.roster r
                where    r.campaign = :campaign
                order by r.member_no
                """)
                .param("campaign", hall.campaign().value())
                .query(String.class)
                .list();
    }

    private Set<String> kept(Hall hall) {
        return new HashSet<>(db.sql("select s.nonce from study.scan s where s.session = :session")
                .param("session", hall.session().value())
                .query(String.class)
                .list());
    }

    private record Hall(CampaignId campaign, SessionId session, List<SiteId> sites) {}
}
