package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;

/// What the devices at doors call (docs/doors.md). Each call bears the token of its device and nothing else.
@RestController
class DoorController {

    private static final String SCHEME = "Door ";

    private final Door door;
    private final DoorDevices devices;
    private final DoorSnapshots snapshots;
    private final DoorGuests guests;
    private final Clock clock;

    DoorController(Door door, DoorDevices devices, DoorSnapshots snapshots, DoorGuests guests, Clock clock) {
        this.door = door;
        this.devices = devices;
        this.snapshots = snapshots;
        this.guests = guests;
        this.clock = clock;
    }

    /// Every answer tells the server's time, by which a device corrects its own.
    @ModelAttribute
    void tellTime(HttpServletResponse response) {
        response.setHeader("Door-Now", clock.instant().toString());
    }

    @GetMapping("/doors/{door}/snapshot")
    ResponseEntity<DoorSnapshots.Snapshot> snapshot(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            HttpServletRequest request) {
        var now = clock.instant();
        var device = require(id, token);
        devices.seen(device, null, now);
        var address =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        var snapshot = snapshots.of(device, devices.trusted(device, now), address, now);
        var tag = "\"" + Integer.toHexString(snapshot.version()) + "\"";
        var head = tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))
                ? ResponseEntity.status(304)
                : ResponseEntity.ok();
        head.eTag(tag).cacheControl(CacheControl.noStore());
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) devices.holdsPin(device, now);
        return tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH)) ? head.build() : head.body(snapshot);
    }

    @GetMapping("/doors/{door}/figures")
    DoorSnapshots.Turnout figures(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var now = clock.instant();
        var device = require(id, token);
        devices.seen(device, null, now);
        return snapshots.turnout(device, now);
    }

    @GetMapping("/doors/{door}/search")
    Search search(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestParam String q,
            @RequestParam(required = false) @Nullable Integer year) {
        var now = clock.instant();
        var device = require(id, token);
        return new Search(now, devices.trusted(device, now) ? snapshots.search(device, q, year) : List.of());
    }

    @PostMapping("/doors/{door}/scans")
    Taken create(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody Sent sent) {
        var now = clock.instant();
        var device = require(id, token);
        var answers = door.take(device, sent.read(now), now);
        devices.seen(device, sent.unsent(), now);
        return new Taken(now, answers, snapshots.turnout(device, now));
    }

    /// What people decided about scans of the device that could not be taken as they were.
    @GetMapping("/doors/{door}/decisions")
    Decided decisions(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var device = require(id, token);
        return new Decided(clock.instant(), devices.decisions(device));
    }

    @PostMapping("/doors/{door}/departures")
    Taken leave(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var now = clock.instant();
        var device = require(id, token);
        door.leaveAll(device, "all " + Ids.next(), now);
        return new Taken(now, List.of(), snapshots.turnout(device, now));
    }

    @PostMapping("/doors/{door}/guests")
    Welcomed welcome(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody Guest guest) {
        var now = clock.instant();
        var device = require(id, token);
        var at = DoorScan.happened(Boolean.TRUE.equals(guest.offline()), moment(guest.at(), "at"), guest.offset(), now);
        var fresh = guests.record(
                new Door.Place(device.campaign(), device.session(), device.site()),
                guest.nonce() == null ? "" : guest.nonce(),
                guest.name() == null ? "" : guest.name(),
                guest.of() == null ? "" : guest.of(),
                device.account(),
                at);
        return new Welcomed(now, fresh ? "recorded" : "already");
    }

    @DeleteMapping("/doors/{door}/guests/{nonce}")
    Welcomed dismiss(
            @PathVariable("door") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @PathVariable String nonce) {
        var now = clock.instant();
        guests.undo(require(id, token).site(), nonce, now);
        return new Welcomed(now, "undone");
    }

    private DoorDevice require(String id, @Nullable String header) {
        if (header == null || !header.startsWith(SCHEME)) throw Refused.unauthorized("study.door.unknown");
        return devices.find(Ids.of(id), header.substring(SCHEME.length()).strip())
                .orElseThrow(() -> Refused.unauthorized("study.door.unknown"));
    }

    static @Nullable Instant moment(@Nullable String text, String field) {
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException malformed) {
            throw Refused.invalid("study.door.field", field);
        }
    }

    /// What a device sends at once.
    ///
    /// @param unsent how many scans it still holds
    record Sent(@Nullable Integer unsent, @Nullable List<@Nullable Scanned> scans) {

        List<DoorScan> read(Instant now) {
            if (scans == null) throw Refused.invalid("study.door.field", "scans");
            if (scans.size() > Door.MOST) throw Refused.tooLarge("study.door.too-many", String.valueOf(Door.MOST));
            var read = new ArrayList<DoorScan>(scans.size());
            for (var scan : scans) {
                if (scan == null) throw Refused.invalid("study.door.field", "scans");
                read.add(scan.read(now));
            }
            return read;
        }
    }

    /// @param offset milliseconds that the server was ahead of the device
    /// @param note the reason of a request to take somebody up into the roster
    record Scanned(
            @Nullable String nonce,
            @Nullable String kind,
            @Nullable String way,
            @Nullable String code,
            @Nullable UUID member,
            @Nullable String memberNo,
            @Nullable String undoes,
            @Nullable String at,
            @Nullable Long offset,
            @Nullable Boolean offline,
            @Nullable Boolean admit,
            @Nullable String note) {

        private static final int LONGEST = 150;
        private static final int LONGEST_TEXT = 500;

        DoorScan read(Instant now) {
            var kind = word(DoorScan.Kind.class, this.kind, "kind");
            var undone = text(undoes, "undoes", 200);
            if ((kind == DoorScan.Kind.UNDO) != (undone != null)) throw Refused.invalid("study.door.field", "undoes");
            var waited = Boolean.TRUE.equals(offline);
            var deviceAt = moment(at, "at");
            var named = text(nonce, "nonce", LONGEST);
            if (named == null) throw Refused.invalid("study.door.field", "nonce");
            return new DoorScan(
                    named,
                    kind,
                    way == null ? DoorScan.Way.SEARCH : word(DoorScan.Way.class, way, "way"),
                    text(code, "code", LONGEST_TEXT),
                    member,
                    text(memberNo, "memberNo", LONGEST),
                    undone,
                    DoorScan.happened(waited, deviceAt, offset, now),
                    waited ? deviceAt : null,
                    waited,
                    Boolean.TRUE.equals(admit),
                    text(note, "note", LONGEST_TEXT));
        }

        private static @Nullable String text(@Nullable String text, String field, int longest) {
            if (text == null || text.isBlank()) return null;
            if (text.length() > longest || !Plain.oneLine(text)) throw Refused.invalid("study.door.field", field);
            return text.strip();
        }

        private static <E extends Enum<E>> E word(Class<E> words, @Nullable String text, String field) {
            try {
                return Enum.valueOf(words, text == null ? "" : text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw Refused.invalid("study.door.field", field);
            }
        }
    }

    record Guest(
            @Nullable String nonce,
            @Nullable String name,
            @Nullable String of,
            @Nullable String at,
            @Nullable Long offset,
            @Nullable Boolean offline) {}

    record Taken(Instant now, List<DoorAnswer> answers, DoorSnapshots.Turnout figures) {}

    record Decided(Instant now, List<DoorDevices.Decision> decisions) {}

    record Search(Instant now, List<DoorSnapshots.Found> people) {}

    record Welcomed(Instant now, String outcome) {}
}
