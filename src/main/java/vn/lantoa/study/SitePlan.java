package vn.lantoa.study;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// What a site is to be, checked as far as that needs no database.
///
/// @param operator user name, or null
record SitePlan(
        String name,
        String hall,
        String address,
        @Nullable Integer capacity,
        String chair,
        @Nullable String operator,
        Expects expects,
        String note) {

    /// Whom a site expects.
    enum Expects {
        /// The members below its unit for whom no nearer site was set up.
        UNIT,
        /// Those of its list.
        LIST,
        /// Nobody in particular.
        OPEN;

        /// @throws Refused if `text` names none
        static Expects of(String text) {
            for (var each : values()) if (each.name().equals(text.toUpperCase(Locale.ROOT))) return each;
            throw Refused.invalid("study.site.expects.unknown", text);
        }
    }

    SitePlan {
        name = Typed.required("study.field.site-name", name, 300);
        hall = Typed.line("study.field.hall", hall, 300);
        address = Typed.line("study.field.address", address, 300);
        chair = Typed.line("study.field.chair", chair, 200);
        operator = Typed.optional("study.field.operator", operator, 100);
        note = Typed.paragraphs("study.field.site-note", note, 2_000);
    }
}
