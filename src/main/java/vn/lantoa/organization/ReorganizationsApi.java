package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Fate.Way;
import vn.lantoa.organization.Redrawing.Decision;
import vn.lantoa.organization.Redrawing.Preview;
import vn.lantoa.organization.Reorganization.Phase;

/// Reorganizations by programs (design.md 4). With `preview=true` nothing is kept and the answer says what would become
/// of every unit; without, the whole is applied or, before its day, waits for it. A refusal tells everything that is
/// wrong at once, fields that cannot be read among it.
@RestController
class ReorganizationsApi {

    private final Redrawing redrawing;
    private final Reorganizations reorganizations;
    private final Operations operations;
    private final Units units;
    private final MessageSource words;
    private final Clock clock;

    ReorganizationsApi(
            Redrawing redrawing,
            Reorganizations reorganizations,
            Operations operations,
            Units units,
            MessageSource words,
            Clock clock) {
        this.redrawing = redrawing;
        this.reorganizations = reorganizations;
        this.operations = operations;
        this.units = units;
        this.words = words;
        this.clock = clock;
    }

    @PostMapping("/api/v1/reorganizations")
    @Operation(summary = "Redraw the tree by one decision, or see what would become of it (preview=true)")
    ResponseEntity<Answer> create(
            Actor actor,
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean preview,
            Locale locale) {
        actor.require(ORGANIZE);
        var at = clock.instant();
        var read = operations.read(body.path("operations"));
        var posts = operations.appointments(body.path("appointments"));
        var unread = new ArrayList<Fault>();
        var number = read(unread, () -> Written.line(text(body, "decision"), 100, "organization.unit.decision"));
        var decided =
                read(unread, () -> Written.optionalDay(text(body, "decidedOn"), "organization.redraw.field.decidedOn"));
        var effective =
                read(unread, () -> Written.day(text(body, "effectiveOn"), "organization.redraw.field.effectiveOn"));
        unread.addAll(read.faults());
        unread.addAll(posts.faults());
        var decision = new Decision(
                Objects.requireNonNullElse(number, ""),
                decided,
                Objects.requireNonNullElse(effective, Decision.UNREAD),
                read.operations(),
                posts.appointments());
        var seen = redrawing.preview(actor, decision, read.unread(), Zone.day(at));
        if (!unread.isEmpty()) {
            unread.addAll(seen.faults());
            unread.sort(Comparator.comparingInt(Fault::number));
            return ResponseEntity.unprocessableContent().body(answer(null, "refused", null, unread, locale));
        }
        if (preview) return ResponseEntity.ok(answer(null, "preview", seen, seen.faults(), locale));
        if (!seen.clean())
            return ResponseEntity.unprocessableContent().body(answer(null, "refused", seen, seen.faults(), locale));

        var id = redrawing.draw(actor, top(actor, body), decision, at);
        var phase = redrawing.apply(actor, id, at);
        return ResponseEntity.created(URI.create("/api/v1/reorganizations/" + id.value()))
                .body(answer(id.value(), code(phase), seen, List.of(), locale));
    }

    @GetMapping("/api/v1/reorganizations/{id}")
    @Operation(summary = "A reorganization and what has become of it")
    State show(Actor actor, @PathVariable ReorganizationId id) {
        var row = reorganizations.require(actor.scope(ORGANIZE), id);
        return new State(row.id(), row.decision(), row.effectiveOn().toString(), code(row.phase()), row.failed());
    }

    @PostMapping("/api/v1/reorganizations/{id}/reversal")
    @Operation(summary = "Undo a reorganization as a whole, until something rests on it")
    State undo(Actor actor, @PathVariable ReorganizationId id) {
        redrawing.undo(actor, id, clock.instant());
        return show(actor, id);
    }

    @PostMapping("/api/v1/reorganizations/{id}/withdrawal")
    @Operation(summary = "Take back a reorganization that waits for its day")
    State withdraw(Actor actor, @PathVariable ReorganizationId id) {
        redrawing.withdraw(actor, id, clock.instant());
        return show(actor, id);
    }

    /// The unit that the body names, else the top of what the actor organizes.
    private UnitId top(Actor actor, JsonNode body) {
        var named = text(body, "unit");
        var scope = actor.scope(ORGANIZE);
        if (!named.isEmpty()) return units.require(scope, named).unitId();
        var tops = units.tops(scope.units().contains(Scope.EVERYTHING) ? Scope.everything() : scope);
        if (tops.isEmpty()) throw new NotFound();
        return tops.getFirst().unitId();
    }

    /// What a field of the decision says, or null and a fault of the whole.
    private static <T> @Nullable T read(List<Fault> faults, Supplier<@Nullable T> field) {
        try {
            return field.get();
        } catch (Refused refused) {
            faults.add(new Fault(0, "", refused.key(), refused.arguments()));
            return null;
        }
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).isString() ? body.path(name).asString() : "";
    }

    private static String code(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private Answer answer(@Nullable UUID id, String status, @Nullable Preview seen, List<Fault> faults, Locale locale) {
        var errors = faults.stream()
                .map(fault -> new Problem(
                        fault.number(),
                        fault.code(),
                        words.getMessage(fault.key(), fault.arguments().toArray(), locale)))
                .toList();
        var fates = new ArrayList<Line>();
        var open = new ArrayList<Open>();
        if (seen != null) {
            for (var fate : seen.blueprint().fates())
                fates.add(new Line(
                        fate.code(),
                        fate.way(),
                        fate.before() == null ? null : fate.before().name(),
                        fate.after() == null ? null : fate.after().name(),
                        fate.before() == null ? null : fate.before().parent(),
                        fate.after() == null ? null : fate.after().parent(),
                        fate.heirs()));
            for (var choice : seen.blueprint().choices()) open.add(new Open(choice.divided(), choice.unit()));
        }
        return new Answer(id, status, fates, open, errors);
    }

    /// @param status `preview`, `applied`, `due` or `refused`
    /// @param open units below divided ones that still need an heir
    record Answer(@Nullable UUID id, String status, List<Line> units, List<Open> open, List<Problem> errors) {
        Answer {
            units = List.copyOf(units);
            open = List.copyOf(open);
            errors = List.copyOf(errors);
        }
    }

    record Line(
            String code,
            Way becomes,
            @Nullable String nameBefore,
            @Nullable String nameAfter,
            @Nullable String parentBefore,
            @Nullable String parentAfter,
            List<String> heirs) {
        Line {
            heirs = List.copyOf(heirs);
        }
    }

    record Open(String divided, String unit) {}

    /// @param operation number of the operation from 1; 0 for the decision as a whole
    record Problem(int operation, String code, String message) {}

    record State(
            UUID id,
            String decision,
            String effectiveOn,
            String status,
            @Nullable String failed) {}
}
