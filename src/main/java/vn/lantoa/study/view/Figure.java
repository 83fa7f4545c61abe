package vn.lantoa.study.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import vn.lantoa.kernel.Rate;
import vn.lantoa.organization.Level;
import vn.lantoa.study.Form;

/// How many studied in a unit with everything below it (domain.md, participation arithmetic). Counts only; rates are
/// exact fractions of them. What is declared and who is a guest stands beside and is never added.
///
/// @param parent in the campaign's tree, or null for the campaign's own unit
/// @param units units below this one in the campaign's tree, itself not counted
/// @param excused not studied, not exempt, absent with a reason
/// @param absent not studied, not exempt, absent without
/// @param byForm members who studied, by the form of the earliest record that counts; every form is there
/// @param makeUp members who studied, of whom by a make-up
/// @param keyCadres on the roster
/// @param keyCadresStudied of them studied
/// @param guests people beside the roster, typed in as a head-count
/// @param declared members that units said had studied, typed in as a head-count
/// @param estimate whether `guests` or `declared` hold a part of what a divided unit declared as a whole
@NamedInterface("figures")
public record Figure(
        UUID unit,
        @Nullable UUID parent,
        String code,
        String name,
        Level level,
        int units,
        long total,
        long probationary,
        long exempt,
        long studied,
        long studiedExempt,
        long excused,
        long absent,
        Map<Form, Long> byForm,
        long makeUp,
        long keyCadres,
        long keyCadresStudied,
        long guests,
        long declared,
        boolean estimate) {

    /// A figure in which nothing is an estimate.
    public Figure(
            UUID unit,
            @Nullable UUID parent,
            String code,
            String name,
            Level level,
            int units,
            long total,
            long probationary,
            long exempt,
            long studied,
            long studiedExempt,
            long excused,
            long absent,
            Map<Form, Long> byForm,
            long makeUp,
            long keyCadres,
            long keyCadresStudied,
            long guests,
            long declared) {
        this(
                unit,
                parent,
                code,
                name,
                level,
                units,
                total,
                probationary,
                exempt,
                studied,
                studiedExempt,
                excused,
                absent,
                byForm,
                makeUp,
                keyCadres,
                keyCadresStudied,
                guests,
                declared,
                false);
    }

    public Figure {
        byForm = Map.copyOf(byForm);
        if (probationary > total || exempt > total || studied > total) throw new IllegalArgumentException(code);
        if (studiedExempt > studied || studiedExempt > exempt) throw new IllegalArgumentException(code);
        if (total - exempt < studied - studiedExempt + excused + absent) throw new IllegalArgumentException(code);
        if (byForm.values().stream().mapToLong(Long::longValue).sum() != studied)
            throw new IllegalArgumentException(code);
    }

    /// Members in full standing.
    public long full() {
        return total - probationary;
    }

    /// Not studied, not exempt and nothing recorded; must reach 0 before the unit can close.
    public long unrecorded() {
        return total - exempt - (studied - studiedExempt) - excused - absent;
    }

    public long exemptNotStudied() {
        return exempt - studiedExempt;
    }

    /// Studied and not exempt.
    public long studiedOnDuty() {
        return studied - studiedExempt;
    }

    /// Expected to study: on the roster and not exempt.
    public long onDuty() {
        return total - exempt;
    }

    public long by(Form form) {
        return byForm.getOrDefault(form, 0L);
    }

    /// Forms that somebody studied by, with their counts, in the order of reports.
    public Map<Form, Long> formsUsed() {
        var used = new EnumMap<Form, Long>(Form.class);
        byForm.forEach((form, people) -> {
            if (people > 0) used.put(form, people);
        });
        return used;
    }

    public Rates rates() {
        return new Rates(
                new Rate(studied, total), new Rate(studiedOnDuty(), onDuty()), new Rate(total - unrecorded(), total));
    }

    /// Of the key cadres called, how many studied.
    public Rate keyCadreRate() {
        return new Rate(keyCadresStudied, keyCadres);
    }

    /// Whether nothing is left to record.
    public boolean complete() {
        return unrecorded() == 0;
    }

    /// The parts put together under the name of `whole`; what a unit shows is always the sum of its parts.
    public static Figure sum(Figure whole, List<Figure> parts) {
        var forms = new EnumMap<Form, Long>(Form.class);
        for (var form : Form.values())
            forms.put(form, parts.stream().mapToLong(part -> part.by(form)).sum());
        return new Figure(
                whole.unit,
                whole.parent,
                whole.code,
                whole.name,
                whole.level,
                whole.units,
                parts.stream().mapToLong(Figure::total).sum(),
                parts.stream().mapToLong(Figure::probationary).sum(),
                parts.stream().mapToLong(Figure::exempt).sum(),
                parts.stream().mapToLong(Figure::studied).sum(),
                parts.stream().mapToLong(Figure::studiedExempt).sum(),
                parts.stream().mapToLong(Figure::excused).sum(),
                parts.stream().mapToLong(Figure::absent).sum(),
                forms,
                parts.stream().mapToLong(Figure::makeUp).sum(),
                parts.stream().mapToLong(Figure::keyCadres).sum(),
                parts.stream().mapToLong(Figure::keyCadresStudied).sum(),
                parts.stream().mapToLong(Figure::guests).sum(),
                parts.stream().mapToLong(Figure::declared).sum());
    }

    /// These counts over so many units, with the head-counts of `stated`.
    public Figure over(int below, Figure stated) {
        return new Figure(
                unit,
                parent,
                code,
                name,
                level,
                below,
                total,
                probationary,
                exempt,
                studied,
                studiedExempt,
                excused,
                absent,
                byForm,
                makeUp,
                keyCadres,
                keyCadresStudied,
                stated.guests,
                stated.declared,
                stated.estimate);
    }

    /// What of `whole` is in none of `parts`: its own.
    public static Figure own(Figure whole, List<Figure> parts) {
        var forms = new EnumMap<Form, Long>(Form.class);
        for (var form : Form.values()) forms.put(form, left(whole, parts, figure -> figure.by(form)));
        return new Figure(
                whole.unit,
                whole.parent,
                whole.code,
                whole.name,
                whole.level,
                0,
                left(whole, parts, Figure::total),
                left(whole, parts, Figure::probationary),
                left(whole, parts, Figure::exempt),
                left(whole, parts, Figure::studied),
                left(whole, parts, Figure::studiedExempt),
                left(whole, parts, Figure::excused),
                left(whole, parts, Figure::absent),
                forms,
                left(whole, parts, Figure::makeUp),
                left(whole, parts, Figure::keyCadres),
                left(whole, parts, Figure::keyCadresStudied),
                left(whole, parts, Figure::guests),
                left(whole, parts, Figure::declared));
    }

    private static long left(Figure whole, List<Figure> parts, ToLongFunction<Figure> count) {
        return count.applyAsLong(whole) - parts.stream().mapToLong(count).sum();
    }

    /// The three rates of a figure.
    ///
    /// @param gross studied of all
    /// @param duty studied and not exempt of all who are not exempt; never above one
    /// @param accounted of all, those about whom something is known
    public record Rates(Rate gross, Rate duty, Rate accounted) {}
}
