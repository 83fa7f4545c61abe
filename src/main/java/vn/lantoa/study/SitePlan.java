package vn.lantoa.study;

import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Folded;
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
        UNIT("Theo đơn vị", "By unit"),
        /// Those of its list.
        LIST("Theo danh sách", "By list"),
        /// Nobody in particular.
        OPEN("Tự do", "Open");

        private final String said;
        private final String english;

        Expects(String said, String english) {
            this.said = said;
            this.english = english;
        }

        /// As a file of sites writes it.
        String said() {
            return said;
        }

        /// By its name or as people write it in a file, in either language, with or without accents.
        ///
        /// @throws Refused if `text` names none
        static Expects of(String text) {
            var typed = Folded.of(text);
            for (var each : values())
                if (typed.equals(Folded.of(each.name()))
                        || typed.equals(Folded.of(each.said))
                        || typed.equals(Folded.of(each.english))) return each;
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
