package vn.lantoa.organization;

import static vn.lantoa.access.Permission.READ;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.UnitLink;
import vn.lantoa.paper.Days;

/// The tree of any day for programs.
@RestController
class UnitsApi {

    private static final int MOST = 1_000;

    private final Past past;
    private final Heirs heirs;
    private final Clock clock;

    UnitsApi(Past past, Heirs heirs, Clock clock) {
        this.past = past;
        this.heirs = heirs;
        this.clock = clock;
    }

    /// @param unit code of the unit above all of them, or null for all that the caller may read
    /// @param after code of the last unit of the piece before
    @GetMapping("/api/v1/units")
    @Operation(summary = "The units as they stood on a day (today if none is given), in the order of their codes")
    Piece index(
            Actor actor,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String after) {
        if (size < 1 || size > MOST) throw Refused.unreadable("organization.page-size", MOST);
        actor.require(READ);
        var today = Zone.today(clock);
        var given = Written.optionalDay(on, "organization.day");
        var day = given == null ? today : given;
        if (day.isAfter(today)) throw Refused.invalid("organization.tree.future", Days.printed(day));
        var scope = actor.scope(READ);
        var top = unit == null ? null : past.require(scope, unit, day).unitId();
        var found = past.list(scope, top, day, after, size + 1);
        var shown = found.subList(0, Math.min(size, found.size()));
        var ended = shown.stream()
                .filter(one -> one.endedOn() != null)
                .map(Past.DayUnit::id)
                .toList();
        var inherited = heirs.of(scope, ended);
        return new Piece(
                day,
                shown.stream()
                        .map(one -> Item.of(one, inherited.getOrDefault(one.id(), List.of())))
                        .toList(),
                found.size() > size ? next(day, unit, size, shown.getLast().code()) : null);
    }

    private static String next(LocalDate on, @Nullable String unit, int size, String last) {
        var address = UriComponentsBuilder.fromPath("/api/v1/units").queryParam("on", on);
        if (unit != null) address.queryParam("unit", "{unit}");
        address.queryParam("size", size).queryParam("after", "{after}");
        var filled = address.encode();
        return unit == null
                ? filled.buildAndExpand(last).toUriString()
                : filled.buildAndExpand(unit, last).toUriString();
    }

    /// @param on the day of the tree
    /// @param next address of the next piece, or null at the end
    record Piece(LocalDate on, List<Item> items, @Nullable String next) {}

    /// A unit of that day.
    ///
    /// @param parentCode null at the root
    /// @param validUntil exclusive; null: its name, level and place are today's
    /// @param endedOn the day from which it no longer exists, or null
    /// @param heirs codes of the units that hold today what it held; empty while it stands
    record Item(
            String code,
            @Nullable String parentCode,
            String level,
            String name,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable LocalDate endedOn,
            List<String> heirs) {

        static Item of(Past.DayUnit unit, List<UnitLink> heirs) {
            return new Item(
                    unit.code(),
                    unit.parentCode(),
                    unit.level(),
                    unit.name(),
                    unit.since(),
                    unit.until(),
                    unit.endedOn(),
                    heirs.stream().map(UnitLink::code).toList());
        }
    }
}
