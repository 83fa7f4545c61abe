package vn.lantoa.organization;

import java.util.List;

/// One thing that a reorganization does to the tree, by the codes its decision names.
public sealed interface Operation {

    /// The unit it is about: the one created, renamed, moved or dissolved, the heir of a merge, the unit that is
    /// divided.
    String code();

    /// A new unit under `parentCode`, which may be created by the same decision.
    record Create(String code, String parentCode, Level level, String name) implements Operation {}

    record Rename(String code, String name) implements Operation {}

    /// The unit with everything below it goes under another.
    record Move(String code, String parentCode) implements Operation {}

    /// All of `from` becomes part of `into`: the units below them stand under it, members who stand in them directly
    /// stand in it.
    record Merge(List<String> from, String into) implements Operation {
        public Merge {
            from = List.copyOf(from);
        }

        @Override
        public String code() {
            return into;
        }
    }

    /// The units below `from` go to its heirs, each to the one that lists it. `from` ends, unless it is an heir itself.
    record Divide(String from, List<Heir> into) implements Operation {
        public Divide {
            into = List.copyOf(into);
        }

        @Override
        public String code() {
            return from;
        }
    }

    record Dissolve(String code) implements Operation {}

    /// @param units codes of the units directly below the divided one that go there
    record Heir(String code, List<String> units) {
        public Heir {
            units = List.copyOf(units);
        }
    }

    /// Somebody who gets a post at a unit by the decision.
    ///
    /// @param username of the account
    /// @param role as in [vn.lantoa.access.Role]
    /// @param unit code, which the decision may create
    record Appointment(String username, String role, String unit) {}

    /// What an operation is called in files and by the API.
    static String word(Operation operation) {
        return switch (operation) {
            case Create create -> "create";
            case Rename rename -> "rename";
            case Move move -> "move";
            case Merge merge -> "merge";
            case Divide divide -> "divide";
            case Dissolve dissolve -> "dissolve";
        };
    }
}
