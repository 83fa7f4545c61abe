package vn.lantoa.organization;

import java.util.HashSet;
import java.util.Set;

/// What could not be read of the operations of a file or a program. The rest is judged all the same, without telling
/// what only follows from the gap: an heir whose founding cannot be read is not said to be missing.
///
/// @param codes of units in operations whose kind is unknown; the empty code stands for one that is missing
/// @param levels codes of units founded at a level that is none
/// @param ways codes of units of which nobody can tell whether they are merged or divided
record Unread(Set<String> codes, Set<String> levels, Set<String> ways) {

    static final Unread NOTHING = new Unread(Set.of(), Set.of(), Set.of());

    Unread {
        codes = Set.copyOf(codes);
        levels = Set.copyOf(levels);
        ways = Set.copyOf(ways);
    }

    /// Collects gaps while the rows are read.
    static final class Gaps {

        private final Set<String> codes = new HashSet<>(Set.of(""));
        private final Set<String> levels = new HashSet<>();
        private final Set<String> ways = new HashSet<>();

        void code(String code) {
            codes.add(code);
        }

        void level(String code) {
            levels.add(code);
        }

        void way(String code) {
            ways.add(code);
        }

        Unread all() {
            return new Unread(codes, levels, ways);
        }
    }
}
