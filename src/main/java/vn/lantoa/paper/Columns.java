package vn.lantoa.paper;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Folded;

/// The columns of one kind of import, in the order of its template.
public final class Columns {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<Column> all;
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, Integer> byHeading = new HashMap<>();

    private Columns(List<Column> all) {
        this.all = all;
        for (int place = 0; place < all.size(); place++) {
            var column = all.get(place);
            byName.put(column.name(), place);
            claim(column.name(), place);
            for (var title : column.titles()) claim(title, place);
        }
    }

    /// @throws IllegalArgumentException if two columns share a heading
    public static Columns of(Column... columns) {
        return new Columns(List.copyOf(Arrays.asList(columns)));
    }

    public List<Column> all() {
        return all;
    }

    /// Writes the file that people fill in: a header and one row of examples.
    ///
    /// @param titled whether the header speaks to people (titles) or to programs (names); both are read
    public void template(TableOut out, boolean titled) {
        out.header(all.stream().map(c -> titled ? c.title() : c.name()).toList());
        out.row(all.stream().map(Column::example).toList());
    }

    private void claim(String heading, int place) {
        var before = byHeading.put(folded(heading), place);
        if (before != null && before != place) throw new IllegalArgumentException("two columns named " + heading);
    }

    int place(String name) {
        var place = byName.get(name);
        if (place == null) throw new IllegalArgumentException("no column " + name);
        return place;
    }

    /// The place of the column that `heading` means, or null.
    @Nullable
    Integer meaning(String heading) {
        return byHeading.get(folded(heading));
    }

    private static String folded(String heading) {
        return BETWEEN_WORDS.matcher(Folded.of(heading)).replaceAll(" ").strip();
    }
}
