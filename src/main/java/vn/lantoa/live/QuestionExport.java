package vn.lantoa.live;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Zone;
import vn.lantoa.live.view.QuestionRow;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.study.Conference;

/// Takes the questions of a conference out as a file, with the names that the chair may see.
@Component
class QuestionExport {

    private static final List<String> COLUMNS =
            List.of("number", "asked", "site", "name", "body", "support", "state", "presenter", "answered", "answer");

    private final Questions questions;
    private final Audit audit;
    private final MessageSource words;

    QuestionExport(Questions questions, Audit audit, MessageSource words) {
        this.questions = questions;
        this.audit = audit;
        this.words = words;
    }

    /// The stream stays open.
    @Transactional
    void write(Actor actor, Conference conference, TableFormat format, Locale locale, OutputStream out) {
        var rows = questions.queue(conference.sessionId(), actor.account().value());
        try (var table = format.open(out, "questions", actor.username())) {
            table.header(COLUMNS.stream()
                    .map(column -> words.getMessage("live.question.column." + column, null, locale))
                    .toList());
            var number = 0L;
            for (var row : rows) table.row(cells(row, ++number, locale));
        }
        audit.note(actor, "live.question.export", conference.id(), conference.host(), String.valueOf(rows.size()));
    }

    private List<@Nullable Object> cells(QuestionRow row, long number, Locale locale) {
        var cells = new ArrayList<@Nullable Object>(COLUMNS.size());
        cells.add(number);
        cells.add(
                row.askedAt().atZone(Zone.VIETNAM).toLocalDateTime().withNano(0).toString());
        cells.add(row.site());
        cells.add(row.name());
        cells.add(row.body());
        cells.add((long) row.support());
        cells.add(words.getMessage(row.state().key(), null, locale));
        cells.add(row.handedTo());
        cells.add(row.answeredAt() == null ? null : Zone.day(row.answeredAt()));
        cells.add(row.answer());
        return cells;
    }
}
