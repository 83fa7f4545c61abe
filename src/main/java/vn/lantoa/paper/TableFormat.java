package vn.lantoa.paper;

import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/// The kinds of table files that are written.
public enum TableFormat {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// For the header `Content-Type`.
    public String mediaType() {
        return mediaType;
    }

    /// `csv` or `xlsx`, as the end of a file name or an address.
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The format of this extension.
    public static Optional<TableFormat> of(String extension) {
        for (var format : values()) if (format.extension().equals(extension)) return Optional.of(format);
        return Optional.empty();
    }

    /// A table that is written to `out` as it grows. Closing it ends the file and leaves `out` open.
    ///
    /// @param title of the sheet; CSV has none
    public TableOut open(OutputStream out, String title) {
        return switch (this) {
            case CSV -> new CsvOut(out);
            case XLSX -> new XlsxOut(out, title);
        };
    }

    /// The same, marked with who took it out: a property of the workbook, which reading passes over. CSV has no place
    /// for it.
    public TableOut open(OutputStream out, String title, String mark) {
        return switch (this) {
            case CSV -> new CsvOut(out);
            case XLSX -> new XlsxOut(out, title).marked(mark);
        };
    }
}
