package vn.lantoa.paper;

import java.util.Locale;
import java.util.Optional;

/// The kinds of files in which papers are written.
public enum PaperFormat {
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    PDF("application/pdf");

    private final String mediaType;

    PaperFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// For the header `Content-Type`.
    public String mediaType() {
        return mediaType;
    }

    /// `docx` or `pdf`, as the end of a file name or an address.
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The format of this extension.
    public static Optional<PaperFormat> of(String extension) {
        for (var format : values()) if (format.extension().equals(extension)) return Optional.of(format);
        return Optional.empty();
    }
}
