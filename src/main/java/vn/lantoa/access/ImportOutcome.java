package vn.lantoa.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Notice;
import vn.lantoa.paper.RowError;

/// How an import by page went, as it is kept for the page to tell it in whatever language.
///
/// @param kept whether anything was taken
/// @param accepted rows in order
/// @param rejected rows with at least one error
/// @param counts what the rows in order did, or null where that is not told apart
/// @param errors the first thousand
/// @param unlisted how many errors there are beyond those
/// @param notices what the reader should know although nothing is wrong with it
/// @param refusal why the file as a whole was refused, or null
public record ImportOutcome(
        boolean kept,
        int accepted,
        int rejected,
        @Nullable Counts counts,
        List<RowError> errors,
        int unlisted,
        List<Notice> notices,
        @Nullable Refusal refusal) {

    public ImportOutcome {
        errors = List.copyOf(errors);
        notices = List.copyOf(notices);
    }

    public static ImportOutcome of(ImportResult result, boolean kept, @Nullable Counts counts, List<Notice> notices) {
        return new ImportOutcome(
                kept, result.accepted(), result.rejected(), counts, result.errors(), result.unlisted(), notices, null);
    }

    static ImportOutcome refused(Refused refused) {
        var refusal = new Refusal(refused.status(), refused.key(), refused.arguments());
        return new ImportOutcome(false, 0, 0, null, List.of(), 0, List.of(), refusal);
    }

    /// The same as it was before it was written down: a word that is told in the reader's language, such as the name of
    /// a level, comes back from JSON as the parts of its key.
    ImportOutcome restored() {
        return new ImportOutcome(
                kept,
                accepted,
                rejected,
                counts,
                errors.stream()
                        .map(error ->
                                new RowError(error.row(), error.column(), error.key(), restored(error.arguments())))
                        .toList(),
                unlisted,
                notices.stream()
                        .map(notice -> new Notice(notice.key(), restored(notice.arguments())))
                        .toList(),
                refusal == null ? null : new Refusal(refusal.status(), refusal.key(), restored(refusal.arguments())));
    }

    private static List<Object> restored(List<Object> arguments) {
        return arguments.stream()
                .map(argument -> argument instanceof Map<?, ?> parts && parts.get("code") instanceof String key
                        ? new DefaultMessageSourceResolvable(key)
                        : argument)
                .toList();
    }

    /// The status of the page that tells it.
    public int status() {
        if (refusal != null) return refusal.status();
        return rejected == 0 || kept ? 200 : 422;
    }

    /// Rows that were (in a trial: would be) added, that differed from what was known, that said nothing new.
    public record Counts(int created, int changed, int unchanged) {}

    /// A [Refused] that was written down.
    public record Refusal(int status, String key, List<Object> arguments) {

        public Refusal {
            arguments = List.copyOf(arguments);
        }
    }
}
