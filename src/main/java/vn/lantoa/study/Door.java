package vn.lantoa.study;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Refused;

/// Lets people in and out at a site. Everything that a door read is kept; who is in follows from what stands, so that
/// scans may come late, again and in any order. Safe to repeat.
@Component
class Door {

    /// The most scans of one call.
    static final int MOST = 1_000;

    private final DoorScans scans;
    private final DoorDevices devices;
    private final DoorKeys keys;
    private final Conferences conferences;

    Door(DoorScans scans, DoorDevices devices, DoorKeys keys, Conferences conferences) {
        this.scans = scans;
        this.devices = devices;
        this.keys = keys;
        this.conferences = conferences;
    }

    /// Takes what `device` sends and tells in the same order what came of each. From a device that is closed, or whose
    /// keeper may no longer keep the door, everything is kept for a person to decide.
    @Transactional
    List<DoorAnswer> take(DoorDevice device, List<DoorScan> sent, Instant now) {
        var keeper = new Keeper(device.id(), device.keeper(), device.witness(), devices.trusted(device, now));
        return take(new Place(device.campaign(), device.session(), device.site()), keeper, sent, now);
    }

    /// Takes what `actor` records at `site` without a device: ticks of a signed roll, answers about scans.
    ///
    /// @param witness on whose word, or null
    /// @throws NotFound if the actor does not keep the door there
    @Transactional
    List<DoorAnswer> take(Actor actor, SiteId site, @Nullable String witness, List<DoorScan> sent, Instant now) {
        conferences.keep(actor, site);
        return take(scans.place(site), new Keeper(null, actor.account(), witness, true), sent, now);
    }

    /// Lets a member in, or out, who read the code of the hall with a phone; the caller has checked the code.
    ///
    /// @param phone which phone it was, to show where many came by one
    @Transactional
    DoorAnswer arrive(Actor member, SiteId site, String phone, DoorScan scan, Instant now) {
        var keeper = new Keeper(null, member.account(), phone, true);
        return take(scans.place(site), keeper, List.of(scan), now).getFirst();
    }

    /// Everybody who is in at the device's site and has not left leaves at `now`.
    ///
    /// @return how many left
    @Transactional
    int leaveAll(DoorDevice device, String nonce, Instant now) {
        var leaving = scans.inside(device.campaignId(), new SiteId(device.site())).stream()
                .map(member -> DoorScan.of(DoorScan.Kind.OUT, DoorScan.Way.ALL, nonce + "/" + member, member, now))
                .toList();
        var left = 0;
        for (var from = 0; from < leaving.size(); from += MOST)
            left += take(device, leaving.subList(from, Math.min(leaving.size(), from + MOST)), now)
                    .size();
        return left;
    }

    private List<DoorAnswer> take(Place place, Keeper keeper, List<DoorScan> sent, Instant now) {
        if (sent.size() > MOST) throw Refused.tooLarge("study.door.too-many", String.valueOf(MOST));
        if (sent.isEmpty()) return List.of();
        var read = told(sent);
        return scans.take(place, keeper, read, now);
    }

    /// Tells who is behind each code and number; a code that is forged, or was replaced, tells nobody.
    private List<Told> told(List<DoorScan> sent) {
        var key = keys.publicKey();
        var codes = sent.stream()
                .map(scan -> scan.code() == null
                        ? null
                        : PersonalCode.verified(scan.code(), key).orElse(null))
                .toList();
        var serials = scans.serials(codes.stream()
                .filter(code -> code != null)
                .map(PersonalCode::member)
                .collect(Collectors.toSet()));
        var numbers = scans.numbered(
                sent.stream().map(Door::number).filter(number -> number != null).toList());
        return java.util.stream.IntStream.range(0, sent.size())
                .mapToObj(row -> told(sent.get(row), codes.get(row), serials, numbers))
                .toList();
    }

    private static Told told(
            DoorScan scan, @Nullable PersonalCode code, Map<UUID, Integer> serials, Map<String, UUID> numbers) {
        if (scan.kind() == DoorScan.Kind.UNDO) return new Told(scan, null, null);
        if (scan.member() != null) return new Told(scan, scan.member(), null);
        if (code != null) {
            var good = code.serial() == serials.getOrDefault(code.member(), 1);
            return new Told(scan, good ? code.member() : null, good ? null : scan.code());
        }
        var number = number(scan);
        return new Told(scan, number == null ? null : numbers.get(number), number == null ? scan.code() : number);
    }

    /// What may be a member's number: typed, or printed as a plain bar code.
    private static @Nullable String number(DoorScan scan) {
        if (scan.memberNo() != null) return scan.memberNo().strip();
        var code = scan.code();
        return code == null || code.startsWith(PersonalCode.SCHEME) ? null : code.strip();
    }

    /// Where something was read.
    record Place(UUID campaign, UUID session, UUID site) {}

    /// By what and on whose account.
    ///
    /// @param trusted false: kept for a person to decide
    record Keeper(
            @Nullable UUID device,
            AccountId account,
            @Nullable String witness,
            boolean trusted) {}

    /// A scan and whom it is about.
    ///
    /// @param member null where nobody could be told
    /// @param read what was read instead
    record Told(
            DoorScan scan, @Nullable UUID member, @Nullable String read) {}
}
