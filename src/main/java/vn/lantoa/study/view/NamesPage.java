package vn.lantoa.study.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Basis;

/// The names behind a figure.
///
/// @param basis on which the figure is counted
/// @param path from the highest unit the reader may see down to the parent
/// @param outcome the group that is shown, as addresses write it
/// @param form only who studied by it, or null
/// @param later whether this is not the first piece
/// @param more whether another piece follows
/// @param export whether they may be taken out as a file
public record NamesPage(
        UUID campaign,
        String title,
        Basis basis,
        BoardUnit unit,
        List<BoardUnit> path,
        String outcome,
        @Nullable String form,
        String search,
        Figure figure,
        List<NameRow> rows,
        boolean later,
        boolean more,
        boolean export) {

    /// The groups in the order the filter offers them.
    public static final List<String> GROUPS = List.of(
            "all",
            "studied",
            "studied-exempt",
            "exempt-not-studied",
            "excused",
            "absent",
            "unrecorded",
            "made-up",
            "exempt",
            "probationary",
            "key-cadre");

    /// How many are in `group`, or -1 where it is not counted or something is searched for.
    public long count(String group) {
        if (!search.isEmpty()) return -1;
        return switch (group) {
            case "all" -> figure.total();
            case "studied" -> figure.studied();
            case "studied-exempt" -> figure.studiedExempt();
            case "exempt-not-studied" -> figure.exemptNotStudied();
            case "excused" -> figure.excused();
            case "absent" -> figure.absent();
            case "unrecorded" -> figure.unrecorded();
            case "made-up" -> figure.makeUp();
            case "exempt" -> figure.exempt();
            case "probationary" -> figure.probationary();
            case "key-cadre" -> figure.keyCadres();
            default -> -1;
        };
    }

    /// Address of this page with another group; a chosen form is given up, a search kept.
    public String of(String group) {
        return address("", group, null, null);
    }

    /// Address of the next piece.
    public String next() {
        return address("", outcome, form, rows.getLast().member());
    }

    /// Address of the first piece.
    public String first() {
        return address("", outcome, form, null);
    }

    /// Address of the file, `ending` being `.xlsx` or `.csv`.
    public String file(String ending) {
        return address(ending, outcome, form, null);
    }

    /// Address of the board of `of` on the same basis.
    public String board(UUID of) {
        return "/study/campaigns/" + campaign + "?unit=" + of + query();
    }

    private String query() {
        return basis == Basis.WAS ? "" : "&basis=" + basis.word();
    }

    private String address(String ending, String group, @Nullable String form, @Nullable UUID after) {
        return "/study/campaigns/" + campaign + "/names" + ending + "?unit=" + unit.unit() + query() + "&outcome="
                + group
                + (form == null ? "" : "&form=" + form)
                + (search.isEmpty() ? "" : "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8))
                + (after == null ? "" : "&after=" + after);
    }
}
