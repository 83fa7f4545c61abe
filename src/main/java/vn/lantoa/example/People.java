package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Ids;

/// Fills the cells of the tree with generated members. The first ten of a cell are of working age, so that posts can be
/// given to them.
final class People {

    private static final int YEAR = 2023;
    private static final long FIRST_MILLIS = 1_672_592_400_000L;

    private final Names names = new Names();
    private final Chance chance = Chance.of("people");
    private final List<Person> all = new ArrayList<>(Tree.MEMBERS + Tree.MEMBERS_OF_BAC_KAN);

    static People of(Tree tree) {
        var people = new People();
        tree.root.cells().forEach(people::fill);
        return people;
    }

    List<Person> all() {
        return all;
    }

    private void fill(Node cell) {
        var company = Company.of(cell);
        for (var place = 0; place < cell.size; place++) {
            var person = person(cell, company, place);
            if (place >= 10 && person.full()) person.exempt = exemption(person);
            cell.people.add(person);
            all.add(person);
        }
    }

    private Person person(Node cell, Company company, int place) {
        var woman = chance.happens(company.women());
        var age = place < 10 ? chance.between(30, 58) : company.age(chance);
        var born = LocalDate.of(YEAR - age, 1, 1).plusDays(chance.below(365));
        var admittedAt = Math.clamp(Math.round(chance.around(27, 5)), 18, 44);
        var admittedIn = Math.min(born.getYear() + admittedAt, YEAR - 2);
        var young = age < 21 || (place >= 10 && age < 42 && chance.happens(0.125));
        var admittedOn = young
                ? LocalDate.of(YEAR, 1, 3).plusDays(chance.below(320))
                : LocalDate.of(admittedIn, 1, 3).plusDays(chance.below(360));
        return new Person(
                id(),
                number(all.size() + 1),
                names.draw(woman, cell.highland, chance),
                born,
                woman,
                admittedOn,
                young ? null : admittedOn.plusYears(1),
                cell);
    }

    /// As the provinces were numbered in 2023: 19 Thái Nguyên, whose people come first, 06 Bắc Kạn.
    private static String number(int count) {
        return count <= Tree.MEMBERS ? "19.%06d".formatted(count) : "06.%06d".formatted(count - Tree.MEMBERS);
    }

    private Person.@Nullable Exempt exemption(Person person) {
        var age = person.age(YEAR);
        var from = LocalDate.of(2020, 1, 1).plusDays(chance.below(1050));
        if (age >= 75 && chance.happens(Math.min(0.75, 0.13 + (age - 75) * 0.055)))
            return new Person.Exempt("AGE", from, null);
        if (age >= 55 && chance.happens(0.026)) return new Person.Exempt("HEALTH", from, null);
        if (!chance.happens(0.0026)) return null;
        return new Person.Exempt(chance.of(List.of("TREATMENT", "REMOTE", "ABROAD", "RETIRING", "OTHER")), from, null);
    }

    private UUID id() {
        return Ids.at(FIRST_MILLIS + all.size(), chance.word(), chance.word());
    }

    void copy(Connection connection) throws SQLException {
        try (var rows = new Copy(connection, """
                copy organization.member (id, member_no, full_name, sort_key, birth_date, gender, standing, admitted_on,
                                          official_on, unit, key_cadre) from stdin""")) {
            for (var one : all)
                rows.row(
                        one.id,
                        one.number,
                        one.name,
                        one.sortKey,
                        one.born,
                        one.woman ? "F" : "M",
                        one.standing(),
                        one.admittedOn,
                        one.officialOn,
                        one.cell.id,
                        one.keyCadre);
        }
        try (var rows = new Copy(connection, "copy organization.membership (member, unit, valid, reason) from stdin")) {
            for (var one : all) rows.row(one.id, one.cell.id, "[" + joined(one) + ",)", "IMPORT");
        }
    }

    /// The cells exist from the first day of the tree on, so nobody stands in one before it.
    private static LocalDate joined(Person one) {
        return one.admittedOn.isBefore(Tree.FROM) ? Tree.FROM : one.admittedOn;
    }

    /// To be called when all campaigns are drawn, in which people become exempt.
    void copyExemptions(Connection connection) throws SQLException {
        var count = 0;
        try (var rows = new Copy(connection, """
                copy organization.exemption (id, member, from_on, until_on, reason, decision, decided_by, recorded_at)
                from stdin""")) {
            for (var one : all) {
                var exempt = one.exempt;
                if (exempt == null) continue;
                var decision = "%02d-NQ/CB".formatted(count % 24 + 1);
                var id = Ids.at(FIRST_MILLIS + count++, chance.word(), chance.word());
                rows.row(
                        id,
                        one.id,
                        exempt.from(),
                        exempt.until(),
                        exempt.reason(),
                        decision,
                        one.cell.id,
                        "2023-01-01T08:00:00+07");
            }
        }
    }
}
