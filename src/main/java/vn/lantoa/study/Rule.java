package vn.lantoa.study;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// What counts as having studied.
///
/// @param forms allowed, in the order of the reports
/// @param topicsRequired share of the topics, above 0 up to 1, with six places
/// @param target the gross rate to reach, in hundredths of a percent
record Rule(List<Form> forms, BigDecimal topicsRequired, Essay essay, int target) {

    /// Decimal places beyond which a number is no share but an attempt to make us count long.
    static final int FINEST = 30;

    Rule {
        forms = List.copyOf(forms);
    }

    /// @throws Refused if no form is allowed, or the share or the target is out of range
    static Rule of(Collection<Form> forms, BigDecimal topicsRequired, Essay essay, int target) {
        if (forms.isEmpty()) throw Refused.invalid("study.rule.no-form");
        if (topicsRequired.signum() <= 0 || topicsRequired.compareTo(BigDecimal.ONE) > 0)
            throw Refused.invalid("study.rule.topics-required");
        if (topicsRequired.scale() > FINEST) throw Refused.invalid("study.rule.topics-required");
        if (target < 0 || target > 10_000) throw Refused.invalid("study.rule.target");

        var share = topicsRequired.setScale(6, RoundingMode.HALF_UP);
        if (share.signum() == 0) throw Refused.invalid("study.rule.topics-required");
        return new Rule(List.copyOf(EnumSet.copyOf(forms)), share, essay, target);
    }

    /// Every form, all topics, no essay.
    static Rule offered(int target) {
        return new Rule(List.of(Form.values()), BigDecimal.ONE, Essay.NONE, target);
    }

    /// The target typed in percent, with a comma or a point, in hundredths of a percent.
    static int target(@Nullable String typed) {
        var text = Typed.required("study.field.target", typed, 20)
                .replace(',', '.')
                .replace("%", "")
                .strip();
        try {
            var percent = new BigDecimal(text);
            if (percent.scale() <= 2 && percent.signum() >= 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0)
                return percent.movePointRight(2).intValueExact();
        } catch (NumberFormatException none) {
            // said below
        }
        throw Refused.invalid("study.rule.target");
    }

    /// How many presence prompts a session has: 0 to 2.
    static int prompts(int number) {
        if (number < 0 || number > 2) throw Refused.invalid("study.prompt.number");
        return number;
    }

    /// The same as it was typed.
    static int prompts(String typed) {
        if (!typed.strip().matches("[0-9]")) throw Refused.invalid("study.prompt.number");
        return prompts(Integer.parseInt(typed.strip()));
    }

    /// @throws Refused naming `name` if it is no form
    static Form form(@Nullable String name) {
        if (name == null || name.isBlank()) throw Refused.invalid("study.rule.form-unnamed");
        for (var form : Form.values()) if (form.name().equals(name)) return form;
        throw Refused.invalid("study.rule.unknown-form", shortened(name));
    }

    /// @throws Refused naming `name` if it is no kind of essay
    static Essay essay(@Nullable String name) {
        for (var essay : Essay.values()) if (essay.name().equals(name)) return essay;
        throw Refused.invalid("study.rule.unknown-essay", shortened(name));
    }

    private static String shortened(@Nullable String name) {
        var text = String.valueOf(name);
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
