package vn.lantoa.study;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// A change of the roster after the cut-off, with its day and reason.
///
/// @param unit code of the unit a member is added or moved to; else empty
/// @param exempt category of the exemption, for EXEMPTED
record AdjustmentPlan(
        Kind kind, String memberNo, String unit, @Nullable String exempt, LocalDate on, String reason) {

    /// Why members are exempt; the category only, no detail of health.
    static final List<String> EXEMPTIONS =
            List.of("AGE", "HEALTH", "TREATMENT", "ABROAD", "REMOTE", "MATERNITY", "RETIRING", "OTHER");

    AdjustmentPlan {
        memberNo = Typed.required("study.field.member-no", memberNo, 50);
        reason = Typed.required("study.field.reason", reason, 500);
        unit = Typed.line("study.field.to-unit", unit, 100);
        if (kind.moves() && unit.isEmpty())
            throw Refused.invalid("study.typed.missing", Typed.label("study.field.to-unit"));
        if (kind == Kind.EXEMPTED && (exempt == null || !EXEMPTIONS.contains(exempt)))
            throw Refused.invalid("study.typed.missing", Typed.label("study.field.exempt"));
    }

    /// Refuses a day before the cut-off of `campaign` or after `today`.
    void dated(Campaign campaign, LocalDate today) {
        if (on.isBefore(campaign.cutOff())) throw Refused.invalid("study.adjustment.before-cut-off");
        if (on.isAfter(today)) throw Refused.invalid("study.adjustment.future");
    }

    enum Kind {
        /// Admitted, or come from elsewhere.
        ADDED,
        MOVED,
        /// Died, left, or gone elsewhere.
        REMOVED,
        EXEMPTED,
        NOT_EXEMPTED,
        /// From probationary to full, or back.
        STANDING;

        /// Whether the member stands in another unit afterwards.
        boolean moves() {
            return this == ADDED || this == MOVED;
        }

        /// @throws Refused if `name` is none
        static Kind named(String name) {
            for (var kind : values()) if (kind.name().equals(name)) return kind;
            throw Refused.invalid("study.typed.missing", Typed.label("study.field.kind"));
        }
    }
}
