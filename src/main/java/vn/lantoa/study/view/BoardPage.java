package vn.lantoa.study.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.Basis;
import vn.lantoa.study.Form;

/// A campaign as seen from one unit.
///
/// @param rosterAsOf the day whose rolls the roster shows while the cut-off day is not over; null once it is settled
/// @param closed when the campaign as a whole was closed, or null
/// @param documents their symbols in order
/// @param target the gross rate to reach, in hundredths of a percent
/// @param path from the highest unit the reader may see down to the parent
/// @param view which picture is shown: `map`, `columns` or `table`
/// @param map tiles of a wide surface, indexes into `rows`
/// @param tall the same on a surface for phones
/// @param siblings units of the same parent, best duty rate first; empty where the reader may not see them
/// @param names the members of a cell; empty higher up or where the reader may not see names
/// @param version changes whenever a figure here does
/// @param at when the figures were read
/// @param rights what the reader may do here
/// @param grounds on which basis all this is counted
public record BoardPage(
        UUID campaign,
        String title,
        LocalDate cutOff,
        @Nullable LocalDate rosterAsOf,
        LocalDate closesOn,
        @Nullable Instant closed,
        List<String> documents,
        int topics,
        int target,
        BoardUnit unit,
        List<BoardUnit> path,
        Figure figure,
        boolean unitClosed,
        List<BoardRow> rows,
        String view,
        List<TreemapTile> map,
        List<TreemapTile> tall,
        List<BoardRow> siblings,
        List<NameRow> names,
        String version,
        Instant at,
        Rights rights,
        Grounds grounds) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// Best first: the target reached, two steps below it, then down to three quarters and to half of it, and the rest.
    /// While a campaign runs nearly all units stand in the lower ones.
    public static final List<String> BANDS = List.of("good", "fair", "poor", "bad", "worse", "worst");

    /// Below the target by so many hundredths of a percent, a rate is painted as fair, then as poor.
    private static final int STEP = 300;

    /// Address of the board of `unit` on the same basis.
    public String board(UUID of) {
        return "/study/campaigns/" + campaign + "?unit=" + of + grounds.query();
    }

    /// Address of this board on another basis, or null where the reader may not see it on that.
    public @Nullable String on(Basis basis) {
        var of = grounds.unit(basis);
        return of == null
                ? null
                : "/study/campaigns/" + campaign + "?unit=" + of + "&basis=" + basis.word() + "&view=" + view;
    }

    /// Address of this board with another picture.
    public String as(String picture) {
        return board(unit.unit()) + "&view=" + picture + "#picture";
    }

    /// Address of the names of `of` in `group`, or null if the reader may not see names.
    public @Nullable String names(UUID of, String group) {
        return rights.names()
                ? "/study/campaigns/" + campaign + "/names?unit=" + of + grounds.query() + "&outcome=" + group
                : null;
    }

    /// Address of the names here that studied by `form`, or null if the reader may not see names.
    public @Nullable String names(Form form) {
        var studied = names(unit.unit(), "studied");
        return studied == null ? null : studied + "&form=" + form;
    }

    /// Address of something about this campaign and unit: `late`, `sessions/new?makeUp=true` …
    public String act(String what) {
        return "/study/campaigns/" + campaign + "/" + what + (what.contains("?") ? "&" : "?") + "unit=" + unit.unit()
                + grounds.query();
    }

    public boolean running() {
        return closed == null;
    }

    public Rate goal() {
        return new Rate(target, 10_000);
    }

    /// How a rate stands to the target: one of [#BANDS], or `none` over zero people. Exact fractions are compared.
    public String band(Rate rate) {
        if (rate.empty()) return "none";
        for (var step = 0; step < BANDS.size() - 1; step++) if (rate.reaches(from(step))) return BANDS.get(step);
        return BANDS.getLast();
    }

    /// The rate from which band `step` of [#BANDS] begins. The last one has no beginning: it is all that is left.
    public Rate from(int step) {
        return switch (step) {
            case 0 -> goal();
            case 1, 2 -> below(step);
            case 3 -> part(3);
            default -> part(2);
        };
    }

    /// So many quarters of the target, never above where the bands near the target end.
    private Rate part(int quarters) {
        return new Rate(Math.min(target * quarters / 4, Math.max(0, target - 2 * STEP)), 10_000);
    }

    private Rate below(int steps) {
        return new Rate(Math.max(0, target - steps * STEP), 10_000);
    }

    /// Whether the unit has members of its own besides those of the units below it, as a committee's office may.
    public long ownMembers() {
        return own().total();
    }

    /// What the unit has itself and no unit below it.
    public Figure own() {
        return Figure.own(figure, rows.stream().map(BoardRow::figure).toList());
    }

    /// The parts of the whole membership in the order of the bar, by their words in the bundles, with their counts.
    public Map<String, Long> parts() {
        var parts = new LinkedHashMap<String, Long>();
        parts.put("studied", figure.studiedOnDuty());
        parts.put("studied-exempt", figure.studiedExempt());
        parts.put("exempt", figure.exemptNotStudied());
        parts.put("excused", figure.excused());
        parts.put("absent", figure.absent());
        parts.put("unrecorded", figure.unrecorded());
        return parts;
    }

    /// The group of names behind a part of [#parts].
    public static String group(String part) {
        return switch (part) {
            case "studied" -> "studied-duty";
            case "exempt" -> "exempt-not-studied";
            default -> part;
        };
    }

    /// Subordinate units that have not closed or whose guests wait to be recorded, most people unrecorded first.
    public List<BoardRow> unclosed() {
        return rows.stream()
                .filter(row -> (!row.closed() && row.figure().total() > 0) || row.guests() > 0)
                .sorted(Comparator.comparingLong((BoardRow row) -> row.figure().unrecorded())
                        .reversed()
                        .thenComparing(
                                Comparator.comparingLong(BoardRow::guests).reversed())
                        .thenComparing(row -> row.figure().name()))
                .toList();
    }

    /// Subordinate units whose head has not presented yet, by name.
    public List<BoardRow> unpresented() {
        return rows.stream().filter(row -> !row.presented()).toList();
    }

    public long presented() {
        return rows.stream().filter(BoardRow::presented).count();
    }

    public long chaired() {
        return rows.stream().filter(BoardRow::chaired).count();
    }

    /// How many more would have to study for the gross rate to reach the target.
    public long missing() {
        return Math.max(0, Math.ceilDiv(figure.total() * target, 10_000) - figure.studied());
    }

    /// When the figures were read, to the second, in Viet Nam.
    public String clock() {
        return CLOCK.format(at.atZone(Zone.VIETNAM));
    }

    /// Where the axis of rates begins, in hundredths of a percent.
    public int axis() {
        return axis(rows);
    }

    /// Where an axis for the rates of `of` begins, in hundredths of a percent: a round number below the lowest one, so
    /// that differences near the target can be seen; the axis says so.
    public int axis(List<BoardRow> of) {
        var lowest = of.stream()
                .map(BoardRow::duty)
                .filter(rate -> !rate.empty())
                .mapToLong(rate -> rate.part() * 10_000 / rate.whole())
                .min()
                .orElse(0);
        var room = Math.min(lowest, target) - 200;
        return Math.clamp(room / 1_000 * 1_000, 0, 9_000);
    }

    /// The name of a unit without the words that every name begins with, for places where room is short.
    public static String brief(String name) {
        for (var beginning : List.of("Đảng bộ ", "Chi bộ ")) {
            if (name.startsWith(beginning) && name.length() > beginning.length() + 1)
                return Character.toUpperCase(name.charAt(beginning.length())) + name.substring(beginning.length() + 1);
        }
        return name;
    }

    /// A rate's place on an axis from `axis` hundredths of a percent to 100 %, from 0 to 1.
    public double along(Rate rate, int axis) {
        if (rate.empty()) return 0;
        var from = axis / 10_000.0;
        return Math.clamp(((double) rate.part() / rate.whole() - from) / (1 - from), 0, 1);
    }

    /// The place of this unit among its siblings by duty rate, from 1.
    public int rank() {
        for (var index = 0; index < siblings.size(); index++)
            if (siblings.get(index).figure().unit().equals(unit.unit())) return index + 1;
        return 0;
    }

    /// Up to nine siblings around this unit.
    public List<BoardRow> neighbours() {
        var middle = rank() - 1;
        var from = Math.clamp(middle - 4L, 0, Math.max(0, siblings.size() - 9));
        return siblings.subList(from, Math.min(siblings.size(), from + 9));
    }

    /// What the reader may do at this unit.
    ///
    /// @param names see the names behind figures
    /// @param record hold a roll call
    /// @param schedule remind and schedule make-up sessions
    /// @param close close the unit's figure
    public record Rights(boolean names, boolean record, boolean schedule, boolean close) {}
}
