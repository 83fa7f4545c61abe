package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Operation.Appointment;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Upload;

/// Writes a reorganization piece by piece: operations typed in or taken from a file, heirs of divided units,
/// appointments.
@Controller
@RequestMapping("/organization/reorganizations/{reorganization}")
class ReorganizationDraftController {

    private static final List<String> OPS = List.of("create", "rename", "move", "merge", "divide", "dissolve");

    private final Reorganizations reorganizations;
    private final Redrawing redrawing;
    private final Drafting drafting;
    private final OperationFile files;
    private final Groundwork groundwork;
    private final ReorganizationPages pages;
    private final Units units;
    private final Clock clock;

    ReorganizationDraftController(
            Reorganizations reorganizations,
            Redrawing redrawing,
            Drafting drafting,
            OperationFile files,
            Groundwork groundwork,
            ReorganizationPages pages,
            Units units,
            Clock clock) {
        this.reorganizations = reorganizations;
        this.redrawing = redrawing;
        this.drafting = drafting;
        this.files = files;
        this.groundwork = groundwork;
        this.pages = pages;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/operations/new")
    ModelAndView fresh(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam(defaultValue = "create") String op) {
        if (!OPS.contains(op)) throw new NotFound();
        return pages.form(actor, reorganization, op, Map.of(), null);
    }

    @PostMapping("/operations")
    ModelAndView add(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        reorganizations.require(actor.scope(ORGANIZE), reorganization);
        var typed = new Typed(values);
        var op = typed.get("op");
        try {
            drafting.add(actor, reorganization, List.of(operation(typed)), clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.added"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.form(actor, reorganization, OPS.contains(op) ? op : "create", values, refused);
        }
    }

    @PostMapping("/operations/{number}/removal")
    ModelAndView remove(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String code,
            RedirectAttributes redirect) {
        try {
            drafting.remove(actor, reorganization, number, code, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.removed"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "", "", 1, refused);
        }
    }

    @GetMapping("/file")
    ModelAndView file(Actor actor, @PathVariable ReorganizationId reorganization) {
        return pages.file(
                actor,
                reorganization,
                Map.of(
                        "newPrefix",
                        "M",
                        "level",
                        Level.UPPER_GRASSROOTS.name(),
                        "pattern",
                        "Đảng bộ {type} {name}",
                        "dissolves",
                        "true"),
                null,
                null);
    }

    /// Takes all operations of a file, or none of them.
    @PostMapping("/file")
    ModelAndView load(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            HttpServletRequest request,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect)
            throws IOException {
        var row = reorganizations.require(actor.scope(ORGANIZE), reorganization);
        var typed = new Typed(values);
        var copy = Files.createTempFile("lantoa-reorganization-", ".tmp");
        try {
            var mapping = mapping(actor, row, typed);
            try (var sent = Upload.of(request)) {
                Files.copy(sent, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            OperationFile.Read read;
            boolean more = typed.get("append").equals("true");
            try (var table = files.open(copy)) {
                var drawn = redrawing.decision(row);
                read = files.read(
                        actor,
                        table,
                        mapping,
                        more
                                ? drawn
                                : new Redrawing.Decision(
                                        drawn.number(),
                                        drawn.decidedOn(),
                                        drawn.effectiveOn(),
                                        List.of(),
                                        drawn.appointments()));
            }
            if (!read.result().clean()) return pages.file(actor, reorganization, values, read, null);
            if (more) drafting.add(actor, reorganization, read.operations(), clock.instant());
            else drafting.replace(actor, reorganization, read.operations(), clock.instant());
            redirect.addFlashAttribute(
                    "notice",
                    Notice.of(
                            "organization.reorganization.loaded",
                            Integer.toString(read.result().accepted()),
                            Integer.toString(read.operations().size())));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.file(actor, reorganization, values, null, refused);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @GetMapping("/divisions/{number}")
    ModelAndView division(Actor actor, @PathVariable ReorganizationId reorganization, @PathVariable int number) {
        return pages.division(actor, reorganization, number, null);
    }

    /// Gives each part the heir chosen for it, and those without a choice the one for all that remain.
    @PostMapping("/divisions/{number}")
    ModelAndView give(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @PathVariable int number,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        reorganizations.require(actor.scope(ORGANIZE), reorganization);
        var typed = new Typed(values);
        try {
            var heirs = new HashMap<String, String>();
            values.forEach((name, value) -> {
                if (name.startsWith("part.") && !typed.get("to." + value).isEmpty())
                    heirs.put(value, typed.get("to." + value));
                else if (name.startsWith("part.") && !typed.get("rest").isEmpty()) heirs.put(value, typed.get("rest"));
            });
            drafting.give(actor, reorganization, number, typed.get("code"), heirs, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.changed"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "", "", 1, refused);
        }
    }

    /// Moves everything that is left below a unit to one other and dissolves it.
    @PostMapping("/clearance")
    ModelAndView clear(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var row = reorganizations.require(actor.scope(ORGANIZE), reorganization);
        var typed = new Typed(values);
        var code = typed.get("code");
        try {
            var left = groundwork
                    .left(actor.scope(ORGANIZE), redrawing.decision(row).operations())
                    .stream()
                    .filter(one -> one.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> Refused.conflict("organization.reorganization.moved-on"));
            var more = new ArrayList<Operation>();
            if (left.rest() > 0) {
                var goes = chosen(typed, "target", "organization.reorganization.target");
                for (var unit : left.codes()) more.add(new Move(unit, goes));
            }
            more.add(new Dissolve(code));
            drafting.add(actor, reorganization, more, clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.added"));
            return ReorganizationPages.to(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "", "", 1, refused);
        }
    }

    @PostMapping("/appointments")
    ModelAndView appoint(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        try {
            drafting.appoint(actor, reorganization, appointment(new Typed(values)), clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.changed"));
            return accounts(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "accounts", "", 1, refused).addObject("typed", new Typed(values));
        }
    }

    @PostMapping("/appointments/removal")
    ModelAndView dismiss(
            Actor actor,
            @PathVariable ReorganizationId reorganization,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        try {
            drafting.dismiss(actor, reorganization, appointment(new Typed(values)), clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.reorganization.changed"));
            return accounts(reorganization);
        } catch (Refused refused) {
            return pages.show(actor, reorganization, "accounts", "", 1, refused);
        }
    }

    private static ModelAndView accounts(ReorganizationId id) {
        return new ModelAndView("redirect:/organization/reorganizations/" + id.value() + "?part=accounts");
    }

    private static Appointment appointment(Typed typed) {
        return new Appointment(
                Written.line(typed.get("username"), 100, "organization.redraw.field.username"),
                Written.choice(Role.class, typed.get("role"), "organization.redraw.field.role")
                        .name(),
                chosen(typed, "unit", "organization.redraw.field.unit"));
    }

    private static Operation operation(Typed typed) {
        return switch (typed.get("op")) {
            case "create" ->
                new Create(
                        code(typed),
                        chosen(typed, "parent", "organization.redraw.field.parentCode"),
                        Written.choice(Level.class, typed.get("level"), "organization.column.level"),
                        name(typed));
            case "rename" -> new Rename(code(typed), name(typed));
            case "move" -> new Move(code(typed), chosen(typed, "parent", "organization.redraw.field.parentCode"));
            case "merge" -> {
                var from = new ArrayList<String>();
                if (!typed.get("code").isBlank()) from.add(code(typed));
                from.addAll(codes(typed.get("more"), "organization.redraw.field.from"));
                if (from.isEmpty()) throw Refused.invalid("organization.redraw.from-none");
                yield new Merge(from, chosen(typed, "into", "organization.redraw.field.into"));
            }
            case "divide" -> {
                var heirs = new ArrayList<Heir>();
                for (var place : List.of("into", "second"))
                    if (!typed.get(place).isBlank()
                            || !typed.get(place + "-founded").isBlank())
                        heirs.add(new Heir(chosen(typed, place, "organization.redraw.field.into"), List.of()));
                for (var more : codes(typed.get("more"), "organization.redraw.field.into"))
                    heirs.add(new Heir(more, List.of()));
                if (heirs.size() < 2) throw Refused.invalid("organization.redraw.heirs-few", typed.get("code"));
                yield new Divide(code(typed), heirs);
            }
            case "dissolve" -> new Dissolve(code(typed));
            default -> throw Refused.invalid("organization.field.required", Written.word("organization.column.op"));
        };
    }

    private static String code(Typed typed) {
        return Written.line(typed.get("code"), 50, "organization.redraw.field.code");
    }

    private static String name(Typed typed) {
        return Written.line(typed.get("name"), 200, "organization.redraw.field.name");
    }

    /// The unit chosen from those that the decision founds, else from the tree.
    private static String chosen(Typed typed, String name, String field) {
        var founded = typed.get(name + "-founded");
        return Written.line(founded.isBlank() ? typed.get(name) : founded, 50, field);
    }

    private static List<String> codes(String text, String field) {
        return Arrays.stream(text.split("[\\s,;]+"))
                .filter(code -> !code.isEmpty())
                .map(code -> Written.line(code, 50, field))
                .toList();
    }

    private CommuneList.Mapping mapping(Actor actor, Reorganization row, Typed typed) {
        @Nullable String parent = Written.optional(typed.get("parent"), 50, "organization.reorganization.file.parent");
        @Nullable
        String oldPrefix = Written.optional(typed.get("oldPrefix"), 20, "organization.reorganization.file.old-prefix");
        @Nullable
        String newPrefix = Written.optional(typed.get("newPrefix"), 20, "organization.reorganization.file.new-prefix");
        var level = typed.get("level");
        @Nullable
        String pattern = Written.optional(typed.get("pattern"), 100, "organization.reorganization.file.pattern");
        return new CommuneList.Mapping(
                oldPrefix == null ? "" : oldPrefix,
                newPrefix == null ? "" : newPrefix,
                parent == null
                        ? units.require(actor.scope(ORGANIZE), new UnitId(row.unit()))
                                .code()
                        : parent,
                level.isEmpty()
                        ? Level.UPPER_GRASSROOTS
                        : Written.choice(Level.class, level, "organization.column.level"),
                pattern == null ? "Đảng bộ {type} {name}" : pattern,
                typed.get("dissolves").equals("true"));
    }
}
