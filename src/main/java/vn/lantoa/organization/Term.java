package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A term of a unit's committee (nhiệm kỳ), from one congress to the next.
///
/// @param name "2020-2025"
/// @param congress that began it, with its number: "Đại hội đại biểu Đảng bộ tỉnh Thái Nguyên lần thứ XX"
/// @param untilOn the first day that is no longer in it; null while nobody knows its end
public record Term(
        UUID id,
        UUID unit,
        String unitCode,
        String unitName,
        String name,
        String congress,
        LocalDate fromOn,
        @Nullable LocalDate untilOn) {

    public TermId termId() {
        return new TermId(id);
    }

    /// The last day in it, or null while nobody knows it.
    public @Nullable LocalDate lastOn() {
        return untilOn == null ? null : untilOn.minusDays(1);
    }
}
