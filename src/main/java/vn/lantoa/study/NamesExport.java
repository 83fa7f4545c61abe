package vn.lantoa.study;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.TableOut;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.NameRow;

/// Takes names out as a file while they are read, and notes who took how many.
@Component
class NamesExport {

    private static final List<String> COLUMNS = List.of(
            "number",
            "no",
            "name",
            "cell",
            "committee",
            "standing",
            "exempt",
            "key-cadre",
            "outcome",
            "form",
            "make-up",
            "reason",
            "day",
            "recorded-by",
            "host");

    private final Names names;
    private final Audit audit;
    private final MessageSource words;

    NamesExport(Names names, Audit audit, MessageSource words) {
        this.names = names;
        this.audit = audit;
        this.words = words;
    }

    /// Writes the names of `unit`, whose rosters are `extent`, that `filter` finds as XLSX or CSV, headed in `locale`.
    /// The stream stays open. Once writing has begun a failure can only cut the file off.
    @Transactional
    long write(
            Actor actor,
            CampaignId campaign,
            BoardUnit unit,
            Extent extent,
            NamesFilter filter,
            NamesFile file,
            Locale locale,
            LocalDate today,
            OutputStream out) {
        var written = new AtomicLong();
        try (var table = open(actor, file, unit, out)) {
            table.header(COLUMNS.stream()
                    .map(column -> words.getMessage("study.names.column." + column, null, locale))
                    .toList());
            var said = new HashMap<String, String>(); // looking a word up in all bundles costs more than writing a row
            names.each(
                    campaign,
                    extent,
                    filter,
                    today,
                    row -> table.row(cells(
                            row,
                            written.incrementAndGet(),
                            key -> said.computeIfAbsent(key, word -> words.getMessage(word, null, locale)))));
        }
        audit.note(
                actor,
                "study.names.export",
                campaign.value(),
                unit.unit(),
                "%s, %s, %d".formatted(file, filter.group().word(), written.get()));
        return written.get();
    }

    private static TableOut open(Actor actor, NamesFile file, BoardUnit unit, OutputStream out) {
        var format = file == NamesFile.XLSX ? TableFormat.XLSX : TableFormat.CSV;
        return format.open(out, unit.name(), actor.username());
    }

    private static List<@Nullable Object> cells(NameRow row, long number, UnaryOperator<String> words) {
        var cells = new ArrayList<@Nullable Object>(COLUMNS.size());
        cells.add(number);
        cells.add(row.memberNo());
        cells.add(row.fullName());
        cells.add(row.unitName());
        cells.add(row.committee());
        cells.add(word("organization.standing.", row.standing(), words));
        cells.add(word("organization.exempt.", row.exempt(), words));
        cells.add(row.keyCadre() ? "x" : null);
        cells.add(word("study.board.counted.", row.counted(), words));
        cells.add(word("study.form.", row.form(), words));
        cells.add(row.makeUp() ? "x" : null);
        cells.add(word("study.reason.", row.reason(), words));
        cells.add(row.decidedAt() == null ? null : Zone.day(row.decidedAt()));
        cells.add(row.recordedBy());
        cells.add(row.host());
        return cells;
    }

    private static @Nullable String word(String prefix, @Nullable String code, UnaryOperator<String> words) {
        return code == null ? null : words.apply(prefix + code);
    }
}
