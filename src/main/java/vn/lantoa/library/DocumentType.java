package vn.lantoa.library;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Types of documents by the letters that symbols carry (domain.md, documents). QĐ is both quyết định and quy định.
public enum DocumentType {
    NQ("NQ"),
    CT("CT"),
    KL("KL"),
    QD("QĐ"),
    QC("QC"),
    HD("HD"),
    KH("KH"),
    CTR("CTr"),
    DA("ĐA"),
    BC("BC"),
    TB("TB"),
    TTR("TTr"),
    CV("CV"),
    BB("BB"),
    GM("GM"),
    LUAT("LUAT"),
    ND("ND"),
    TT("TT");

    private final String code;

    DocumentType(String code) {
        this.code = code;
    }

    /// As symbols and imports write it.
    public String code() {
        return code;
    }

    /// The type that `code` stands for, whatever its case.
    public static Optional<DocumentType> of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equalsIgnoreCase(code) || type.name().equalsIgnoreCase(code))
                .findFirst();
    }

    public static List<DocumentType> all() {
        return List.of(values());
    }
}
