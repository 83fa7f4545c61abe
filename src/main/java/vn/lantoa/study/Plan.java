package vn.lantoa.study;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The plan (kế hoạch) by which a unit holds a campaign; both may still be open.
record Plan(@Nullable String symbol, @Nullable LocalDate on) {

    static Plan of(@Nullable String symbol, @Nullable String on) {
        return new Plan(
                Typed.optional("study.field.plan-symbol", symbol, 100), Typed.optionalDay("study.field.plan-on", on));
    }
}
