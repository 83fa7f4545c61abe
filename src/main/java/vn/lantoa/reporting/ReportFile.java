package vn.lantoa.reporting;

import java.util.Locale;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.paper.PaperFormat;
import vn.lantoa.paper.TableFormat;

/// The kinds of file that a result report is taken out as.
enum ReportFile {
    CSV(TableFormat.CSV.mediaType()),
    XLSX(TableFormat.XLSX.mediaType()),
    DOCX(PaperFormat.DOCX.mediaType()),
    PDF(PaperFormat.PDF.mediaType());

    private final String mediaType;

    ReportFile(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The kind that an address ends in.
    ///
    /// @throws NotFound for any other ending
    static ReportFile of(String ending) {
        for (var file : values()) if (file.ending().equals(ending)) return file;
        throw new NotFound();
    }

    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }
}
