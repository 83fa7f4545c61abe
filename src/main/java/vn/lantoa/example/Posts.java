package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.lantoa.kernel.Ids;
import vn.lantoa.organization.Level;

/// Who leads which unit. Whoever leads one above the cells is a key cadre.
final class Posts {

    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    private static final long FIRST_MILLIS = 1_672_592_400_000L;

    private final List<Post> all = new ArrayList<>();
    private final Chance chance = Chance.of("posts");

    static Posts of(Tree tree) {
        var posts = new Posts();
        tree.root.cells().forEach(posts::cell);
        tree.root.subtree().filter(unit -> unit.level == Level.GRASSROOTS).forEach(posts::grassroots);
        tree.province.children.forEach(posts::committee);
        posts.province(tree);
        return posts;
    }

    Person secretary(Node unit) {
        return all.stream()
                .filter(post -> post.unit == unit && post.kind.equals("SECRETARY"))
                .findFirst()
                .orElseThrow()
                .person;
    }

    private void cell(Node cell) {
        give(cell.people.get(0), cell, "SECRETARY");
        give(cell.people.get(1), cell, "DEPUTY_SECRETARY");
    }

    private void grassroots(Node unit) {
        var office = unit.children.getFirst().people;
        lead(office.get(2), unit, "SECRETARY");
        lead(office.get(3), unit, "DEPUTY_SECRETARY");
        unit.children.stream().skip(1).limit(8).forEach(cell -> give(cell.people.get(0), unit, "COMMITTEE_MEMBER"));
    }

    private void committee(Node unit) {
        var office = first(unit).people;
        lead(office.get(4), unit, "SECRETARY");
        lead(office.get(5), unit, "DEPUTY_SECRETARY");
        lead(office.get(6), unit, "DEPUTY_SECRETARY");
        Stream.of(7, 8, 9).forEach(place -> lead(office.get(place), unit, "PRESENTER"));
        unit.children.stream()
                .filter(below -> !below.cell())
                .limit(14)
                .forEach(below -> lead(below.children.getFirst().people.get(2), unit, "COMMITTEE_MEMBER"));
    }

    private void province(Tree tree) {
        var office = tree.at("KCQ.01").children.get(1).people;
        lead(office.get(2), tree.province, "SECRETARY");
        lead(office.get(3), tree.province, "DEPUTY_SECRETARY");
        lead(office.get(4), tree.province, "DEPUTY_SECRETARY");
        IntStream.range(5, 10).forEach(place -> lead(office.get(place), tree.province, "PRESENTER"));
        tree.province.children.forEach(unit -> lead(first(unit).people.get(4), tree.province, "COMMITTEE_MEMBER"));
    }

    /// The cell of the office of the first unit below `committee`.
    private static Node first(Node committee) {
        return committee.children.stream()
                .filter(below -> !below.cell())
                .findFirst()
                .orElseThrow()
                .children
                .getFirst();
    }

    private void lead(Person person, Node unit, String kind) {
        person.keyCadre = true;
        give(person, unit, kind);
    }

    private void give(Person person, Node unit, String kind) {
        all.add(new Post(person, unit, kind));
    }

    void copy(Connection connection) throws SQLException {
        var count = 0;
        try (var rows = new Copy(connection, "copy organization.post (id, member, unit, kind, from_on) from stdin")) {
            for (var post : all) {
                var id = Ids.at(FIRST_MILLIS + count++, chance.word(), chance.word());
                rows.row(id, post.person.id, post.unit.id, post.kind, FROM);
            }
        }
    }

    private record Post(Person person, Node unit, String kind) {}
}
