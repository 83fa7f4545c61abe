package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Redrawing.Preview;
import vn.lantoa.organization.Reorganization.Phase;
import vn.lantoa.organization.view.AppointmentRow;
import vn.lantoa.organization.view.DivisionRow;
import vn.lantoa.organization.view.Figure;
import vn.lantoa.organization.view.LeftRow;
import vn.lantoa.organization.view.OperationRow;
import vn.lantoa.organization.view.ReachRow;
import vn.lantoa.organization.view.ReorganizationPage;
import vn.lantoa.organization.view.Said;
import vn.lantoa.paper.XlsxOut;

/// Gathers what the pages of one reorganization show, each part only when it is asked for and long ones in pieces.
@Component
class ReorganizationPages {

    static final List<String> PARTS = List.of("operations", "units", "cells", "accounts", "campaigns");

    private static final int PIECE = 100;
    private static final int NAMED = 4;
    private static final int FAULTS = 200;
    private static final int SHEET_PIECE = 20_000;

    private final Reorganizations reorganizations;
    private final Redrawing redrawing;
    private final Groundwork groundwork;
    private final DecisionPapers papers;
    private final Outlook outlook;
    private final Telling telling;
    private final Units units;
    private final MessageSource words;
    private final Clock clock;

    ReorganizationPages(
            Reorganizations reorganizations,
            Redrawing redrawing,
            Groundwork groundwork,
            DecisionPapers papers,
            Outlook outlook,
            Telling telling,
            Units units,
            MessageSource words,
            Clock clock) {
        this.reorganizations = reorganizations;
        this.redrawing = redrawing;
        this.groundwork = groundwork;
        this.papers = papers;
        this.outlook = outlook;
        this.telling = telling;
        this.units = units;
        this.words = words;
        this.clock = clock;
    }

    static ModelAndView to(ReorganizationId id) {
        return new ModelAndView("redirect:/organization/reorganizations/" + id.value());
    }

    static String phase(Reorganization row) {
        return row.failed() != null && row.phase() == Phase.DUE
                ? "FAILED"
                : row.phase().name();
    }

    /// The name of the unit within which one happens.
    String unitName(UUID unit) {
        return units.require(Scope.everything(), new UnitId(unit)).name();
    }

