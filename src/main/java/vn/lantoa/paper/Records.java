package vn.lantoa.paper;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a file one after the other, before anybody knows what they mean.
interface Records extends AutoCloseable {

    /// The next row, or null after the last.
    @Nullable
    Raw next();

    /// What the reader should know about the file as a whole.
    List<Notice> notices();

    @Override
    void close();

    /// @param number as the user's program shows it
    /// @param cells in the order of the file
    /// @param faults the sentence for each cell (counted from 0) that cannot be taken
    record Raw(int number, List<String> cells, Map<Integer, String> faults) {

        boolean blank() {
            return faults.isEmpty() && cells.stream().allMatch(String::isBlank);
        }
    }
}
