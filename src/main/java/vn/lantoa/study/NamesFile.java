package vn.lantoa.study;

import vn.lantoa.kernel.NotFound;

/// The kinds of file that names are taken out as.
enum NamesFile {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("text/csv;charset=UTF-8");

    private final String mediaType;

    NamesFile(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The kind that an address ends in.
    ///
    /// @throws NotFound for any other ending
    static NamesFile of(String ending) {
        return switch (ending) {
            case "xlsx" -> XLSX;
            case "csv" -> CSV;
            default -> throw new NotFound();
        };
    }

    String mediaType() {
        return mediaType;
    }
}
