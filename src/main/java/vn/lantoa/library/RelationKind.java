package vn.lantoa.library;

import java.util.List;

/// How one document stands to another.
public enum RelationKind {
    REPLACES,
    AMENDS,
    CONCRETISES,
    GUIDES;

    public static List<RelationKind> all() {
        return List.of(values());
    }
}
