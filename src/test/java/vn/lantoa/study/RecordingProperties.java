package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.Tried;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Figure;

/// Random trees, rosters and facts: the figures of every unit equal a naive walk, whatever the order and however often
/// the facts come, and voids take everything back. What fails is made smaller until nothing can be left out.
@AppTest
@AddLifecycleHook(Tried.class)
class RecordingProperties implements World {

    private static final List<Form> FORMS = List.of(Form.values());

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    CheckIns checkIns;

    @Autowired
    Figures figures;

    @Autowired
    Recount recount;

    @Property(tries = 30)
    void addsUpLikeANaiveWalk(@ForAll("cases") Case drawn) {
        var tree = grow(drawn);
        var said = said(drawn, tree);
        var needed = needed(drawn);
        var campaign = open(drawn, tree);

        record(campaign, tree, said, new Random(0));

        assertThat(recount.differences(campaign)).isEmpty();
        var found = all(campaign, tree);
        for (var unit : tree.units()) {
            var figure = Objects.requireNonNull(found.get(unit.id()));
            assertThat(counts(figure)).isEqualTo(walk(tree, unit, said, needed));
            var parts = new ArrayList<>(figures.children(Scope.everything(), campaign, new UnitId(unit.id())));
            parts.add(own(figure, tree, unit, said, needed));
            assertThat(counts(Figure.sum(figure, parts))).isEqualTo(counts(figure));
        }
    }

    @Property(tries = 20)
    void neverHasMoreThanAllAndAccountsForAllOnlyWithNobodyUnrecorded(@ForAll("cases") Case drawn) {
        var tree = grow(drawn);
        var campaign = open(drawn, tree);

        record(campaign, tree, said(drawn, tree), new Random(0));

        for (var figure : all(campaign, tree).values()) {
            var rates = figure.rates();
            assertThat(rates.duty().part()).isBetween(0L, rates.duty().whole());
            assertThat(rates.accounted().equals(new Rate(figure.total(), figure.total())))
                    .isEqualTo(figure.unrecorded() == 0);
        }
    }

    @Property(tries = 20)
    void givesTheSameFiguresInAnyOrderAndRepetition(
            @ForAll("cases") Case drawn, @ForAll @IntRange(max = 1_000_000) int mixed) {
        var tree = grow(drawn);
        var said = said(drawn, tree);
        var random = new Random(mixed);
        var shuffled = new ArrayList<>(said);
        shuffled.addAll(said.subList(0, said.size() / 2));
        Collections.shuffle(shuffled, random);

        var one = open(drawn, tree);
        record(one, tree, said, new Random(0));
        var other = open(drawn, tree);
        record(other, tree, shuffled, random);

        assertThat(counts(all(other, tree))).isEqualTo(counts(all(one, tree)));
        assertThat(recount.differences(other)).isEmpty();
    }

