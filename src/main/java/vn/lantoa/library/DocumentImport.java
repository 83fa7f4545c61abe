package vn.lantoa.library;

import static vn.lantoa.paper.Progress.Step.WRITING;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// Documents from a file. One that is kept already stays as it is, so that the same file may come again.
@Component
class DocumentImport {

    static final int MOST = 20_000;

    static final Columns COLUMNS = Columns.of(
            Column.required("symbol", "Số ký hiệu", "Symbol").example("19-NQ/TW"),
            Column.optional("type", "Loại văn bản", "Type").example("NQ"),
            Column.required("title", "Trích yếu", "Title")
                    .severalLines()
                    .example("Về nông nghiệp, nông dân, nông thôn"),
            Column.required("issuer", "Cơ quan ban hành", "Issuer").example("Ban Chấp hành Trung ương"),
            Column.required("issued_on", "Ngày ban hành", "Issued on").example("16/06/2022"),
            Column.optional("abstract", "Nội dung chính", "Abstract").severalLines(),
            Column.optional("secrecy", "Độ mật", "Secrecy"));

    static final Limits LIMITS = Limits.usual().withRows(MOST);

    private final Documents documents;
    private final Audit audit;

    DocumentImport(Documents documents, Audit audit) {
        this.documents = documents;
        this.audit = audit;
    }

    /// Takes the documents in `file`, all of them or none.
    ///
    /// @param dryRun whether nothing is kept
    /// @param partial whether the right rows are kept although others are wrong
    @Transactional
    ImportResult run(Actor actor, InputStream file, boolean dryRun, boolean partial, LocalDate today) {
        actor.require(Permission.KEEP_LIBRARY);
        try (var table = Table.open(file, COLUMNS, LIMITS)) {
            return run(actor, table, dryRun, partial, today);
        }
    }

    /// The same with a table that the caller opened with [#COLUMNS] and [#LIMITS].
    @Transactional
    ImportResult run(Actor actor, Table table, boolean dryRun, boolean partial, LocalDate today) {
        actor.require(Permission.KEEP_LIBRARY);
        var rejections = new Rejections();
        var taken = new ArrayList<Document>();
        var seen = new HashMap<String, Integer>();
        for (var row : table) {
            var document = document(row, today);
            if (document != null) {
                var key = document.issuer() + "\n" + document.type() + "\n" + document.number() + "\n"
                        + document.issuedOn();
                var first = seen.putIfAbsent(key, row.number());
                if (first != null) row.wrongAsAWhole("library.import.twice", first);
            }
            if (rejections.passes(row) && document != null) taken.add(document);
        }
        var kept = !dryRun && (rejections.rejected() == 0 || partial);
        if (kept) {
            var written = 0;
            for (var document : taken) {
                documents.insert(actor, document);
                table.progress().at(WRITING, ++written);
            }
            audit.note(actor, "library.document.import", null, null, taken.size() + " rows");
        }
        return rejections.result(taken.size());
    }

    private static @org.jspecify.annotations.Nullable Document document(Row row, LocalDate today) {
        for (var column : new String[] {"symbol", "title", "issuer", "issued_on"}) row.required(column);
        var issuedOn = row.day("issued_on");
        if (!row.errors().isEmpty()) return null;
        try {
            return new Cataloguing.Entry(
                            row.text("symbol"),
                            row.text("type"),
                            row.text("title"),
                            row.text("issuer"),
                            issuedOn,
                            row.text("abstract"),
                            row.text("secrecy"))
                    .checked(Ids.next(), today);
        } catch (Refused refused) {
            row.wrong(column(refused.key()), refused.key(), refused.arguments().toArray());
            return null;
        }
    }

    private static String column(String key) {
        return switch (key) {
            case "library.type.missing", "library.type.unknown" -> "type";
            case "library.title.invalid" -> "title";
            case "library.issuer.invalid" -> "issuer";
            case "library.issued-on.missing", "library.issued-on.invalid" -> "issued_on";
            case "library.classified" -> "secrecy";
            default -> "symbol";
        };
    }
}
