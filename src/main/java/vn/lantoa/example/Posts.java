package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.lantoa.kernel.Ids;
import vn.lantoa.organization.Level;

/// Who leads which unit, before and after the [Decision]. Whoever leads one above the cells is a key cadre.
final class Posts {

    private static final long FIRST_MILLIS = 1_672_592_400_000L;

    private final List<Post> all = new ArrayList<>();
    private final Map<Node, Person> secretaries = new HashMap<>();
    private final Map<Node, Person> deputies = new HashMap<>();
    private final Decision decision;
    private final Chance chance = Chance.of("posts");

    private Posts(Decision decision) {
        this.decision = decision;
    }

    static Posts of(Tree tree, Decision decision) {
        var posts = new Posts(decision);
        tree.root.cells().forEach(posts::cell);
        tree.root.subtree().filter(unit -> unit.level == Level.GRASSROOTS).forEach(posts::grassroots);
        tree.province.children.forEach(posts::committee);
        tree.bacKan.children.forEach(posts::committee);
        posts.province(tree.province, tree.at("KCQ.01"));
        posts.province(tree.bacKan, tree.at("KCQBK.01"));
        decision.founded().forEach(posts::founded);
        return posts;
    }

    Person secretary(Node unit) {
        return Objects.requireNonNull(secretaries.get(unit), unit.code);
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

    /// @param first of the province's agencies
    private void province(Node unit, Node first) {
        var office = first.children.get(1).people;
        lead(office.get(2), unit, "SECRETARY");
        lead(office.get(3), unit, "DEPUTY_SECRETARY");
        lead(office.get(4), unit, "DEPUTY_SECRETARY");
        IntStream.range(5, 10).forEach(place -> lead(office.get(place), unit, "PRESENTER"));
        unit.children.forEach(below -> lead(first(below).people.get(4), unit, "COMMITTEE_MEMBER"));
    }

    /// Those who led the old communes lead the new one, as far as their cells came there.
    private void founded(Node unit) {
        var origins = decision.origins(unit);
        var leaders = Stream.of(secretaries, deputies)
                .flatMap(known -> origins.stream().map(known::get))
                .filter(Objects::nonNull)
                .filter(person -> decision.parent(person.cell) == unit)
                .toList();
        lead(leaders.get(0), unit, "SECRETARY");
        leaders.stream().skip(1).limit(2).forEach(person -> lead(person, unit, "DEPUTY_SECRETARY"));
        leaders.stream().skip(1).limit(1).forEach(person -> lead(person, unit, "PRESENTER"));
        decision.cells(unit).stream().limit(9).forEach(cell -> give(cell.people.get(0), unit, "COMMITTEE_MEMBER"));
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
        if (kind.equals("SECRETARY")) secretaries.put(unit, person);
        if (kind.equals("DEPUTY_SECRETARY")) deputies.putIfAbsent(unit, person);
    }

    void copy(Connection connection) throws SQLException {
        var count = 0;
        var ended = new ArrayList<UUID>();
        try (var rows =
                new Copy(connection, "copy organization.post (id, member, unit, kind, from_on, until_on) from stdin")) {
            for (var post : all) {
                var id = Ids.at(FIRST_MILLIS + count++, chance.word(), chance.word());
                var from = decision.founds(post.unit) ? Decision.EFFECTIVE : Tree.FROM;
                var until = decision.ends(post.unit) ? Decision.EFFECTIVE : null;
                rows.row(id, post.person.id, post.unit.id, post.kind, from, until);
                if (until != null) ended.add(id);
            }
        }
        try (var rows =
                new Copy(connection, "copy organization.post_before (reorganization, post, until_on) from stdin")) {
            for (var post : ended) rows.row(decision.id, post, null);
        }
    }

    private record Post(Person person, Node unit, String kind) {}
}
