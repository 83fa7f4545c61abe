package vn.lantoa.live.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import vn.lantoa.kernel.Folded;

/// Which sites somebody wants to see, and in which order.
///
/// @param attention only those that need it
/// @param words of the name of site or unit, accents ignored; empty for all
/// @param sort tree, expected, share (fewest first), line
public record ControlView(boolean attention, String words, String sort) {

    private static final List<String> SORTS = List.of("tree", "expected", "share", "line");

    public ControlView {
        words = words.strip();
        if (words.length() > 100) words = words.substring(0, 100);
        if (!SORTS.contains(sort)) sort = "tree";
    }

    public static List<String> sorts() {
        return SORTS;
    }

    public List<SiteNow> of(List<SiteNow> sites) {
        var folded = Folded.of(words);
        var found = sites.stream()
                .filter(site -> !attention || site.needsAttention())
                .filter(site -> folded.isEmpty()
                        || Folded.of(site.name() + " " + site.unitName()).contains(folded));
        return switch (sort) {
            case "expected" ->
                found.sorted(Comparator.comparingInt(SiteNow::expected).reversed())
                        .toList();
            case "share" ->
                found.sorted(Comparator.comparingInt(SiteNow::share)).toList();
            case "line" ->
                found.sorted(Comparator.comparing((SiteNow site) -> site.line() == LineState.ON)
                                .thenComparing(SiteNow::line))
                        .toList();
            default -> found.toList();
        };
    }

    /// As the query of an address.
    public String query() {
        return "?attention=" + attention + "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&sort=" + sort;
    }
}
