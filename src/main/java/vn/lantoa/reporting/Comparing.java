package vn.lantoa.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.reporting.Comparisons.Counted;
import vn.lantoa.reporting.Comparisons.Life;
import vn.lantoa.reporting.Comparisons.Then;
import vn.lantoa.reporting.view.ComparedRow;
import vn.lantoa.reporting.view.ComparedSide;
import vn.lantoa.reporting.view.Comparison;
import vn.lantoa.reporting.view.Count;
import vn.lantoa.reporting.view.OnBasis;
import vn.lantoa.reporting.view.Shift;
import vn.lantoa.study.Basis;

/// Puts two sides beside each other, all of it read at one moment.
@Component
class Comparing {

    private final Comparisons comparisons;
    private final Sides sides;

    Comparing(Comparisons comparisons, Sides sides) {
        this.comparisons = comparisons;
        this.sides = sides;
    }

    /// @param code of the unit; empty for the highest that `scope` reads
    /// @throws NotFound if `scope` does not read the unit, or a side names what it does not reach
    /// @throws Refused if a side cannot be read, both are the same, or there is no campaign on either
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Comparison of(Scope scope, String code, String left, String right, Basis basis) {
        var one = sides.of(scope, left);
        var other = sides.of(scope, right);
        if (left.equals(right)) throw Refused.invalid("reporting.comparison.same");
        // the right side's tree gives the order
        var campaigns = Stream.of(other, one)
                .flatMap(side -> side.campaigns().stream())
                .map(ComparedSide.Held::id)
                .distinct()
                .toArray(UUID[]::new);
        if (campaigns.length == 0) throw Refused.invalid("reporting.comparison.nothing");

        var place = comparisons.place(scope, campaigns, code, basis);
        var counted = basis == Basis.WAS
                ? comparisons.was(scope, place.unit(), campaigns)
                : comparisons.today(scope, place.unit(), campaigns, basis);
        var then = comparisons.then(place.unit(), campaigns);
        var names = new LinkedHashMap<UUID, Counted>();
        for (var row : counted) names.putIfAbsent(row.unit(), row);
        var lives = comparisons.lives(names.keySet());
        var bases = Stream.of(Basis.values())
                .flatMap(each -> (each == basis ? Optional.of(place) : there(scope, campaigns, place, each))
                                .map(found -> onBasis(
                                        each, found, comparisons.whole(scope, found, campaigns, each), one, other))
                                .stream())
                .toList();
        return beside(
                place,
                basis,
                Half.of(one, counted, then, place.unit()),
                Half.of(other, counted, then, place.unit()),
                names.values(),
                lives,
                bases);
    }

    /// Where `place` is on another basis, if the reader sees it there.
    private Optional<Comparisons.Place> there(Scope scope, UUID[] campaigns, Comparisons.Place place, Basis basis) {
        try {
            return Optional.of(comparisons.place(scope, campaigns, place.code(), basis));
        } catch (NotFound outside) {
            return Optional.empty();
        }
    }

    private static OnBasis onBasis(
            Basis basis, Comparisons.Place place, List<Counted> counted, ComparedSide left, ComparedSide right) {
        return new OnBasis(basis, place.name(), whole(left, counted), whole(right, counted));
    }

    private static @Nullable Count whole(ComparedSide side, List<Counted> counted) {
        var held = side.campaigns().stream().map(ComparedSide.Held::id).toList();
        var counts = counted.stream()
                .filter(row -> held.contains(row.campaign()))
                .map(Counted::count)
                .toList();
        return counts.isEmpty() ? null : Count.sum(counts);
    }

    private static Comparison beside(
            Comparisons.Place place,
            Basis basis,
            Half left,
            Half right,
            Iterable<Counted> units,
            Map<UUID, Life> lives,
            List<OnBasis> bases) {
        var rows = new ArrayList<ComparedRow>();
        var leftOnly = new ArrayList<ComparedRow>();
        var rightOnly = new ArrayList<ComparedRow>();
        var others = 0;
        for (var unit : units) {
            if (unit.unit().equals(place.unit())) continue;
            var row = row(unit.unit(), unit.code(), unit.name(), left, right, lives.get(unit.unit()));
            if (row.left() == null && row.right() == null) others++;
            else if (row.both() || basis != Basis.WAS) rows.add(row);
            else (row.left() == null ? rightOnly : leftOnly).add(row);
        }
        own(place, left, right).ifPresent(rows::add);
        return new Comparison(
                place.unit(),
                place.code(),
                place.name(),
                place.parent(),
                place.parentName(),
                basis,
                left.side,
                right.side,
                row(place.unit(), place.code(), place.name(), left, right, lives.get(place.unit())),
                rows,
                leftOnly,
                rightOnly,
                others,
                left.shift,
                right.shift,
                bases);
    }

