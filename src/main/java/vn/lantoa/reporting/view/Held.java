package vn.lantoa.reporting.view;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Level;

/// How a unit with everything below it held the study: conferences, sites, who presented, how far it is finished.
///
/// @param keyCadreClasses sessions for key cadres
/// @param classes all others, make-ups among them
/// @param provincialSites bridge points at the province or above
/// @param levels of the units that ran a session for this one, the highest first
/// @param from first day of a session, or null without any
/// @param presenters of the unit's own sessions, or null
/// @param headPresented whether the head presented at a session the unit itself ran; null where nobody recorded it
/// @param finished units with members of their own that said their figure is complete
public record Held(
        long keyCadreClasses,
        long classes,
        long provincialSites,
        long upperSites,
        long grassrootsSites,
        List<Level> levels,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String presenters,
        @Nullable Boolean headPresented,
        long finished,
        long unfinished) {

    public Held {
        levels = List.copyOf(levels);
    }

    public static Held nothing() {
        return new Held(0, 0, 0, 0, 0, List.of(), null, null, null, null, 0, 0);
    }

    /// Only how many units with members of their own said their figure is complete, and how many did not.
    public static Held said(long finished, long unfinished) {
        return new Held(0, 0, 0, 0, 0, List.of(), null, null, null, null, finished, unfinished);
    }

    public long sites() {
        return provincialSites + upperSites + grassrootsSites;
    }

    /// What was held here and in none of `parts`.
    Held without(List<Held> parts) {
        return new Held(
                left(Held::keyCadreClasses, parts),
                left(Held::classes, parts),
                left(Held::provincialSites, parts),
                left(Held::upperSites, parts),
                left(Held::grassrootsSites, parts),
                List.of(),
                null,
                null,
                null,
                null,
                left(Held::finished, parts),
                left(Held::unfinished, parts));
    }

    /// Whether there is nothing to count.
    boolean none() {
        return keyCadreClasses + classes + sites() + finished + unfinished == 0;
    }

    private long left(ToLongFunction<Held> count, List<Held> parts) {
        return count.applyAsLong(this) - parts.stream().mapToLong(count).sum();
    }
}
