package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.Tried;
import vn.lantoa.World;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.organization.Redrawing.Decision;
import vn.lantoa.study.CampaignId;
import vn.lantoa.study.Trial;

/// Any sequence of decisions leaves the past as it was, keeps the closure and one root, loses nobody, and can be taken
/// back decision by decision until everything stands again as at first. What a campaign recorded meanwhile, no decision
/// touches, and it counts the same on all three bases over the province and in every unit that did not change.
@AppTest
@AddLifecycleHook(Tried.class)
class RedrawingProperties implements World {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @Autowired
    Redrawing redrawing;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationContext context;

    @Autowired
    MockMvcTester web;

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void leavesThePastAsItWasAndCanBeTakenBack(@ForAll("decisions") List<List<Stroke>> decisions) {
        var past = new LinkedHashMap<LocalDate, Map<String, String>>();
        var sums = new ArrayList<Map<String, String>>();
        var applied = new ArrayList<ReorganizationId>();
        past.put(FIRST.minusDays(1), on(FIRST.minusDays(1)));
        var campaign = recorded();
        Trial.declare(db, campaign, TL, 3, OFFICER);
        var recorded = Trial.sums(db);
        var counted = counted(campaign);
        assertThat(unchanged(FIRST.minusDays(1))).as("before anything").hasSize(counted.size());
        conserves(campaign, counted, FIRST.minusDays(1));
        var day = FIRST;
        for (var strokes : decisions) {
            var before = RedrawingTest.sums(db);
            var id = drawn(strokes, day, applied.size());
            if (id != null) {
                sums.add(before);
                applied.add(id);
                past.put(day, on(day));
                past.forEach((then, tree) ->
                        assertThat(on(then)).as("tree of %s", then).isEqualTo(tree));
                holds(day);
                counts(campaign);
                conserves(campaign, counted, day);
            } else assertThat(RedrawingTest.sums(db)).isEqualTo(before);
            assertThat(Trial.sums(db)).as("recorded, after %s", strokes).isEqualTo(recorded);
            day = day.plusDays(20);
        }

        for (var last = applied.size() - 1; last >= 0; last--) {
            redrawing.undo(OFFICER, applied.get(last), day.atStartOfDay().toInstant(ZoneOffset.UTC));
            assertThat(RedrawingTest.sums(db)).isEqualTo(sums.get(last));
            assertThat(Trial.sums(db)).as("recorded, after undoing").isEqualTo(recorded);
            conserves(campaign, counted, day);
        }
    }

    /// An open campaign in which three cells of two communes have recorded somebody.
    private CampaignId recorded() {
        var campaign = Trial.open(context, db, OFFICER, TN);
        var address = "/api/v1/campaigns/" + campaign.value();
        call(address, "TL1", AN, "studied");
        call(address, "TL2", HA, "studied");
        call(address, "PC1", LAN, "absent");
        assertThat(db.sql("select count(*) from study.fact f where f.campaign = :campaign")
                        .param("campaign", campaign.value())
                        .query(Integer.class)
                        .single())
                .as("facts")
                .isGreaterThanOrEqualTo(3);
        return campaign;
    }

