package vn.lantoa.example;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.SortKey;

/// A generated member. Nobody real: the names are drawn.
final class Person {

    final UUID id;
    final String number;
    final String name;
    final LocalDate born;
    final boolean woman;
    final LocalDate admittedOn;
    /// Null while probationary.
    final @Nullable LocalDate officialOn;

    /// Given name, then middle, then family name, as the module of members sorts.
    final String sortKey;

    final Node cell;

    @Nullable
    Exempt exempt;

    boolean keyCadre;

    Person(
            UUID id,
            String number,
            String name,
            LocalDate born,
            boolean woman,
            LocalDate admittedOn,
            @Nullable LocalDate officialOn,
            Node cell) {
        this.id = id;
        this.number = number;
        this.name = name;
        this.sortKey = SortKey.of(name);
        this.born = born;
        this.woman = woman;
        this.admittedOn = admittedOn;
        this.officialOn = officialOn;
        this.cell = cell;
    }

    boolean full() {
        return officialOn != null;
    }

    int age(int year) {
        return year - born.getYear();
    }

    String standing() {
        return full() ? "FULL" : "PROBATIONARY";
    }

    /// The reason of the exemption in force on `day`, or null.
    @Nullable
    String exemptOn(LocalDate day) {
        var granted = exempt;
        if (granted == null || day.isBefore(granted.from())) return null;
        return granted.until() == null || day.isBefore(granted.until()) ? granted.reason() : null;
    }

    /// @param until exclusive, or null
    record Exempt(String reason, LocalDate from, @Nullable LocalDate until) {}
}
