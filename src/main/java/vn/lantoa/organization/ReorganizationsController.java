package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Redrawing.Decision;
import vn.lantoa.organization.Reorganization.Phase;
import vn.lantoa.organization.view.Figure;
import vn.lantoa.organization.view.ReorganizationRow;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.paper.XlsxOut;

/// Reorganizations by people: drawn, looked at before anything happens, applied, withdrawn, undone.
@Controller
@RequestMapping("/organization/reorganizations")
class ReorganizationsController {

    private static final int LISTED = 200;

    private final Reorganizations reorganizations;
    private final Redrawing redrawing;
    private final DecisionPapers papers;
    private final ReorganizationPages pages;
    private final OperationFile files;
    private final Units units;
    private final MessageSource words;
    private final Clock clock;

    ReorganizationsController(
            Reorganizations reorganizations,
            Redrawing redrawing,
            DecisionPapers papers,
            ReorganizationPages pages,
            OperationFile files,
            Units units,
            MessageSource words,
            Clock clock) {
        this.reorganizations = reorganizations;
        this.redrawing = redrawing;
        this.papers = papers;
        this.pages = pages;
        this.files = files;
        this.units = units;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView index(Actor actor) {
        actor.require(ORGANIZE);
        var listed = reorganizations.list(actor.scope(ORGANIZE), LISTED);
        var does = reorganizations.does(listed.stream().map(Reorganization::id).toArray(UUID[]::new)).stream()
                .collect(Collectors.groupingBy(
                        Reorganizations.Does::id,
                        Collectors.mapping(
                                one -> new Figure("organization.reorganization.count." + one.op(), one.count()),
                                Collectors.toList())));
        var rows = listed.stream()
                .map(row -> new ReorganizationRow(
                        row.id(),
                        row.decision(),
                        row.effectiveOn(),
                        pages.unitName(row.unit()),
                        ReorganizationPages.phase(row),
                        does.getOrDefault(row.id(), List.of())))
                .toList();
        return new ModelAndView("organization/reorganizations/index", Map.of("rows", rows));
    }

    @GetMapping("/new")
    ModelAndView fresh(Actor actor, @RequestParam(defaultValue = "") String unit) {
        actor.require(ORGANIZE);
        var value = unit;
        if (value.isEmpty()) {
            var tops = units.tops(actor.scope(ORGANIZE));
            if (tops.size() == 1) value = tops.getFirst().code();
        }
        return form(null, new Typed(Map.of("unit", value)), null);
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            @RequestParam Map<String, String> values,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        actor.require(ORGANIZE);
        var typed = new Typed(values);
        try {
            var at = clock.instant();
            var decision = decision(typed, List.of(), List.of());
            var unit = unit(actor, typed.get("unit"));
            var paper = paper(file);
            var id = redrawing.draw(actor, unit.unitId(), decision, at);
            if (paper != null) papers.keep(actor, id, paper, at);
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.drawn", decision.number()));
            return ReorganizationPages.to(id);
        } catch (Refused refused) {
            return form(null, typed, refused);
        }
    }

    @GetMapping("/template.{extension}")
    void template(Actor actor, @PathVariable String extension, HttpServletResponse response) throws IOException {
        actor.require(ORGANIZE);
        var format = TableFormat.of(extension).orElseThrow(NotFound::new);
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mau-sap-xep-to-chuc." + extension + "\"");
        try (var out = format.open(response.getOutputStream(), "sap-xep")) {
            files.template(out);
        }
    }

