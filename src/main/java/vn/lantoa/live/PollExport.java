package vn.lantoa.live;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.live.view.RoundResult;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.study.Conference;

/// Takes what came of a poll out as a file: a row for each answer of each round, ballots and hands apart; and below it
/// the ballots with names, where the poll shows them.
@Component
class PollExport {

    private final Polls polls;
    private final Audit audit;
    private final MessageSource words;

    PollExport(Polls polls, Audit audit, MessageSource words) {
        this.polls = polls;
        this.audit = audit;
        this.words = words;
    }

    /// The stream stays open. Of an open round without names with few ballots only their number is written.
    @Transactional
    void write(Actor actor, Conference conference, Poll poll, TableFormat format, Locale locale, OutputStream out) {
        try (var table = format.open(out, "poll", actor.username())) {
            table.header(Stream.of("round", "answer", "ballots", "hands", "name", "site")
                    .map(column -> words.getMessage("live.poll.column." + column, null, locale))
                    .toList());
            for (var result : polls.results(poll)) {
                var all = words.getMessage("live.poll.all", null, locale);
                table.row(Arrays.asList((long) result.number(), all, (long) result.ballots(), null, null, null));
                if (!result.shown(poll)) continue;
                for (var line : lines(poll, result))
                    table.row(Arrays.asList(
                            (long) result.number(), line.answer(), (long) line.ballots(), line.hands(), null, null));
            }
            for (var ballot : polls.named(poll))
                table.row(Arrays.asList(
                        (long) ballot.round(), ballot.said(poll), 1L, null, ballot.name(), ballot.site()));
        }
        audit.note(
                actor,
                "live.poll.export",
                poll.id(),
                conference.host(),
                poll.kind().name());
    }

    private static List<Line> lines(Poll poll, RoundResult result) {
        return switch (poll.kind()) {
            case WORDS ->
                result.words(poll, Integer.MAX_VALUE).stream()
                        .map(entry -> new Line(entry.getKey(), entry.getValue(), 0L))
                        .toList();
            case ORDER ->
                result.counts().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> {
                            var parts = entry.getKey().split(":", -1);
                            return new Line(
                                    poll.label(Integer.parseInt(parts[0])) + " / " + parts[1], entry.getValue(), 0L);
                        })
                        .toList();
            case SINGLE, MULTIPLE, SCALE ->
                poll.numbers().stream()
                        .map(number -> new Line(
                                poll.label(number),
                                result.count(number),
                                result.hands().isEmpty()
                                        ? 0L
                                        : result.hands().get(poll.numbers().indexOf(number))))
                        .toList();
        };
    }

    private record Line(String answer, int ballots, long hands) {}
}