    private void call(String address, String cell, MemberId member, String outcome) {
        var number = db.sql("select m.member_no from organization.member m where m.id = :id")
                .param("id", member.value())
                .query(String.class)
                .single();
        assertThat(web.put()
                        .uri(address + "/roll-calls/" + cell)
                        .with(World.program(OFFICER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"entries": [{"memberNo": "%s", "outcome": "%s", "form": "CELL_MEETING"}]}
                                """.formatted(number, outcome)))
                .hasStatusOk();
    }

    /// Everybody on the roster is counted on each basis, once, at a unit that stands.
    private void counts(CampaignId campaign) {
        for (var basis : List.of("NOW", "BRIDGED"))
            assertThat(db.sql("""
                    select coalesce(sum(t.total) filter (where u.until_on is null), 0)
                    from   study.places(:campaign, :basis) p
                    join   organization.unit u on u.id = p.unit
                    join   study.tally t on t.campaign = :campaign and t.position = p.position
                    """)
                            .param("campaign", campaign.value())
                            .param("basis", basis)
                            .query(Long.class)
                            .single())
                    .as(basis)
                    .isEqualTo(db.sql("select sum(t.total) from study.tally t where t.campaign = :campaign")
                            .param("campaign", campaign.value())
                            .query(Long.class)
                            .single());
    }

    /// What every unit of the campaign counts in the tree that it froze.
    private Map<UnitId, String> counted(CampaignId campaign) {
        var counted = new LinkedHashMap<UnitId, String>();
        for (var unit : List.of(TN, DT, VN, TL, PC, TX, TL1, TL2, PC1, TX1))
            counted.put(unit, Trial.counted(context, campaign, "was", unit));
        return counted;
    }

    /// The province counts the same on all bases, and so does each unit that did not change.
    private void conserves(CampaignId campaign, Map<UnitId, String> counted, LocalDate day) {
        var alike = new HashSet<>(unchanged(day));
        alike.add(TN);
        for (var unit : alike)
            for (var basis : List.of("was", "now", "bridged"))
                assertThat(Trial.counted(context, campaign, basis, unit))
                        .as("%s, %s", unit, basis)
                        .isEqualTo(counted.get(unit));
    }

    /// The units of the province that stand where they stood, under the same and over the same as before everything,
    /// and became and took in no part of another.
    private List<UnitId> unchanged(LocalDate day) {
        return db.sql("""
                with recursive was as materialized (
                    select s.unit, s.parent, s.level from organization.states_on(:first) s
                ),
                now as materialized (
                    select s.unit, s.parent, s.level from organization.states_on(:day) s
                ),
                changed as materialized (
                    select coalesce(w.unit, n.unit) as unit
                    from   was w
                    full   join now n on n.unit = w.unit
                    where  (w.unit, w.parent, w.level) is distinct from (n.unit, n.parent, n.level)
                    union
                    select unnest(array[l.from_unit, l.to_unit]) from organization.lineage l
                ),
                edge as (
                    select w.unit, w.parent from was w union select n.unit, n.parent from now n
                ),
                below as (
                    select w.unit, w.unit as part from was w
                    union
                    select b.unit, e.unit from below b join edge e on e.parent = b.part
                ),
                above as (
                    select w.unit, w.parent from was w
                    union
                    select a.unit, w.parent from above a join was w on w.unit = a.parent
                )
                select w.unit as value
                from   was w
                where  w.unit <> :centre
                and    not exists (select from below b join changed c on c.unit = b.part where b.unit = w.unit)
                and    not exists (select from above a join changed c on c.unit = a.parent where a.unit = w.unit)
                """)
                .param("first", FIRST.minusDays(1))
                .param("day", day)
                .param("centre", TW.value())
                .query(UnitId.class)
                .list();
    }

    private void holds(LocalDate day) {
        assertThat(closure()).isEqualTo(walked());
        assertThat(db.sql("select count(*) from organization.states_on(:day) s where s.parent is null")
                        .param("day", day)
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(db.sql("""
                select count(*)
                from   organization.member m
                join   organization.membership s on s.member = m.id and upper_inf(s.valid) and s.unit = m.unit
                join   organization.unit u on u.id = m.unit and u.until_on is null
                """).query(Integer.class).single()).as("members").isEqualTo(12);
        assertThat(db.sql("""
                select count(*)
                from   organization.unit u
                join   organization.unit p on p.id = u.parent
                where  u.until_on is null
                and    p.until_on is not null
                """).query(Integer.class).single())
                .as("units below ended ones")
                .isZero();
        assertThat(db.sql("""
                select count(*)
                from   organization.unit u
                left   join organization.unit_state s on s.unit = u.id and s.valid @> :day::date
                where  u.until_on is null
                and    row (u.name, u.level, u.parent) is distinct from row (s.name, s.level, s.parent)
                """).param("day", day).query(Integer.class).single())
                .as("units unlike their state")
                .isZero();
    }

    /// Draws and applies what the strokes come to on today's tree; null where it is refused.
    private @Nullable ReorganizationId drawn(List<Stroke> strokes, LocalDate day, int round) {
        var at = day.atTime(9, 0).toInstant(ZoneOffset.UTC);
        var decision = new Decision(round + "-QĐ/TU", null, day, operations(strokes, round), List.of());
        if (!redrawing.preview(OFFICER, decision, day).clean()) return null;
        var id = redrawing.draw(OFFICER, TN, decision, at);
        try {
            redrawing.apply(OFFICER, id, at);
            return id;
        } catch (Refused refused) {
            throw new AssertionError("was clean when previewed", refused);
        }
    }

    private List<Operation> operations(List<Stroke> strokes, int round) {
        var standing = standing();
        var used = new HashSet<String>();
        var operations = new ArrayList<Operation>();
        for (var stroke : strokes) {
            var free = standing.keySet().stream()
                    .filter(code -> !used.contains(code) && !code.equals("TN"))
                    .toList();
            if (free.isEmpty()) break;
            var one = free.get(stroke.one() % free.size());
            var level = Objects.requireNonNull(standing.get(one)).level();
            var peers = free.stream()
                    .filter(code -> !code.equals(one)
                            && Objects.requireNonNull(standing.get(code)).level() == level)
                    .toList();
            var above = standing.entrySet().stream()
                    .filter(entry -> !used.contains(entry.getKey())
                            && level.under(entry.getValue().level()))
                    .map(Map.Entry::getKey)
                    .toList();
            var code = "R" + round + "-" + operations.size();
            switch (stroke.kind() % 6) {
                case 0 -> operations.add(new Rename(one, "Tên " + code));
                case 1 -> {
                    if (!above.isEmpty()) operations.add(new Move(one, above.get(stroke.other() % above.size())));
                }
                case 2 -> {
                    if (!peers.isEmpty()) {
                        var into = peers.get(stroke.other() % peers.size());
                        operations.add(new Merge(List.of(one), into));
                        used.add(into);
                    }
                }
                case 3 -> {
                    if (level == Level.CELL || above.isEmpty()) break;
                    operations.add(new Create(code, above.get(stroke.other() % above.size()), level, "Mới " + code));
                    operations.add(new Merge(List.of(one), code));
                }
                case 4 -> {
                    var parts = standing.entrySet().stream()
                            .filter(entry -> one.equals(entry.getValue().parent()) && !used.contains(entry.getKey()))
                            .map(Map.Entry::getKey)
                            .toList();
                    if (level == Level.CELL || peers.isEmpty() || above.isEmpty()) break;
                    var other = peers.get(stroke.other() % peers.size());
                    var cut = parts.isEmpty() ? 0 : stroke.other() % (parts.size() + 1);
                    operations.add(new Create(code, above.get(stroke.other() % above.size()), level, "Mới " + code));
                    operations.add(new Divide(
                            one,
                            List.of(
                                    new Heir(code, parts.subList(0, cut)),
                                    new Heir(other, parts.subList(cut, parts.size())))));
                    used.addAll(parts);
                    used.add(other);
                }
                default -> operations.add(new Dissolve(one));
            }
            used.add(one);
        }
        return operations;
    }

    @Provide
    Arbitrary<List<List<Stroke>>> decisions() {
        var pick = Arbitraries.integers().between(0, 99);
        return Combinators.combine(pick, pick, pick)
                .as(Stroke::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private Map<String, Place> standing() {
        var standing = new LinkedHashMap<String, Place>();
        db.sql("""
                select   u.code, u.level, p.code
                from     organization.unit u
                join     organization.unit_tree t on t.descendant = u.id and t.ancestor = :top
                left     join organization.unit p on p.id = u.parent
                where    u.until_on is null
                order by u.code
                """).param("top", TN.value()).query(row -> {
            standing.put(row.getString(1), new Place(Level.valueOf(row.getString(2)), row.getString(3)));
        });
        return standing;
    }

    private Map<String, String> on(LocalDate day) {
        var tree = new HashMap<String, String>();
        db.sql("""
                select s.code, s.level || ' ' || s.name || ' ' || coalesce(p.code, '') as place
                from   organization.states_on(:day) s
                left   join organization.unit p on p.id = s.parent
                """).param("day", day).query(row -> {
            tree.put(row.getString(1), row.getString(2));
        });
        return tree;
    }

    private Set<String> closure() {
        return new TreeSet<>(db.sql("""
                select a.code || ' ' || d.code as value
                from   organization.unit_tree t
                join   organization.unit a on a.id = t.ancestor
                join   organization.unit d on d.id = t.descendant
                """).query(String.class).list());
    }

    /// Up by parents, and from a unit that ended to the one unit that it became part of.
    private Set<String> walked() {
        var up = new HashMap<String, List<String>>();
        db.sql("""
                select u.code, p.code
                from   organization.unit u
                left   join organization.unit p on p.id = u.parent
                """).query(row -> {
            var edges = up.computeIfAbsent(row.getString(1), code -> new ArrayList<>());
            if (row.getString(2) != null) edges.add(row.getString(2));
        });
        var heirs = new HashMap<String, Set<String>>();
        db.sql("""
                select f.code, t.code
                from   organization.lineage l
                join   organization.unit f on f.id = l.from_unit and f.until_on is not null
                join   organization.unit t on t.id = l.to_unit
                """).query(row -> {
            heirs.computeIfAbsent(row.getString(1), code -> new TreeSet<>()).add(row.getString(2));
        });
        heirs.forEach((code, all) -> {
            if (all.size() == 1) up.getOrDefault(code, List.of()).addAll(all);
        });
        var walked = new TreeSet<String>();
        for (var code : up.keySet()) climb(code, code, up, walked);
        return walked;
    }

    private static void climb(String from, String at, Map<String, List<String>> up, Set<String> walked) {
        if (!walked.add(at + " " + from)) return;
        for (var next : up.getOrDefault(at, List.of())) climb(from, next, up, walked);
    }

    /// What is drawn: three numbers that count around what there is to pick from.
    record Stroke(int kind, int one, int other) {}

    private record Place(Level level, @Nullable String parent) {}
}
