package vn.lantoa.library;

import java.util.Map;
import java.util.Optional;

/// Kinds of files that are taken, told from their content.
enum FileType {
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    TEXT("text/plain", "txt"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg");

    private static final Map<String, String> ENDINGS = Map.of("jpeg", "jpg", "md", "txt", "csv", "txt");

    private final String mediaType;
    private final String ending;

    FileType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    String mediaType() {
        return mediaType;
    }

    /// The file's name with the ending of its real type, so that nothing is opened as something else.
    String named(String name) {
        var dot = name.lastIndexOf('.');
        var given = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
        return ENDINGS.getOrDefault(given, given).equals(ending) ? name : name + "." + ending;
    }

    static Optional<FileType> of(String mediaType) {
        for (var type : values()) if (type.mediaType.equals(mediaType)) return Optional.of(type);
        return Optional.empty();
    }
}
