package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.view.Typed;

/// Who a member is, as somebody typed it.
record Identity(
        String memberNo,
        String fullName,
        @Nullable LocalDate birthDate,
        @Nullable Gender gender,
        boolean keyCadre,
        @Nullable String phone,
        @Nullable String email) {

    static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()\\-]{5,28}");
    static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /// @throws Refused if something was typed that cannot be
    static Identity of(Typed typed) {
        var phone = Written.optional(typed.get("phone"), 30, "organization.column.phone");
        if (phone != null && !PHONE.matcher(phone).matches()) throw Refused.invalid("organization.import.no-phone");
        var email = Written.optional(typed.get("email"), 254, "organization.column.email");
        if (email != null && !EMAIL.matcher(email).matches()) throw Refused.invalid("organization.import.no-email");
        return new Identity(
                Written.line(typed.get("memberNo"), 50, "organization.column.member_no"),
                Written.line(typed.get("fullName"), 200, "organization.column.full_name"),
                Written.optionalDay(typed.get("birthDate"), "organization.column.birth_date"),
                Written.optionalChoice(Gender.class, typed.get("gender"), "organization.column.gender"),
                !typed.get("keyCadre").isEmpty(),
                phone,
                email);
    }

    /// @throws Refused if nobody born then can have been admitted on that day
    void check(@Nullable LocalDate admittedOn, LocalDate today) {
        if (birthDate == null) return;
        if (birthDate.isAfter(today) || (admittedOn != null && !admittedOn.isAfter(birthDate)))
            throw Refused.invalid("organization.import.before-birth");
    }
}
