package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Ground.Known;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.paper.Days;

/// Whether what the operations of a decision name is there, on its day, and the actor's.
final class Footing {

    private final Ground ground;
    private final NewTree after;
    private final LocalDate on;
    private final Faults faults;

    Footing(Ground ground, NewTree after, LocalDate on, Faults faults) {
        this.ground = ground;
        this.after = after;
        this.on = on;
        this.faults = faults;
    }

    void hold(int number, Operation operation) {
        switch (operation) {
            case Create create -> {
                var known = ground.unit(create.code()).orElse(null);
                if (known != null)
                    faults.stranger(
                            number,
                            create.code(),
                            known.untilOn() == null ? "organization.redraw.taken" : "organization.redraw.taken-ended",
                            create.code(),
                            known.name());
                if (create.parentCode().isEmpty() && faults.read(""))
                    faults.unsettled(number, create.code(), "organization.redraw.second-root");
                else heir(number, create.parentCode());
            }
            case Rename rename -> {
                if (after.founds(rename.code()) || after.ends(rename.code()))
                    faults.add(
                            number,
                            rename.code(),
                            "organization.redraw.in-two",
                            rename.code(),
                            Objects.requireNonNullElse(after.number(rename.code()), number),
                            number);
                else standing(number, rename.code());
            }
            case Move move -> {
                rooted(number, standing(number, move.code()));
                heir(number, move.parentCode());
            }
            case Merge merge -> {
                for (var from : merge.from()) ending(number, from);
                heir(number, merge.into());
            }
            case Divide divide -> {
                boolean survives =
                        divide.into().stream().anyMatch(heir -> heir.code().equals(divide.from()));
                var from = survives ? standing(number, divide.from()) : ending(number, divide.from());
                for (var heir : divide.into()) if (!heir.code().equals(divide.from())) heir(number, heir.code());
                // where nobody can tell whether it is a division at all, its members are no obstacle yet
                if (from != null && from.members() > 0 && faults.settled(from.code()))
                    faults.add(number, from.code(), "organization.redraw.divides-members", from.name(), from.members());
                divide.into().stream()
                        .flatMap(heir -> heir.units().stream())
                        .distinct()
                        .forEach(part -> part(number, from, part));
            }
            case Dissolve dissolve -> {
                var unit = ending(number, dissolve.code());
                if (unit != null && unit.members() > 0)
                    faults.add(number, unit.code(), "organization.redraw.members-left", unit.name(), unit.members());
            }
        }
    }

    private void part(int number, @Nullable Known divided, String code) {
        var unit = standing(number, code);
        if (unit != null && divided != null && !divided.code().equals(unit.parent()))
            faults.unsettled(number, code, "organization.redraw.not-below", unit.name(), divided.name());
        var other = after.number(code);
        if (other != null) faults.unsettled(number, code, "organization.redraw.in-two", code, other, number);
    }

    private @Nullable Known ending(int number, String code) {
        var unit = standing(number, code);
        if (unit == null) return null;
        rooted(number, unit);
        if (on.equals(unit.fromOn()))
            faults.add(number, code, "organization.redraw.not-after", unit.name(), Days.printed(unit.fromOn()));
        var joined = unit.joined();
        if (joined != null && joined.isAfter(on) && !unit.fromOn().isAfter(on))
            faults.add(number, code, "organization.redraw.joined-later", unit.name(), Days.printed(joined));
        return unit;
    }

    private void rooted(int number, @Nullable Known unit) {
        if (unit != null && unit.parent() == null)
            faults.unsettled(number, unit.code(), "organization.redraw.root", unit.name());
    }

    /// The unit `code`, which the decision changes, if it can be changed from the day on.
    private @Nullable Known standing(int number, String code) {
        var unit = present(number, code);
        if (unit != null && !unit.fromOn().isAfter(on) && unit.since().isAfter(on))
            faults.add(number, code, "organization.redraw.changed-later", unit.name(), Days.printed(unit.since()));
        return unit;
    }

    private @Nullable Known present(int number, String code) {
        var unit = ground.unit(code).filter(Known::mine).orElse(null);
        if (unit == null) {
            // a unit founded and changed at once has been told to be in two operations
            if (!after.founds(code)) faults.stranger(number, code, "organization.redraw.unknown", code);
            else if (faults.settled(code)) faults.unsettled(number, code, "organization.redraw.founded-changes", code);
            return null;
        }
        var until = unit.untilOn();
        if (until != null) {
            faults.stranger(number, code, "organization.redraw.gone", unit.name(), Days.printed(until));
            return null;
        }
        if (unit.fromOn().isAfter(on))
            faults.add(number, code, "organization.redraw.not-yet", unit.name(), Days.printed(unit.fromOn()));
        return unit;
    }

    /// A unit that receives: it stands on the new tree.
    private void heir(int number, String code) {
        if (after.ends(code)) {
            faults.add(
                    number,
                    code,
                    "organization.redraw.heir-ends",
                    code,
                    Objects.requireNonNullElse(after.number(code), 0));
            return;
        }
        if (after.founds(code)) return;
        if (ground.unit(code).filter(Known::mine).isEmpty())
            faults.stranger(number, code, "organization.redraw.heir-unknown", code);
        else present(number, code);
    }
}