    @Property(tries = 20)
    void restoresTheFiguresByVoids(@ForAll("cases") Case drawn, @ForAll @IntRange(max = 1_000_000) int mixed) {
        var tree = grow(drawn);
        var random = new Random(mixed);
        var campaign = open(drawn, tree);
        var beginning = all(campaign, tree);
        record(campaign, tree, said(drawn, tree), random);

        var facts = facts(campaign);
        Collections.shuffle(facts, random);
        for (var fact : facts)
            recorder.record(
                    OFFICER, campaign, List.of(Fact.voiding(fact.getValue(), fact.getKey(), "thử", NINE)), NINE);

        assertThat(all(campaign, tree)).isEqualTo(beginning);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Provide
    Arbitrary<Case> cases() {
        var pick = Arbitraries.integers().between(0, 999);
        var people = Combinators.combine(pick, chance(6), chance(4)).as(Somebody::new);
        var words = Combinators.combine(
                        pick,
                        Arbitraries.of(Fact.Kind.IN, Fact.Kind.STUDIED, Fact.Kind.EXCUSED, Fact.Kind.ABSENT),
                        pick,
                        Arbitraries.of(Form.class),
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(0, 49))
                .as(Word::new);
        return Combinators.combine(
                        pick.list().ofMaxSize(11),
                        people.list().ofMaxSize(40),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of("1", "0.5", "0.666667", "0.25"),
                        words.list().ofMaxSize(60))
                .as(Case::new);
    }

    /// True once in `times`.
    private static Arbitrary<Boolean> chance(int times) {
        return Arbitraries.frequency(Tuple.of(times - 1, false), Tuple.of(1, true));
    }

    private List<Map.Entry<Long, UUID>> facts(CampaignId campaign) {
        return new ArrayList<>(
                db.sql("select id, member from study.fact where campaign = :id and kind <> 'VOID' order by id")
                        .param("id", campaign.value())
                        .query((row, number) -> Map.entry(row.getLong(1), row.getObject(2, UUID.class)))
                        .list());
    }

    private void record(CampaignId campaign, Grown tree, List<Said> said, Random random) {
        var sessions = new HashMap<Long, SessionId>();
        var sites = new HashMap<Long, SiteId>();
        for (var start = 0; start < said.size(); ) {
            var size = Math.min(said.size() - start, 1 + random.nextInt(5));
            var facts = new ArrayList<Fact>();
            for (var one : said.subList(start, start + size)) {
                if (one.atDoor()) {
                    var key = one.topics() * 2 + (one.makeUp() ? 1 : 0);
                    var session = sessions.computeIfAbsent(
                            key,
                            bits -> Trial.session(
                                    db, campaign, new UnitId(tree.top()), Form.BRIDGE, one.topics(), one.makeUp()));
                    var site = sites.computeIfAbsent(key, bits -> Trial.site(db, session, new UnitId(tree.top())));
                    checkIns.record(
                            OFFICER,
                            session,
                            List.of(new CheckIn(
                                    one.person().number(), site.value(), false, one.at(), one.nonce(), null, false)),
                            NINE);
                } else facts.add(one.fact());
            }
            recorder.record(OFFICER, campaign, facts, NINE);
            start += size;
        }
    }

    private Map<UUID, Figure> all(CampaignId campaign, Grown tree) {
        var all = new HashMap<UUID, Figure>();
        for (var unit : tree.units())
            all.put(unit.id(), figures.of(Scope.everything(), campaign, new UnitId(unit.id())));
        return all;
    }

    private CampaignId open(Case drawn, Grown tree) {
        var campaign = Trial.draft(db, OFFICER, new UnitId(tree.top()), drawn.topics(), drawn.required());
        opening.open(OFFICER, campaign, NINE);
        return campaign;
    }

    private static int needed(Case drawn) {
        var share = Math.round(Double.parseDouble(drawn.required()) * 1e6);
        for (var some = 1; some <= drawn.topics(); some++)
            if (Math.round(some * 1e6 / drawn.topics()) >= share) return some;
        return drawn.topics();
    }

    private static List<Long> counts(Figure figure) {
        var counts = new ArrayList<>(List.of(
                figure.total(),
                figure.probationary(),
                figure.exempt(),
                figure.studied(),
                figure.studiedExempt(),
                figure.excused(),
                figure.absent(),
                figure.unrecorded(),
                figure.makeUp()));
        for (var form : Form.values()) counts.add(figure.by(form));
        return counts;
    }

    private static Map<UUID, List<Long>> counts(Map<UUID, Figure> figures) {
        var counts = new HashMap<UUID, List<Long>>();
        figures.forEach((unit, figure) -> counts.put(unit, counts(figure)));
        return counts;
    }

    /// Counts by walking from `unit` down, member by member.
    private static List<Long> walk(Grown tree, Planted unit, List<Said> said, int needed) {
        var counts = new long[9 + Form.values().length];
        for (var person : tree.people()) {
            if (!tree.below(person.unit(), unit.id())) continue;
            counts[0]++;
            if (person.probationary()) counts[1]++;
            if (person.exempt()) counts[2]++;
            var about = said.stream()
                    .filter(one -> one.person().equals(person))
                    .sorted(Comparator.comparing(Said::at).thenComparing(Said::nonce))
                    .toList();
            Set<Integer> attended = new HashSet<>();
            for (var one : about)
                for (var topic = 0; topic < 60; topic++) if ((one.topics() >> topic & 1) == 1) attended.add(topic);
            if (attended.size() >= needed) {
                counts[3]++;
                if (person.exempt()) counts[4]++;
                var first = about.stream()
                        .filter(one -> one.topics() != 0)
                        .findFirst()
                        .orElseThrow();
                if (first.makeUp()) counts[8]++;
                counts[9 + FORMS.indexOf(first.form())]++;
            } else if (!person.exempt()) {
                if (about.stream().anyMatch(one -> one.kind() == Fact.Kind.EXCUSED)) counts[5]++;
                else if (about.stream().anyMatch(one -> one.kind() == Fact.Kind.ABSENT)) counts[6]++;
                else counts[7]++;
            }
        }
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    /// What the unit's own members add to its figure.
    private static Figure own(Figure figure, Grown tree, Planted unit, List<Said> said, int needed) {
        var people = tree.people().stream()
                .filter(person -> person.unit().equals(unit.id()))
                .toList();
        var alone = new Grown(tree.top(), List.of(unit), people);
        var counts = walk(alone, unit, said, needed);
        var forms = new EnumMap<Form, Long>(Form.class);
        for (var form : Form.values()) forms.put(form, counts.get(9 + FORMS.indexOf(form)));
        return new Figure(
                figure.unit(),
                null,
                figure.code(),
                figure.name(),
                figure.level(),
                0,
                counts.get(0),
                counts.get(1),
                counts.get(2),
                counts.get(3),
                counts.get(4),
                counts.get(5),
                counts.get(6),
                forms,
                counts.get(8),
                0,
                0,
                0,
                0);
    }

    private static List<Said> said(Case drawn, Grown tree) {
        var said = new ArrayList<Said>();
        var door = new HashSet<String>();
        for (var word : drawn.words()) {
            if (tree.people().isEmpty()) break;
            var person = tree.people().get(word.person() % tree.people().size());
            var attended = word.kind() == Fact.Kind.IN || word.kind() == Fact.Kind.STUDIED;
            var one = new Said(
                    person,
                    word.kind(),
                    attended ? 1L + word.topics() % ((1 << drawn.topics()) - 1) : 0,
                    word.kind() == Fact.Kind.STUDIED ? word.form() : Form.BRIDGE,
                    attended && word.makeUp(),
                    NINE.minusSeconds(word.secondsAgo()),
                    "n" + said.size());
            // a door lets in once: of two check-ins the first to come would stand, and the order would tell
            if (one.kind() != Fact.Kind.IN || door.add(person.number() + one.topics() + one.makeUp())) said.add(one);
        }
        return said;
    }

    private Grown grow(Case drawn) {
        var units = new ArrayList<Planted>();
        units.add(new Planted(Ids.next(), TN.value()));
        for (var parent : drawn.parents())
            units.add(new Planted(Ids.next(), units.get(parent % units.size()).id()));
        for (var number = 0; number < units.size(); number++) plant(units.get(number), number % 3);
        var people = new ArrayList<Person>();
        for (var one : drawn.people()) {
            var person =
                    new Person(Ids.next(), units.get(one.unit() % units.size()).id(), one.probationary(), one.exempt());
            people.add(person);
            settle(person);
        }
        return new Grown(units.getFirst().id(), units, people);
    }

    private void plant(Planted unit, int position) {
        db.sql("""
                insert into organization.unit (id, code, level, name, parent, from_on, position)
                values (:id, :id::text, 'CELL', 'Cây thử', :parent, '2020-01-01', :position)
                """)
                .param("id", unit.id())
                .param("parent", unit.parent())
                .param("position", position)
                .update();
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid)
                values (:id, 'Cây thử', 'CELL', :parent, daterange('2020-01-01', null))
                """).param("id", unit.id()).param("parent", unit.parent()).update();
        db.sql("""
                insert into organization.unit_tree (ancestor, descendant, depth)
                select t.ancestor, :id, t.depth + 1 from organization.unit_tree t where t.descendant = :parent
                union all select :id, :id, 0
                """).param("id", unit.id()).param("parent", unit.parent()).update();
    }

    private void settle(Person person) {
        db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, standing, unit)
                values (:id, :id::text, 'Người thử', 'thu nguoi', :standing, :unit)
                """)
                .param("id", person.id())
                .param("standing", person.probationary() ? "PROBATIONARY" : "FULL")
                .param("unit", person.unit())
                .update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                values (:id, :unit, daterange('2020-01-01', null), 'IMPORT')
                """).param("id", person.id()).param("unit", person.unit()).update();
        if (person.exempt())
            db.sql("""
                    insert into organization.exemption (id, member, from_on, reason)
                    values (:id, :member, '2020-01-01', 'AGE')
                    """).param("id", Ids.next()).param("member", person.id()).update();
    }

    /// What is drawn: numbers that pick a unit or a person count around those that there are.
    ///
    /// @param parents of the units below the first
    record Case(List<Integer> parents, List<Somebody> people, int topics, String required, List<Word> words) {}

    record Somebody(int unit, boolean probationary, boolean exempt) {}

    record Word(int person, Fact.Kind kind, int topics, Form form, boolean makeUp, int secondsAgo) {}

    private record Planted(UUID id, UUID parent) {}

    private record Person(UUID id, UUID unit, boolean probationary, boolean exempt) {

        String number() {
            return id.toString();
        }
    }

    private record Grown(UUID top, List<Planted> units, List<Person> people) {

        boolean below(UUID unit, UUID above) {
            for (var here = unit; ; ) {
                if (here.equals(above)) return true;
                var at = here;
                var found = units.stream().filter(one -> one.id().equals(at)).findFirst();
                if (found.isEmpty()) return false;
                here = found.get().parent();
            }
        }
    }

    private record Said(
            Person person, Fact.Kind kind, long topics, Form form, boolean makeUp, Instant at, String nonce) {

        boolean atDoor() {
            return kind == Fact.Kind.IN;
        }

        Fact fact() {
            var fact = switch (kind) {
                case STUDIED -> Fact.studied(person.id(), topics, form, makeUp, at);
                case EXCUSED -> Fact.excused(person.id(), Reason.ILL, at);
                default -> Fact.absent(person.id(), at);
            };
            return fact.named(nonce);
        }
    }
}
