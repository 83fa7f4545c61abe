package vn.lantoa.study;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.Unfinished;

/// Roll calls, voids and closings for other programs (design.md, interfaces).
@RestController
@RequestMapping("/api/v1/campaigns/{id}")
class RollCallApi {

    private static final int MOST = 1_000;
    /// Stands for a number that nobody on the roster bears.
    private static final UUID NOBODY = new UUID(0, 0);

    private final RollCall rollCall;
    private final RollCallSheets sheets;
    private final Voiding voiding;
    private final Closing closing;
    private final Campaigns campaigns;
    private final MessageSource words;
    private final Clock clock;

    RollCallApi(
            RollCall rollCall,
            RollCallSheets sheets,
            Voiding voiding,
            Closing closing,
            Campaigns campaigns,
            MessageSource words,
            Clock clock) {
        this.rollCall = rollCall;
        this.sheets = sheets;
        this.voiding = voiding;
        this.closing = closing;
        this.campaigns = campaigns;
        this.words = words;
        this.clock = clock;
    }

    @PutMapping("/roll-calls/{unit}")
    List<Answer> record(Actor actor, @PathVariable CampaignId id, @PathVariable String unit, @RequestBody Call sent) {
        if (sent.entries == null) throw Refused.invalid("study.roll-call.entries");
        if (sent.entries.size() > MOST) throw Refused.tooLarge("study.roll-call.many", MOST);
        var scope = actor.scope(Permission.RECORD);
        campaigns.require(scope, id);
        var place = sheets.requireUnit(scope, id, unit);
        var numbers = new ArrayList<String>();
        for (var row = 0; row < sent.entries.size(); row++) numbers.add(number(sent.entries.get(row), row));
        var members = sheets.numbered(id, numbers).stream()
                .collect(Collectors.toMap(RollCallSheets.Numbered::memberNo, RollCallSheets.Numbered::member));
        var entries = new ArrayList<RollCallEntry>();
        for (var row = 0; row < numbers.size(); row++) {
            var member = members.get(numbers.get(row));
            entries.add(entry(sent.entries.get(row), member == null ? NOBODY : member, row));
        }
        var call = new RollCall.Call(entries, false, sent.form, Boolean.TRUE.equals(sent.makeUp), sent.on);
        var called = rollCall.record(actor, id, place, call, clock.instant());
        return answers(numbers, called);
    }

    @PostMapping("/voids")
    ResponseEntity<Voided> undo(Actor actor, @PathVariable CampaignId id, @RequestBody Undoing sent) {
        campaigns.require(actor.scope(Permission.RECORD), id);
        var reason = sent.reason == null ? "" : sent.reason;
        boolean done;
        if (sent.fact != null) done = voiding.undo(actor, id, sent.fact, reason, clock.instant());
        else if (sent.nonce != null) done = voiding.undo(actor, id, sent.nonce, reason, clock.instant());
        else throw Refused.invalid("study.void.fact");
        return ResponseEntity.status(done ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Voided(done ? "recorded" : "already"));
    }

    @PostMapping(path = "/closure", params = "unit")
    ResponseEntity<?> close(Actor actor, @PathVariable CampaignId id, @RequestParam String unit, Locale locale) {
        var place = sheets.requireUnit(actor.scope(Permission.CLOSE_UNIT), id, unit);
        var unfinished = closing.close(actor, id, place, clock.instant());
        if (unfinished.none()) return ResponseEntity.ok(new Closed(unit, true));
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(unfinished, locale));
    }

    @DeleteMapping(path = "/closure", params = "unit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(Actor actor, @PathVariable CampaignId id, @RequestParam String unit) {
        var place = sheets.requireUnit(actor.scope(Permission.RECORD), id, unit);
        closing.reopen(actor, id, place, clock.instant());
    }

    private ProblemDetail problem(Unfinished unfinished, Locale locale) {
        var sentence = words.getMessage(
                "study.closure.unfinished",
                new Object[] {unfinished.unrecorded().size(), unfinished.open().size()},
                locale);
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, sentence);
        problem.setProperty("unrecorded", unfinished.unrecorded());
        problem.setProperty("open", unfinished.open());
        return problem;
    }

    private List<Answer> answers(List<String> numbers, List<RollCall.Called> called) {
        var strangers = new ArrayList<String>();
        for (var row = 0; row < numbers.size(); row++)
            if (called.get(row) == RollCall.Called.NOT_ON_ROSTER) strangers.add(numbers.get(row));
        var existing = sheets.existing(strangers);
        var answers = new ArrayList<Answer>();
        for (var row = 0; row < numbers.size(); row++) {
            var number = numbers.get(row);
            answers.add(new Answer(
                    number,
                    switch (called.get(row)) {
                        case RECORDED -> "recorded";
                        case ALREADY -> "already";
                        case CORRECTED -> "corrected";
                        case NOT_ON_ROSTER -> existing.contains(number) ? "not-on-roster" : "unknown-member";
                    }));
        }
        return answers;
    }

    private static String number(@Nullable Entry sent, int row) {
        if (sent == null || sent.memberNo == null || sent.memberNo.isBlank())
            throw Refused.invalid("study.check-in.missing", String.valueOf(row), "memberNo");
        if (sent.memberNo.length() > CheckIn.LONGEST || !Plain.oneLine(sent.memberNo))
            throw Refused.invalid("study.check-in.text", String.valueOf(row), "memberNo");
        return sent.memberNo.strip();
    }

    private static RollCallEntry entry(@Nullable Entry sent, UUID member, int row) {
        if (sent == null || sent.outcome == null)
            throw Refused.invalid("study.check-in.missing", String.valueOf(row), "outcome");
        var outcome = switch (sent.outcome.toLowerCase(Locale.ROOT)) {
            case "studied" -> Outcome.STUDIED;
            case "excused" -> Outcome.EXCUSED;
            case "absent" -> Outcome.ABSENT;
            default -> throw Refused.invalid("study.roll-call.outcome", String.valueOf(row));
        };
        if (outcome == Outcome.EXCUSED && sent.reason == null)
            throw Refused.invalid("study.check-in.missing", String.valueOf(row), "reason");
        return new RollCallEntry(
                member,
                outcome,
                outcome == Outcome.STUDIED ? sent.form : null,
                outcome == Outcome.EXCUSED ? sent.reason : null);
    }

    /// @param form of all entries that name none; absent: as the cell usually studies
    /// @param on the day; absent: today
    record Call(
            @Nullable List<@Nullable Entry> entries,
            @Nullable Form form,
            @Nullable Boolean makeUp,
            @Nullable LocalDate on) {}

    record Entry(
            @Nullable String memberNo,
            @Nullable String outcome,
            @Nullable Form form,
            @Nullable Reason reason) {}

    /// @param outcome `recorded`, `already`, `corrected`, `not-on-roster` or `unknown-member`
    record Answer(String memberNo, String outcome) {}

    record Undoing(
            @Nullable Long fact,
            @Nullable String nonce,
            @Nullable String reason) {}

    record Voided(String outcome) {}

    record Closed(String unit, boolean closed) {}
}
