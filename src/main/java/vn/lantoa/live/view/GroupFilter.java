package vn.lantoa.live.view;

import java.util.List;
import vn.lantoa.live.GroupState;

/// The groups of a discussion, and those of them that somebody wants to see.
///
/// @param show one of [#KINDS]
/// @param over whether all should have handed in by now
public record GroupFilter(String show, List<GroupRow> all, boolean over) {

    public static final List<String> KINDS = List.of("all", "open", "handed-in", "returned", "asides");

    public GroupFilter {
        all = List.copyOf(all);
    }

    /// @param show any text; what is not known shows all
    public static GroupFilter of(String show, List<GroupRow> all, boolean over) {
        return new GroupFilter(KINDS.contains(show) ? show : "all", all, over);
    }

    public List<GroupRow> rows() {
        return rows(show);
    }

    public int count(String kind) {
        return rows(kind).size();
    }

    /// Whether the group should have handed in and has not.
    public boolean late(GroupRow row) {
        return over && row.state() != GroupState.HANDED_IN;
    }

    private List<GroupRow> rows(String kind) {
        return all.stream()
                .filter(row -> switch (kind) {
                    case "open" -> row.state() != GroupState.HANDED_IN;
                    case "handed-in" -> row.state() == GroupState.HANDED_IN;
                    case "returned" -> row.state() == GroupState.RETURNED;
                    case "asides" -> row.asides() > 0;
                    default -> true;
                })
                .toList();
    }
}