    /// @param part which of its parts is shown: `operations`, `units`, `cells`, `accounts` or `campaigns`
    /// @param unit code of a unit: only cells in it and below
    @GetMapping("/{reorganization}")
    ModelAndView show(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "1") int page) {
        return pages.show(actor, reorganization, part, unit, Math.clamp(page, 1, 1_000_000), null);
    }

    @GetMapping("/{reorganization}/preview.xlsx")
    void preview(
            Actor actor, @PathVariable ReorganizationId reorganization, Locale locale, HttpServletResponse response)
            throws IOException {
        var row = reorganizations.require(actor.scope(ORGANIZE), reorganization);
        response.setContentType(TableFormat.XLSX.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("sap-xep-" + row.decision().replaceAll("[^A-Za-z0-9.-]", "_") + ".xlsx")
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var mark = words.getMessage(
                "organization.export.mark",
                new Object[] {actor.name(), actor.username(), Days.printed(Zone.today(clock))},
                locale);
        try (var out = new XlsxOut(
                response.getOutputStream(), words.getMessage("organization.reorganization.part.units", null, locale))) {
            pages.write(actor, row, out, mark, locale);
        }
    }

    @GetMapping("/{reorganization}/paper")
    ResponseEntity<byte[]> paper(Actor actor, @PathVariable ReorganizationId reorganization) {
        var paper = papers.require(actor, reorganization);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(paper.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(paper.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(paper.content());
    }

    @GetMapping("/{reorganization}/decision")
    ModelAndView edit(Actor actor, @PathVariable ReorganizationId reorganization) {
        var row = reorganizations.require(actor.scope(ORGANIZE), reorganization);
        var decided = row.decidedOn();
        return form(
                row,
                new Typed(Map.of(
                        "decision",
                        row.decision(),
                        "decidedOn",
                        decided == null ? "" : decided.toString(),
                        "effectiveOn",
                        row.effectiveOn().toString())),
                null);
    }

    /// Number, days and paper; of one that is applied or withdrawn the paper only.
    @PostMapping("/{reorganization}/decision")
    ModelAndView change(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam Map<String, String> values,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        var row = reorganizations.require(actor.scope(ORGANIZE), reorganization);
        var typed = new Typed(values);
        try {
            var at = clock.instant();
            var paper = paper(file);
            if (row.phase().open()) {
                var drawn = redrawing.decision(row);
                redrawing.change(actor, reorganization, decision(typed, drawn.operations(), drawn.appointments()), at);
            } else if (paper == null) throw Refused.invalid("paper.upload.none");
            if (paper != null) papers.keep(actor, reorganization, paper, at);
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.changed"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return form(row, typed, refused);
        }
    }

    @GetMapping("/{reorganization}/application")
    ModelAndView confirmApplication(Actor actor, @PathVariable ReorganizationId reorganization) {
        return pages.confirm(actor, reorganization, "application");
    }

    @PostMapping("/{reorganization}/application")
    ModelAndView apply(Actor actor, @PathVariable ReorganizationId reorganization, RedirectAttributes redirect) {
        try {
            var phase = redrawing.apply(actor, reorganization, clock.instant());
            var row = reorganizations.require(actor.scope(ORGANIZE), reorganization);
            redirect.addFlashAttribute(
                    "notice",
                    phase == Phase.DUE
                            ? Notice.of(
                                    "organization.reorganization.scheduled",
                                    row.decision(),
                                    Days.printed(row.effectiveOn()))
                            : Notice.of("organization.reorganization.applied", row.decision()));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "", "", 1, refused);
        }
    }

    @GetMapping("/{reorganization}/withdrawal")
    ModelAndView confirmWithdrawal(Actor actor, @PathVariable ReorganizationId reorganization) {
        return pages.confirm(actor, reorganization, "withdrawal");
    }

    @PostMapping("/{reorganization}/withdrawal")
    ModelAndView withdraw(Actor actor, @PathVariable ReorganizationId reorganization, RedirectAttributes redirect) {
        try {
            redrawing.withdraw(actor, reorganization, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.withdrawn"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "", "", 1, refused);
        }
    }

    @GetMapping("/{reorganization}/reversal")
    ModelAndView confirmReversal(Actor actor, @PathVariable ReorganizationId reorganization) {
        return pages.confirm(actor, reorganization, "reversal");
    }

    @PostMapping("/{reorganization}/reversal")
    ModelAndView undo(Actor actor, @PathVariable ReorganizationId reorganization, RedirectAttributes redirect) {
        try {
            redrawing.undo(actor, reorganization, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.undone"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "", "", 1, refused);
        }
    }

    private Unit unit(Actor actor, String code) {
        var line = Written.line(code, 50, "organization.reorganization.within");
        try {
            return units.require(actor.scope(ORGANIZE), line);
        } catch (NotFound foreign) {
            throw Refused.invalid("organization.redraw.unknown", line);
        }
    }

    private static Decision decision(
            Typed typed, List<Operation> operations, List<Operation.Appointment> appointments) {
        @Nullable
        LocalDate decided = Written.optionalDay(typed.get("decidedOn"), "organization.redraw.field.decidedOn");
        return new Decision(
                Written.line(typed.get("decision"), 100, "organization.unit.decision"),
                decided,
                Written.day(typed.get("effectiveOn"), "organization.redraw.field.effectiveOn"),
                operations,
                appointments);
    }

    private static DecisionPapers.@Nullable Paper paper(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) return null;
        try (var sent = file.getInputStream()) {
            return DecisionPapers.read(file.getOriginalFilename(), sent);
        }
    }

    private static ModelAndView form(@Nullable Reorganization row, Typed typed, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("id", row == null ? null : row.id().toString());
        model.put("open", row == null || row.phase().open());
        model.put("typed", typed);
        model.put("refused", refused);
        return new ModelAndView(
                "organization/reorganizations/edit",
                model,
                refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }
}