    private static ComparedRow row(UUID unit, String code, String name, Half left, Half right, @Nullable Life life) {
        return new ComparedRow(
                unit,
                code,
                name,
                left.counts.get(unit),
                right.counts.get(unit),
                left.counts.containsKey(unit) ? null : left.missing(life),
                right.counts.containsKey(unit) ? null : right.missing(life),
                life == null ? null : life.heirs(),
                life == null ? null : life.origins());
    }

    /// What the asked unit has itself on a side and no unit below it.
    private static Optional<ComparedRow> own(Comparisons.Place place, Half left, Half right) {
        var one = left.own;
        var other = right.own;
        if (one == null && other == null) return Optional.empty();
        var nothing = new Count.Missing("own", null);
        return Optional.of(new ComparedRow(
                place.unit(),
                null,
                place.name(),
                one,
                other,
                one == null ? nothing : null,
                other == null ? nothing : null,
                null,
                null));
    }

    /// A side with its counts, each the sum over the side's campaigns.
    ///
    /// @param all the side's campaigns, also those that count nothing at the asked unit
    /// @param own what the asked unit counts itself and no unit below it, or null
    private record Half(
            ComparedSide side,
            List<ComparedSide.Held> all,
            Map<UUID, Count> counts,
            @Nullable Count own,
            Shift shift) {

        static Half of(ComparedSide side, List<Counted> counted, List<Then> then, UUID unit) {
            var order = side.campaigns().stream().map(ComparedSide.Held::id).toList();
            var mine = counted.stream()
                    .filter(row -> row.campaign() != null && order.contains(row.campaign()))
                    .filter(row -> row.count().total() > 0)
                    .sorted(Comparator.comparingInt(row -> order.indexOf(row.campaign())))
                    .toList();
            var whole = mine.stream().filter(row -> row.unit().equals(unit)).toList();
            var here = whole.stream().map(Counted::campaign).collect(Collectors.toSet());
            var counts = mine.stream()
                    .collect(Collectors.groupingBy(
                            Counted::unit,
                            Collectors.collectingAndThen(
                                    Collectors.mapping(Counted::count, Collectors.toList()), Count::sum)));
            return new Half(
                    side.with(side.campaigns().stream()
                            .filter(held -> here.contains(held.id()))
                            .toList()),
                    side.campaigns(),
                    counts,
                    own(whole, mine),
                    shift(whole, then, Set.copyOf(order)));
        }

        /// Campaign by campaign, since a unit may stand elsewhere in the next one.
        private static @Nullable Count own(List<Counted> whole, List<Counted> all) {
            var parts = new ArrayList<Count>();
            for (var one : whole) {
                var below = all.stream()
                        .filter(row -> Objects.equals(row.campaign(), one.campaign()))
                        .map(Counted::count)
                        .filter(count -> one.unit().equals(count.under()))
                        .toList();
                if (!below.isEmpty()) parts.add(one.count().without(below));
            }
            if (parts.isEmpty()) return null;
            var own = Count.sum(parts);
            return own.total() == 0 ? null : own;
        }

        private static Shift shift(List<Counted> whole, List<Then> then, Set<UUID> campaigns) {
            return new Shift(
                    then.stream()
                            .filter(one -> campaigns.contains(one.campaign()))
                            .mapToLong(Then::total)
                            .sum(),
                    whole.stream().mapToLong(Counted::moved).sum(),
                    whole.stream().mapToLong(Counted::people).sum(),
                    whole.stream().mapToLong(Counted::declared).sum(),
                    whole.stream().mapToLong(Counted::estimated).sum());
        }

        Count.Missing missing(@Nullable Life life) {
            if (all.isEmpty()) return new Count.Missing("nothing", null);
            if (life == null) return new Count.Missing("elsewhere", null);
            var days = all.stream().map(ComparedSide.Held::cutOff).toList();
            var last = days.stream().max(LocalDate::compareTo).orElseThrow();
            var first = days.stream().min(LocalDate::compareTo).orElseThrow();
            if (life.fromOn().isAfter(last)) return new Count.Missing("founded", life.fromOn());
            if (life.untilOn() != null && !life.untilOn().isAfter(first))
                return new Count.Missing("ended", life.untilOn());
            return new Count.Missing("elsewhere", null);
        }
    }
}
