package vn.lantoa.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableFormat;

/// Files that were sent to be imported, as workbooks with one more column that says what is wrong with each row: people
/// correct them where they wrote them.
@Component
public class MarkedCopies {

    private final Importing importing;
    private final MessageSource words;

    MarkedCopies(Importing importing, MessageSource words) {
        this.importing = importing;
        this.words = words;
    }

    /// Sends the file of the run `id` marked with the errors that were found then, the first thousand of them.
    ///
    /// @param columns that the import reads
    /// @param limits that it read the file within
    /// @param locale the language of the sentences
    /// @throws NotFound if the account has no such run, or nothing was wrong with a row of it
    /// @throws Refused (409) if the file is not kept any more
    public void send(
            Actor actor,
            String kind,
            UUID id,
            Columns columns,
            Limits limits,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var outcome = importing.find(actor, kind, id).outcome();
        if (outcome == null || outcome.errors().isEmpty()) throw new NotFound();
        var copy = importing.copy(actor, kind, id);
        try {
            response.setContentType(TableFormat.XLSX.mediaType());
            response.setHeader("Content-Disposition", "attachment; filename=\"ket-qua.xlsx\"");
            try (var out = TableFormat.XLSX.open(response.getOutputStream(), "ket-qua")) {
                Table.marked(
                        copy,
                        columns,
                        limits,
                        outcome.errors(),
                        (key, arguments) -> words.getMessage(key, arguments, locale),
                        out);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
