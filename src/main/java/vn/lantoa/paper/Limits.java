package vn.lantoa.paper;

/// How much of a file is read before it is refused.
///
/// @param fileBytes of the file as it was sent
/// @param unpackedBytes that a workbook may unfold to, all its parts together
/// @param rows below the header
/// @param cellLetters of one cell; longer ones are errors of their row
public record Limits(long fileBytes, long unpackedBytes, int rows, int cellLetters) {

    private static final long MEGABYTE = 1L << 20;

    /// 64 MB, a gigabyte unfolded, a million rows, 1,000 letters a cell.
    public static Limits usual() {
        return new Limits(64 * MEGABYTE, 1024 * MEGABYTE, 1_000_000, 1_000);
    }

    /// The same with at most `rows` rows.
    public Limits withRows(int rows) {
        return new Limits(fileBytes, unpackedBytes, rows, cellLetters);
    }

    /// The same with files of at most `fileBytes`.
    public Limits withFileBytes(long fileBytes) {
        return new Limits(fileBytes, unpackedBytes, rows, cellLetters);
    }
}
