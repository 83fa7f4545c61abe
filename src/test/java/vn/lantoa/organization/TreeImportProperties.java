package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;

/// Random trees come in through files and are held against a naive walk from each unit to the root.
@AppTest
@AddLifecycleHook(Tried.class)
class TreeImportProperties implements World {

    private static final List<Level> BELOW_PROVINCE =
            List.of(Level.UPPER_GRASSROOTS, Level.GRASSROOTS, Level.SECTIONAL, Level.CELL);

    @Autowired
    UnitImport units;

    @Autowired
    Exports exports;

    @Autowired
    Layouts layouts;

    @Autowired
    JdbcClient db;

    @Property(tries = 20)
    void keepsTheClosureOfAnyTree(
            @ForAll("files") List<List<Sprout>> files, @ForAll @IntRange(max = 1_000_000) int mixed) {
        for (var sprouts : files) {
            var file = file(sprouts, new Random(mixed));
            assertThat(take(file.getBytes(StandardCharsets.UTF_8)).result().errors())
                    .as(file)
                    .isEmpty();
            assertThat(closure()).isEqualTo(walked());
        }
    }

    @Property(tries = 10)
    void changesNothingByWhatItWroteItself(@ForAll("files") List<List<Sprout>> files, @ForAll TableFormat format) {
        for (var sprouts : files) take(file(sprouts, new Random(0)).getBytes(StandardCharsets.UTF_8));

        var out = new ByteArrayOutputStream();
        exports.units(OFFICER, null, format, "x", "y", subject -> out);

        var again = take(out.toByteArray());
        assertThat(again.result().errors()).isEmpty();
        assertThat(again.created() + again.changed()).isZero();
    }

    @Provide
    Arbitrary<List<List<Sprout>>> files() {
        var pick = Arbitraries.integers().between(0, 999);
        return Combinators.combine(pick, pick)
                .as(Sprout::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(64)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /// New units and moved ones below the province, in any order; each stands under one of a higher level.
    private static String file(List<Sprout> sprouts, Random random) {
        var levels = new HashMap<String, Level>();
        levels.put("TN", Level.PROVINCIAL);
        var codes = new ArrayList<>(List.of("TN"));
        var rows = new ArrayList<String>();
        for (int i = 0; i < sprouts.size(); i++) {
            var parent = codes.get(sprouts.get(i).parent() % codes.size());
            var above = levels.get(parent);
            var lower = BELOW_PROVINCE.stream()
                    .filter(level -> above != null && level.under(above))
                    .toList();
            if (lower.isEmpty()) continue;
            var level = lower.get(sprouts.get(i).level() % lower.size());
            // the code tells the level, so that a later file moves the unit but never turns it into another kind
            var code = level + "-" + i;
            levels.put(code, level);
            codes.add(code);
            rows.add("%s,%s,%s,Tổ chức số %d,2023-01-01".formatted(code, parent, level, i));
        }
        Collections.shuffle(rows, random);
        return "code,parent_code,level,name,valid_from\n" + String.join("\n", rows);
    }

    private Set<String> closure() {
        return new TreeSet<>(db.sql("""
                select concat_ws(' ', a.code, d.code, t.depth) as value
                from   organization.unit_tree t
                join   organization.unit a on a.id = t.ancestor
                join   organization.unit d on d.id = t.descendant
                """).query(String.class).list());
    }

    private Set<String> walked() {
        var parents = new HashMap<String, String>();
        db.sql("""
                select u.code, p.code
                from   organization.unit u
                left   join organization.unit p on p.id = u.parent
                """).query(row -> {
            parents.put(row.getString(1), row.getString(2));
        });
        var walked = new TreeSet<String>();
        for (var code : parents.keySet()) {
            int depth = 0;
            for (var at = code; at != null; at = parents.get(at)) walked.add(at + " " + code + " " + depth++);
        }
        return walked;
    }

    private Imported take(byte[] bytes) {
        try (var file = Table.open(new ByteArrayInputStream(bytes), layouts.units(), Limits.usual())) {
            return units.take(OFFICER, file, false, false, DAY);
        }
    }

    /// A row that is drawn: both numbers count around what there is to pick from.
    record Sprout(int parent, int level) {}
}
