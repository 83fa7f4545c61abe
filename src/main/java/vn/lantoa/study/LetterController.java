package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Paper;
import vn.lantoa.paper.PaperFormat;
import vn.lantoa.study.view.ExpertRow;
import vn.lantoa.study.view.LetterRow;

/// Invitations and letters of thanks to the experts of a conference, for who runs it: settled once, taken out one
/// by one or all in one file.
@Controller
@RequestMapping("/study/sessions/{session}")
class LetterController {

    private static final Map<String, Letters.Kind> KINDS =
            Map.of("invitation", Letters.Kind.INVITATION, "thanks", Letters.Kind.THANKS);

    private final Conferences conferences;
    private final Experts experts;
    private final Letters letters;
    private final LetterPapers papers;
    private final Timetables timetables;
    private final Inviting inviting;
    private final Audit audit;
    private final Clock clock;

    LetterController(
            Conferences conferences,
            Experts experts,
            Letters letters,
            LetterPapers papers,
            Timetables timetables,
            Inviting inviting,
            Audit audit,
            Clock clock) {
        this.conferences = conferences;
        this.experts = experts;
        this.letters = letters;
        this.papers = papers;
        this.timetables = timetables;
        this.inviting = inviting;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/letters")
    ModelAndView show(Actor actor, @PathVariable SessionId session) {
        return page(actor, session, null, Map.of(), null);
    }

    @PostMapping("/letters/{letter:invitation|thanks}")
    Object update(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable String letter,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        var kind = kind(letter);
        conferences.run(actor.scope(SCHEDULE), session);
        try {
            inviting.write(
                    actor,
                    session,
                    new LetterRow(
                            kind.name(),
                            Typed.line("study.letter.number", sent.get("number"), 100),
                            Typed.line("study.letter.place", sent.get("place"), 100),
                            Typed.optionalDay("study.letter.day", sent.get("day")),
                            Typed.line("study.letter.authority", sent.get("authority"), 200),
                            Typed.line("study.letter.position", sent.get("position"), 200),
                            Typed.line("study.letter.signer", sent.get("signer"), 200),
                            Typed.paragraphs("study.letter.note", sent.get("note"), 1_000)));
            redirect.addFlashAttribute("notice", Notice.of("study.letter.saved"));
            return "redirect:/study/sessions/" + session.value() + "/letters";
        } catch (Refused refused) {
            return page(actor, session, letter, sent, refused);
        }
    }

    /// Takes back the number of a letter that was never sent.
    @PostMapping("/experts/{expert}/{letter:invitation|thanks}/number/removal")
    String unnumber(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID expert,
            @PathVariable String letter,
            RedirectAttributes redirect) {
        inviting.unnumber(actor, session, expert, kind(letter));
        redirect.addFlashAttribute("notice", Notice.of("study.letter.unnumbered"));
        return "redirect:/study/sessions/" + session.value() + "/letters#" + letter;
    }

    /// @throws Refused if no such letter goes to the expert, or thanks come before the conference
    @GetMapping("/experts/{expert}/{letter:invitation|thanks}.{file:docx|pdf}")
    ResponseEntity<byte[]> letter(
            Actor actor,
            @PathVariable SessionId session,
            @PathVariable UUID expert,
            @PathVariable String letter,
            @PathVariable String file) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var format = PaperFormat.of(file).orElseThrow(NotFound::new);
        var kind = kind(letter);
        var row = experts.require(session.value(), expert);
        early(kind, conference);
        if (!kind.goesTo(row)) throw nobody(kind);
        var numbers = inviting.number(actor, session, kind, List.of(expert), clock.instant());
        var out = new ByteArrayOutputStream();
        paper(kind, session, row, numbers).write(format, out, papers::say, LetterPapers.LOCALE);
        audit.note(actor, "study.letter.export", expert, conference.host(), letter + ", " + row.fullName());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name(kind, row) + "." + file + "\"")
                .cacheControl(CacheControl.noStore())
                .body(out.toByteArray());
    }

    /// All letters of one kind, a Word file each, in the order of the list.
    @GetMapping("/letters/{letter:invitation|thanks}.zip")
    ResponseEntity<StreamingResponseBody> all(
            Actor actor, @PathVariable SessionId session, @PathVariable String letter) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        var kind = kind(letter);
        early(kind, conference);
        var rows = Letters.recipients(kind, experts.of(session.value()));
        if (rows.isEmpty()) throw nobody(kind);
        audit.note(actor, "study.letter.export", session.value(), conference.host(), letter + ", " + rows.size());
        var numbers = inviting.number(
                actor, session, kind, rows.stream().map(ExpertRow::id).toList(), clock.instant());
        var written =
                rows.stream().map(row -> paper(kind, session, row, numbers)).toList();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + stem(kind) + ".zip\"")
                .cacheControl(CacheControl.noStore())
                .body(out -> {
                    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                        for (var place = 0; place < rows.size(); place++) {
                            zip.putNextEntry(
                                    new ZipEntry("%02d-%s.docx".formatted(place + 1, name(kind, rows.get(place)))));
                            written.get(place).write(PaperFormat.DOCX, zip, papers::say, LetterPapers.LOCALE);
                            zip.closeEntry();
                        }
                    }
                });
    }

    private Paper paper(Letters.Kind kind, SessionId session, ExpertRow row, LetterNumbers numbers) {
        var slot = timetables.of(session.value()).slots().stream()
                .filter(each -> row.topic() != null && each.topic() == row.topic())
                .findFirst()
                .orElse(null);
        var letter = letters.of(session.value(), kind).numbered(numbers.of(row.id()));
        return papers.of(kind, letter, letters.occasion(session.value()), row, slot);
    }

    private void early(Letters.Kind kind, Conference conference) {
        if (kind == Letters.Kind.THANKS && clock.instant().isBefore(conference.startsAt()))
            throw Refused.conflict("study.letter.early");
    }

    private static Refused nobody(Letters.Kind kind) {
        return kind == Letters.Kind.INVITATION
                ? Refused.conflict("study.letter.nobody.INVITATION")
                : Refused.conflict("study.letter.nobody.THANKS");
    }

    /// @param refused about the letter of kind `typed`, of which `sent` was typed
    private ModelAndView page(
            Actor actor,
            SessionId session,
            @Nullable String typed,
            Map<String, String> sent,
            @Nullable Refused refused) {
        var conference = conferences.run(actor.scope(SCHEDULE), session);
        if (experts.theme(session.value()) == null) throw Refused.conflict("study.expert.not-thematic");
        var all = experts.of(session.value());
        var forms = new LinkedHashMap<String, Map<String, String>>();
        var recipients = new LinkedHashMap<String, List<ExpertRow>>();
        var numbers = new LinkedHashMap<String, Map<UUID, String>>();
        var given = new LinkedHashMap<String, Collection<UUID>>();
        for (var letter : List.of("invitation", "thanks")) {
            forms.put(letter, letter.equals(typed) ? sent : typed(letters.of(session.value(), kind(letter))));
            var to = Letters.recipients(kind(letter), all);
            recipients.put(letter, to);
            var counted = letters.numbers(session.value(), kind(letter), to);
            numbers.put(letter, counted.numbers());
            given.put(letter, counted.given());
        }
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("held", conference);
        model.put("forms", forms);
        model.put("recipients", recipients);
        model.put("numbers", numbers);
        model.put("given", given);
        model.put("started", !clock.instant().isBefore(conference.startsAt()));
        model.put("refused", refused);
        return DraftController.answer("study/experts/letters", model, refused);
    }

    private static Map<String, String> typed(LetterRow letter) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("number", letter.number());
        typed.put("place", letter.place());
        typed.put("day", letter.day() == null ? "" : letter.day().toString());
        typed.put("authority", letter.authority());
        typed.put("position", letter.position());
        typed.put("signer", letter.signer());
        typed.put("note", letter.note());
        return typed;
    }

    private static Letters.Kind kind(String letter) {
        var kind = KINDS.get(letter);
        if (kind == null) throw new NotFound();
        return kind;
    }

    private static String name(Letters.Kind kind, ExpertRow row) {
        var plain = Folded.of(row.fullName()).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return stem(kind) + "-" + (plain.isEmpty() ? "chuyen-gia" : plain.toLowerCase(Locale.ROOT));
    }

    private static String stem(Letters.Kind kind) {
        return kind == Letters.Kind.INVITATION ? "giay-moi" : "thu-cam-on";
    }
}
