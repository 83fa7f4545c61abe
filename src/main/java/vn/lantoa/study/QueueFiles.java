package vn.lantoa.study;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Refused;

/// Empties a device that cannot come on line, by the file that its door page wrote. The file bears the device's token;
/// whoever keeps the door may bring it.
@Component
class QueueFiles {

    private static final int LARGEST = 20 * 1024 * 1024;

    private final Door door;
    private final DoorDevices devices;
    private final DoorGuests guests;
    private final Conferences conferences;
    private final JsonMapper json;
    private final Audit audit;

    QueueFiles(
            Door door, DoorDevices devices, DoorGuests guests, Conferences conferences, JsonMapper json, Audit audit) {
        this.door = door;
        this.devices = devices;
        this.guests = guests;
        this.conferences = conferences;
        this.json = json;
        this.audit = audit;
    }

    /// Takes all scans and guests of the file, or none. Safe to repeat.
    ///
    /// @throws Refused if it is not what a door of `session` wrote, at a site where `actor` keeps the door
    @Transactional
    Took take(Actor actor, SessionId session, InputStream file, Instant now) throws IOException {
        var bytes = file.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw Refused.tooLarge("study.queue.large");
        var queue = read(bytes);
        if (queue.door() == null || queue.token() == null || queue.scans() == null)
            throw Refused.invalid("study.queue.malformed");
        var device = devices.find(queue.door(), queue.token())
                .filter(found -> found.session().equals(session.value()))
                .filter(found -> conferences.kept(actor, session).stream()
                        .anyMatch(site -> site.id().equals(found.site())))
                .orElseThrow(() -> Refused.invalid("study.queue.elsewhere"));

        var answers = new ArrayList<DoorAnswer>();
        var scans = new ArrayList<DoorScan>();
        for (var scan : queue.scans()) {
            if (scan == null) throw Refused.invalid("study.queue.malformed");
            scans.add(scan.read(now));
        }
        for (var from = 0; from < scans.size(); from += Door.MOST)
            answers.addAll(door.take(device, scans.subList(from, Math.min(scans.size(), from + Door.MOST)), now));
        if (queue.guests() != null) for (var guest : queue.guests()) welcome(device, guest, now);
        if (queue.gone() != null) for (var nonce : queue.gone()) dismiss(device, nonce, now);
        devices.seen(device, 0, now);
        audit.note(actor, "study.queue.take", device.id(), device.unit(), device.name());
        var good = (int) answers.stream().filter(DoorAnswer::good).count();
        return new Took(good, answers.size() - good);
    }

    private void welcome(DoorDevice device, DoorController.@Nullable Guest guest, Instant now) {
        if (guest == null || guest.nonce() == null || guest.name() == null)
            throw Refused.invalid("study.queue.malformed");
        guests.record(
                new Door.Place(device.campaign(), device.session(), device.site()),
                guest.nonce(),
                guest.name(),
                guest.of() == null ? "" : guest.of(),
                device.account(),
                DoorScan.happened(true, DoorController.moment(guest.at(), "at"), guest.offset(), now));
    }

    private void dismiss(DoorDevice device, @Nullable String nonce, Instant now) {
        if (nonce == null) throw Refused.invalid("study.queue.malformed");
        guests.undo(device.site(), nonce, now);
    }

    private Queue read(byte[] bytes) {
        try {
            return json.readValue(bytes, Queue.class);
        } catch (JacksonException malformed) {
            throw Refused.invalid("study.queue.malformed");
        }
    }

    /// @param gone nonces of guests taken back
    record Queue(
            @Nullable UUID door,
            @Nullable String token,
            @Nullable List<DoorController.@Nullable Scanned> scans,
            @Nullable List<DoorController.@Nullable Guest> guests,
            @Nullable List<@Nullable String> gone) {}

    /// @param waiting scans that wait for a person to decide
    record Took(int taken, int waiting) {}
}
