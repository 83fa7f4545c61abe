package vn.lantoa.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;

/// Records who came to a session, one by one or in batches, acknowledged once it is on disk. Safe to repeat: a door
/// that was offline may send the same check-ins twice.
@Component
class CheckIns {

    private final SessionDoors doors;
    private final CheckInQueue queue;

    CheckIns(SessionDoors doors, CheckInQueue queue) {
        this.doors = doors;
        this.queue = queue;
    }

    /// Records `arrivals` at `session` and tells in the same order what came of each. Members whom another site of the
    /// session expects are not recorded unless `admit` says so; who is expected nowhere is welcome everywhere.
    ///
    /// @throws NotFound if there is no such session or site where `actor` checks people in
    /// @throws Refused if a nonce belongs to another check-in (nothing of `arrivals` is recorded), or too many wait
    List<Scan> record(Actor actor, SessionId session, List<CheckIn> arrivals, Instant now) {
        var sites = arrivals.stream().map(CheckIn::site).collect(Collectors.toSet());
        var door = doors.require(session, sites);
        for (var site : sites) doors.requireKeeper(actor, door, site);
        if (arrivals.isEmpty()) return List.of();

        var rows = arrivals.stream()
                .map(arrival -> row(actor, door, arrival, door.range(arrival)))
                .toList();
        return answer(door, rows, queue.write(door.campaign(), rows, now), now);
    }

    private List<Scan> answer(
            SessionDoor door, List<CheckInQueue.Row> rows, List<CheckInQueue.Answer> first, Instant now) {
        var scans = new ArrayList<@Nullable Scan>();
        var again = new ArrayList<Integer>();
        for (var number = 0; number < rows.size(); number++) {
            var answer = first.get(number);
            var arrival = rows.get(number).arrival();
            if (answer.clash()) throw Refused.conflict("study.check-in.nonce", String.valueOf(number), arrival.nonce());
            var elsewhere = answer.outside() && door.expectedElsewhere(arrival.site(), answer.place());
            if (!elsewhere && answer.outside()) again.add(number);
            scans.add(elsewhere ? Scan.OTHER_SITE : answer.scan());
        }
        if (again.isEmpty()) return List.copyOf(scans);

        var welcome = again.stream().map(number -> rows.get(number).anywhere()).toList();
        var second = queue.write(door.campaign(), welcome, now);
        for (var place = 0; place < welcome.size(); place++) {
            var answer = second.get(place);
            var number = again.get(place);
            if (answer.clash())
                throw Refused.conflict(
                        "study.check-in.nonce",
                        String.valueOf(number),
                        welcome.get(place).arrival().nonce());
            scans.set(number, answer.scan());
        }
        return List.copyOf(scans);
    }

    private static CheckInQueue.Row row(Actor actor, SessionDoor door, CheckIn arrival, SessionDoor.Range range) {
        return new CheckInQueue.Row(door.session(), arrival, actor.account().value(), range.first(), range.last());
    }
}
