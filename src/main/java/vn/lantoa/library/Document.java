package vn.lantoa.library;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A directive document as the library keeps it. Its identity is issuer, type, number and day of issue together; the
/// symbol may be shared by several.
///
/// @param symbol as printed
/// @param type letters as in [DocumentType#code()]
/// @param summary what it says in short, or null
public record Document(
        UUID id,
        String symbol,
        String number,
        String type,
        String title,
        String issuer,
        LocalDate issuedOn,
        @Nullable String summary) {

    public DocumentId documentId() {
        return new DocumentId(id);
    }
}
