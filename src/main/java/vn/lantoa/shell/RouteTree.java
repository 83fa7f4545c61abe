package vn.lantoa.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what is kept under the patterns that a path may fit, by its segments from left to right, instead of trying
/// hundreds of patterns one by one. It may give more than fits (a segment with a variable fits any word here), never
/// less.
///
/// @param <T> what is kept
final class RouteTree<T> {

    private final Node<T> root = new Node<>();

    /// Keeps `what` under a pattern as `@RequestMapping` writes it, such as `/study/campaigns/{campaign}`.
    void add(String pattern, T what) {
        var node = root;
        for (var segment : segments(pattern)) {
            if (segment.contains("**") || segment.startsWith("{*")) {
                node.below.add(what);
                return;
            }
            node = segment.matches("[^{}*?]*")
                    ? node.words.computeIfAbsent(segment, first -> new Node<>())
                    : node.variable();
        }
        node.here.add(what);
    }

    /// What `path`, without percent signs, may mean; in no order.
    List<T> candidates(String path) {
        var found = new ArrayList<T>(4);
        root.collect(segments(path), 0, found);
        return found;
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }

    private static final class Node<T> {

        private final Map<String, Node<T>> words = new HashMap<>();
        private final List<T> here = new ArrayList<>();
        private final List<T> below = new ArrayList<>();
        private @Nullable Node<T> variable;

        private Node<T> variable() {
            var known = variable;
            if (known != null) return known;
            var made = new Node<T>();
            variable = made;
            return made;
        }

        private void collect(String[] segments, int depth, List<T> found) {
            found.addAll(below);
            if (depth == segments.length) {
                found.addAll(here);
                return;
            }
            var word = words.get(segments[depth]);
            if (word != null) word.collect(segments, depth + 1, found);
            if (variable != null) variable.collect(segments, depth + 1, found);
        }
    }
}
