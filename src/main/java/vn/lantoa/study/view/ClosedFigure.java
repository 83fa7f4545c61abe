package vn.lantoa.study.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/// What a unit with everything below it counted when it closed its figure, and so reported.
///
/// @param reopenedAt null while that closing stands
/// @param ended the unit had not closed; the campaign ended
/// @param counts null where they were not kept yet
@NamedInterface("figures")
public record ClosedFigure(
        Instant closedAt,
        @Nullable Instant reopenedAt,
        boolean ended,
        @Nullable Counts counts) {

    /// @param excused neither exempt nor studied, as is `absent`
    public record Counts(
            long total,
            long probationary,
            long exempt,
            long studied,
            long studiedExempt,
            long excused,
            long absent,
            long makeUp,
            long keyCadres,
            long keyCadresStudied) {

        static Counts of(Figure figure) {
            return new Counts(
                    figure.total(),
                    figure.probationary(),
                    figure.exempt(),
                    figure.studied(),
                    figure.studiedExempt(),
                    figure.excused(),
                    figure.absent(),
                    figure.makeUp(),
                    figure.keyCadres(),
                    figure.keyCadresStudied());
        }

        public long unrecorded() {
            return total - exempt - (studied - studiedExempt) - excused - absent;
        }
    }

    /// One count that became another.
    ///
    /// @param count as [Counts] names it
    public record Change(String count, long was, long is) {}

    /// What counts otherwise in `now`; nothing where the counts were not kept.
    public List<Change> changes(Figure now) {
        if (counts == null) return List.of();
        var is = Counts.of(now);
        var changes = new ArrayList<Change>();
        change(changes, "total", counts.total, is.total);
        change(changes, "probationary", counts.probationary, is.probationary);
        change(changes, "exempt", counts.exempt, is.exempt);
        change(changes, "studied", counts.studied, is.studied);
        change(changes, "makeUp", counts.makeUp, is.makeUp);
        change(changes, "studiedExempt", counts.studiedExempt, is.studiedExempt);
        change(changes, "excused", counts.excused, is.excused);
        change(changes, "absent", counts.absent, is.absent);
        change(changes, "unrecorded", counts.unrecorded(), is.unrecorded());
        change(changes, "keyCadres", counts.keyCadres, is.keyCadres);
        change(changes, "keyCadresStudied", counts.keyCadresStudied, is.keyCadresStudied);
        return List.copyOf(changes);
    }

    /// The closings that reported something of their own: without those after which a later one reported the same.
    public static List<ClosedFigure> telling(List<ClosedFigure> closings) {
        var telling = new ArrayList<ClosedFigure>();
        for (var closing : closings) {
            if (!telling.isEmpty() && closing.counts != null && closing.counts.equals(telling.getLast().counts))
                telling.removeLast();
            telling.add(closing);
        }
        return List.copyOf(telling);
    }

    private static void change(List<Change> changes, String count, long was, long is) {
        if (was != is) changes.add(new Change(count, was, is));
    }
}
