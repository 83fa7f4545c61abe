package vn.lantoa.example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Level;

/// A unit of the example with what is below it: first in the tree of 2023, later, once the [Decision] was carried out,
/// in that of 1/7/2025.
final class Node {

    /// How siblings stand: as `study.tree_on` orders them.
    private static final Comparator<Node> ORDER =
            Comparator.comparingInt((Node node) -> node.position).thenComparing(node -> node.code);

    final UUID id;
    final String code;
    final Level level;
    final String name;

    @Nullable
    Node parent;

    final int position;
    /// Share of people from the mountain peoples' families, in percent.
    final int highland;
    /// How many members a cell has; 0 above the cells.
    final int size;

    final List<Node> children = new ArrayList<>();
    final List<Person> people = new ArrayList<>();

    Node(UUID id, String code, Level level, String name, @Nullable Node parent, int highland, int size) {
        this.id = id;
        this.code = code;
        this.level = level;
        this.name = name;
        this.parent = parent;
        this.position = parent == null ? 0 : parent.children.size() + 1;
        this.highland = highland;
        this.size = size;
        if (parent != null) parent.children.add(this);
    }

    /// Puts the unit with everything below it under `above`.
    void moveUnder(Node above) {
        leave();
        parent = above;
        above.children.add(this);
    }

    /// Takes the unit out from under the one above.
    void leave() {
        if (parent != null) parent.children.remove(this);
        parent = null;
    }

    void sortChildren() {
        children.sort(ORDER);
    }

    boolean cell() {
        return level == Level.CELL;
    }

    /// Whether cells stand directly below it and nothing else: a commune, or an agency's committee.
    boolean overCells() {
        return !children.isEmpty() && children.stream().allMatch(Node::cell);
    }

    /// This unit and everything below it, in pre-order.
    Stream<Node> subtree() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Node::subtree));
    }

    Stream<Node> cells() {
        return subtree().filter(Node::cell);
    }

    /// The members of the whole subtree.
    Stream<Person> members() {
        return subtree().flatMap(node -> node.people.stream());
    }

    /// The committee directly under the province that this unit belongs to.
    Node committee() {
        var unit = this;
        while (unit.level != Level.UPPER_GRASSROOTS && unit.parent != null) unit = unit.parent;
        return unit;
    }

    /// The name without the word for the kind of organization: "huyện Đại Từ".
    String place() {
        return name.replaceFirst("^(Đảng bộ|Chi bộ cơ sở|Chi bộ) ", "");
    }
}