    /// @throws NotFound if there is none that the actor may organize, or no such part
    ModelAndView show(
            Actor actor, ReorganizationId id, String part, String unit, int piece, @Nullable Refused refused) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        var shown = part.isEmpty() ? (row.phase() == Phase.APPLIED ? "units" : "operations") : part;
        if (!PARTS.contains(shown)) throw new NotFound();
        var seen = seen(actor, row);
        var model = model(row, refused);
        model.put("part", shown);
        model.put("parts", PARTS);
        model.put("shows", seen.picture() != null);
        model.put("figures", seen.figures());
        model.put("faults", seen.faults());
        model.put("faultsMore", seen.faultCount() - seen.faults().size());
        model.put("clean", seen.faultCount() == 0 && seen.open() == 0);
        model.put("open", seen.open());
        model.put("unit", unit);
        model.put("divisions", row.phase().open() ? divisions(seen) : List.of());
        var left = row.phase().open() ? left(actor, row, seen) : List.<LeftRow>of();
        model.put("left", left);
        model.put("founded", left.isEmpty() ? List.of() : founded(row));
        model.put("operations", List.of());
        model.put("fates", List.of());
        model.put("moves", List.of());
        model.put("reach", List.of());
        model.put("stakes", List.of());
        model.put("appointments", List.of());
        long total = 0;
        var picture = seen.picture();
        var from = (long) (piece - 1) * PIECE;
        switch (shown) {
            case "operations" -> {
                var all = seen.operations();
                total = all.size();
                model.put("operations", operations(seen, from));
                model.put("appointments", appointments(seen));
            }
            case "units" -> {
                if (picture == null) break;
                total = picture.fates().size();
                model.put(
                        "fates",
                        picture.fates().stream()
                                .skip(from)
                                .limit(PIECE)
                                .map(fate -> Outlook.row(fate, picture))
                                .toList());
            }
            case "cells" -> {
                if (picture == null) break;
                var line = unit.strip();
                var moves = outlook.moves(picture.roots(), seen.day(), line, from, PIECE + 1);
                total = line.isEmpty()
                        ? seen.sums().stream().mapToLong(Outlook.Sum::cells).sum()
                        : from + moves.size();
                model.put("moves", moves.size() > PIECE ? moves.subList(0, PIECE) : moves);
            }
            case "accounts" -> {
                var reach = reach(row, seen);
                total = reach.size();
                model.put("reach", reach.stream().skip(from).limit(PIECE).toList());
                model.put("appointments", appointments(seen));
            }
            default -> {
                if (picture == null) break;
                model.put("stakes", outlook.underWay(touched(picture)));
            }
        }
        model.put("from", Math.min(from + 1, total));
        model.put("to", Math.min(from + PIECE, total));
        model.put("total", total);
        model.put("previous", piece > 1 ? address(row, shown, unit, piece - 1) : null);
        model.put("next", from + PIECE < total ? address(row, shown, unit, piece + 1) : null);
        return answer("show", model, refused);
    }

    /// The page that says in one sentence what will happen and asks once more.
    ///
    /// @param deed `application`, `withdrawal` or `reversal`
    ModelAndView confirm(Actor actor, ReorganizationId id, String deed) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        var model = model(row, null);
        model.put("deed", deed);
        List<Said> against = List.of();
        var possible = deed.equals("reversal")
                ? row.phase() == Phase.APPLIED
                : row.phase().open();
        if (deed.equals("reversal") && possible) {
            against = redrawing.obstacles(actor, id).stream()
                    .map(ReorganizationPages::said)
                    .toList();
        } else if (deed.equals("application") && possible) {
            var seen = seen(actor, row);
            var all = new ArrayList<Said>();
            if (seen.faultCount() > 0) all.add(Said.of("organization.redraw.faults", seen.faultCount()));
            if (seen.open() > 0) all.add(Said.of("organization.redraw.open", seen.open()));
            against = all;
            model.put("figures", seen.figures());
        }
        if (!possible)
            against = List.of(Said.of(
                    deed.equals("reversal") ? "organization.redraw.not-applied" : "organization.redraw.over",
                    row.decision()));
        model.putIfAbsent("figures", List.of());
        model.put("against", against);
        return answer("confirm", model, null);
    }

    /// Units that the decision itself founds, to be chosen beside those of the tree.
    private List<DivisionRow.Heir> founded(Reorganization row) {
        var founded = new ArrayList<DivisionRow.Heir>();
        for (var operation : redrawing.decision(row).operations())
            if (operation instanceof Create create) founded.add(new DivisionRow.Heir(create.code(), create.name()));
        return founded;
    }

    /// The form of one kind of operation.
    ModelAndView form(
            Actor actor, ReorganizationId id, String op, Map<String, String> typed, @Nullable Refused refused) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        var model = model(row, refused);
        model.put("op", op);
        model.put("typed", new vn.lantoa.organization.view.Typed(typed));
        model.put("founded", founded(row));
        model.put(
                "levels",
                java.util.Arrays.stream(Level.values()).map(Level::name).toList());
        return answer("operation", model, refused);
    }

    /// The form of the file, or what is wrong with one.
    ModelAndView file(
            Actor actor,
            ReorganizationId id,
            Map<String, String> typed,
            OperationFile.@Nullable Read read,
            @Nullable Refused refused) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        var model = model(row, refused);
        model.put("typed", new vn.lantoa.organization.view.Typed(typed));
        model.put(
                "levels",
                java.util.Arrays.stream(Level.values()).map(Level::name).toList());
        model.put("result", read == null ? null : read.result());
        model.put(
                "parentCode",
                units.require(actor.scope(ORGANIZE), new UnitId(row.unit())).code());
        var answer = answer("file", model, refused);
        if (read != null) answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    /// The form in which the parts of a divided unit get their heirs.
    ///
    /// @throws NotFound if there is no such division
    ModelAndView division(Actor actor, ReorganizationId id, int number, @Nullable Refused refused) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        var seen = seen(actor, row);
        if (number < 1
                || number > seen.operations().size()
                || !(seen.operations().get(number - 1) instanceof Divide divide)) throw new NotFound();
        var model = model(row, refused);
        model.put("division", division(number, divide, seen));
        return answer("division", model, refused);
    }

    /// Writes the whole preview, one sheet for each part.
    void write(Actor actor, Reorganization row, XlsxOut out, String mark, Locale locale) {
        var seen = seen(actor, row);
        out.describe(mark);
        out.header(headings(locale, "code", "name", "way", "renamed", "under", "goes"));
        var picture = seen.picture();
        if (picture != null) {
            for (var fate : picture.fates()) {
                var one = Outlook.row(fate, picture);
                out.row(java.util.Arrays.<@Nullable Object>asList(
                        one.code(),
                        one.name(),
                        word("organization.reorganization.way." + one.way(), locale),
                        one.nameAfter(),
                        one.under(),
                        one.goes()));
            }
        }
        out.sheet(
                word("organization.reorganization.part.cells", locale),
                headings(locale, "code", "name", "members", "under", "goes"));
        if (picture != null) {
            var roots = picture.roots();
            for (long from = 0; ; from += SHEET_PIECE) {
                var moves = outlook.moves(roots, seen.day(), "", from, SHEET_PIECE);
                for (var one : moves)
                    out.row(java.util.Arrays.<@Nullable Object>asList(
                            one.code(),
                            one.name(),
                            one.members(),
                            one.under(),
                            one.goes() == null ? word("organization.reorganization.open", locale) : one.goes()));
                if (moves.size() < SHEET_PIECE) break;
            }
        }
        out.sheet(
                word("organization.reorganization.part.accounts", locale),
                headings(locale, "username", "person", "role", "unit", "change"));
        for (var one : reach(row, seen))
            out.row(List.of(
                    one.username(),
                    one.name(),
                    word("access.role." + one.role(), locale),
                    one.unit(),
                    told(one.change(), locale)));
        for (var one : appointments(seen))
            out.row(List.of(
                    one.username(),
                    "",
                    word("access.role." + one.role(), locale),
                    one.unitName(),
                    word("organization.reorganization.appointed", locale)));
        out.sheet(
                word("organization.reorganization.part.campaigns", locale),
                headings(locale, "campaign", "units", "unrecorded"));
        if (picture != null)
            for (var stake : outlook.underWay(touched(picture)))
                out.row(List.of(stake.title(), stake.units(), stake.unrecorded()));
        out.sheet(word("organization.reorganization.faults", locale), headings(locale, "number", "fault"));
        for (var fault : seen.all())
            out.row(List.of(
                    fault.number(),
                    words.getMessage(fault.key(), fault.arguments().toArray(), locale)));
    }

    private List<String> headings(Locale locale, String... names) {
        return java.util.Arrays.stream(names)
                .map(name -> word("organization.reorganization.heading." + name, locale))
                .toList();
    }

    private String word(String key, Locale locale) {
        return words.getMessage(key, null, locale);
    }

    private String told(Said said, Locale locale) {
        return words.getMessage(said.key(), said.places(), locale);
    }

    private static Said said(Fault fault) {
        return new Said(fault.key(), fault.arguments());
    }

    private static String address(Reorganization row, String part, String unit, int piece) {
        return "/organization/reorganizations/" + row.id() + "?part=" + part
                + (unit.isBlank()
                        ? ""
                        : "&unit=" + java.net.URLEncoder.encode(unit, java.nio.charset.StandardCharsets.UTF_8))
                + "&page=" + piece;
    }

    private Map<String, @Nullable Object> model(Reorganization row, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        var today = Zone.today(clock);
        model.put(
                "it",
                new ReorganizationPage(
                        row.id(),
                        row.decision(),
                        row.decidedOn(),
                        row.effectiveOn(),
                        row.unit(),
                        unitName(row.unit()),
                        phase(row),
                        row.failed(),
                        papers.name(row.id()).orElse(null),
                        row.phase().open(),
                        row.effectiveOn().isAfter(today),
                        reorganizations.deeds(row.id()).stream()
                                .map(deed -> new ReorganizationPage.Deed(
                                        "organization.reorganization.deed." + deed.what(), deed.who(), deed.at()))
                                .toList()));
        model.put("refused", refused);
        return model;
    }

    private static ModelAndView answer(
            String template, Map<String, @Nullable Object> model, @Nullable Refused refused) {
        return new ModelAndView(
                "organization/reorganizations/" + template,
                model,
                refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }

    private Seen seen(Actor actor, Reorganization row) {
        var decision = redrawing.decision(row);
        if (row.phase() == Phase.APPLIED) {
            var picture = outlook.behind(row);
            var day = row.effectiveOn().minusDays(1);
            var sums = outlook.sums(picture.roots(), day);
            return new Seen(decision, picture, null, day, sums, List.of(), figures(picture, sums));
        }
        if (!row.phase().open()) return new Seen(decision, null, null, null, List.of(), List.of(), List.of());
        var preview = redrawing.preview(actor, decision, Zone.today(clock));
        var picture = Picture.of(preview.blueprint(), preview.ground(), decision.operations());
        var sums = picture.fates().isEmpty() ? List.<Outlook.Sum>of() : outlook.sums(picture.roots(), null);
        return new Seen(decision, picture, preview, null, sums, preview.faults(), figures(picture, sums));
    }

    private static List<Figure> figures(Picture picture, List<Outlook.Sum> sums) {
        var figures = new ArrayList<>(Outlook.figures(picture));
        if (figures.isEmpty()) return figures;
        figures.add(new Figure(
                "organization.reorganization.cells",
                sums.stream().mapToLong(Outlook.Sum::cells).sum()));
        figures.add(new Figure(
                "organization.reorganization.members",
                sums.stream().mapToLong(Outlook.Sum::members).sum()));
        return figures;
    }

    private static Set<UUID> touched(Picture picture) {
        var touched = new HashSet<UUID>();
        for (var fate : picture.fates()) {
            var id = fate.id();
            if (id != null && !Objects.equals(fate.before(), fate.after())) touched.add(id);
        }
        return touched;
    }

    private List<ReachRow> reach(Reorganization row, Seen seen) {
        var preview = seen.preview();
        var picture = seen.picture();
        if (row.phase() == Phase.APPLIED) return outlook.reached(row.id());
        if (preview == null || picture == null) return List.of();
        return outlook.reach(
                picture, preview.blueprint(), preview.ground(), seen.sums(), row.effectiveOn(), Zone.today(clock));
    }

    private List<AppointmentRow> appointments(Seen seen) {
        var names = named(seen);
        return seen.decision().appointments().stream()
                .map(one -> new AppointmentRow(
                        one.username(),
                        one.role().toUpperCase(Locale.ROOT),
                        one.unit(),
                        names.getOrDefault(one.unit(), one.unit())))
                .toList();
    }

    private Map<String, String> named(Seen seen) {
        var codes = new LinkedHashSet<String>();
        seen.decision().appointments().forEach(one -> codes.add(one.unit()));
        var names = new HashMap<>(outlook.names(codes));
        for (var operation : seen.operations())
            if (operation instanceof Create create) names.putIfAbsent(create.code(), create.name());
        return names;
    }

    private List<DivisionRow> divisions(Seen seen) {
        var preview = seen.preview();
        if (preview == null) return List.of();
        var open = new HashSet<Integer>();
        for (var choice : preview.blueprint().choices()) open.add(choice.number());
        return open.stream()
                .sorted()
                .map(number -> division(number, (Divide) seen.operations().get(number - 1), seen))
                .toList();
    }

    private DivisionRow division(int number, Divide divide, Seen seen) {
        var names = new HashMap<String, String>();
        for (var operation : seen.operations())
            if (operation instanceof Create create) names.put(create.code(), create.name());
        var codes = new ArrayList<String>();
        codes.add(divide.from());
        var heirs = new HashMap<String, String>();
        for (var heir : divide.into()) {
            codes.add(heir.code());
            heir.units().forEach(unit -> heirs.put(unit, heir.code()));
        }
        names.putAll(outlook.names(codes));
        return new DivisionRow(
                number,
                divide.from(),
                names.getOrDefault(divide.from(), divide.from()),
                divide.into().stream()
                        .map(heir -> new DivisionRow.Heir(heir.code(), names.getOrDefault(heir.code(), heir.code())))
                        .toList(),
                outlook.parts(divide.from()).stream()
                        .map(part ->
                                new DivisionRow.Part(part.code(), part.name(), part.members(), heirs.get(part.code())))
                        .toList());
    }

    /// The unit within which all this happens is not asked to go.
    private List<LeftRow> left(Actor actor, Reorganization row, Seen seen) {
        if (seen.operations().isEmpty()) return List.of();
        var whole = units.require(actor.scope(ORGANIZE), new UnitId(row.unit())).code();
        var left = groundwork.left(actor.scope(ORGANIZE), seen.operations()).stream()
                .filter(one -> !one.code().equals(whole))
                .toList();
        var codes = new ArrayList<String>();
        left.forEach(one ->
                codes.addAll(one.codes().subList(0, Math.min(NAMED, one.codes().size()))));
        var names = outlook.names(codes);
        return left.stream()
                .map(one -> new LeftRow(
                        one.code(),
                        one.name(),
                        one.rest(),
                        String.join(
                                        ", ",
                                        one.codes().stream()
                                                .limit(NAMED)
                                                .map(code -> names.getOrDefault(code, code))
                                                .toList())
                                + (one.rest() > NAMED ? ", …" : "")))
                .toList();
    }

    private List<OperationRow> operations(Seen seen, long from) {
        var all = seen.operations();
        var end = (int) Math.min(from + PIECE, all.size());
        if (from >= end) return List.of();
        var names = telling.names(all.subList((int) from, end), all);
        var faults = new HashMap<Integer, List<Said>>();
        for (var fault : seen.all())
            faults.computeIfAbsent(fault.number(), number -> new ArrayList<>()).add(said(fault));
        var rows = new ArrayList<OperationRow>();
        for (var index = (int) from; index < end; index++) {
            var operation = all.get(index);
            rows.add(new OperationRow(
                    index + 1,
                    Operation.word(operation),
                    operation.code(),
                    Telling.does(operation, names),
                    faults.getOrDefault(index + 1, List.of())));
        }
        return rows;
    }

    /// What is known of a reorganization in the phase that it is in.
    ///
    /// @param picture null where it was withdrawn or undone
    /// @param preview null where it is not open
    /// @param day whose tree and members count; null for today
    private record Seen(
            Redrawing.Decision decision,
            @Nullable Picture picture,
            @Nullable Preview preview,
            @Nullable LocalDate day,
            List<Outlook.Sum> sums,
            List<Fault> all,
            List<Figure> figures) {

        List<Operation> operations() {
            return decision.operations();
        }

        int faultCount() {
            return all.size();
        }

        List<Said> faults() {
            return all.stream()
                    .limit(FAULTS)
                    .map(fault -> fault.number() == 0
                            ? said(fault)
                            : Said.of(
                                    "organization.reorganization.fault",
                                    fault.number(),
                                    new org.springframework.context.support.DefaultMessageSourceResolvable(
                                            new String[] {fault.key()},
                                            fault.arguments().toArray())))
                    .toList();
        }

        int open() {
            return preview == null ? 0 : preview.blueprint().choices().size();
        }
    }
}
