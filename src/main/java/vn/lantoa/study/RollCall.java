package vn.lantoa.study;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Days;

/// The roll call of a cell: who studied on a day and who was away and why. What is said again differently takes back
/// what was said before, and both stay visible. What the door of a session recorded is not touched.
@Component
class RollCall {

    private final Recorder recorder;
    private final RollCallSheets sheets;
    private final Facts facts;

    RollCall(Recorder recorder, RollCallSheets sheets, Facts facts) {
        this.recorder = recorder;
        this.sheets = sheets;
        this.facts = facts;
    }

    /// Records what `call` says of the members of `unit`, and of those who take part in it by a temporary attachment
    /// while that lasts, and tells in the same order what came of each entry. Safe to
    /// repeat. Two calls of one cell at once follow one after the other.
    ///
    /// @throws NotFound if `unit` is not in the campaign's tree where `actor` records
    /// @throws Refused if the campaign or the unit's figure is closed, the form is not allowed or the day lies ahead
    /// or before an attachment
    @Transactional
    List<Called> record(Actor actor, CampaignId campaign, UnitId unit, Call call, Instant at) {
        var found = recorder.enter(actor, campaign);
        sheets.requireUnit(actor.scope(Permission.RECORD), campaign, unit);
        var day = day(campaign, call, sheets.topics(campaign), at);
        if (call.onDay() != null && call.onDay().isBefore(found.cutOff().minusYears(1)))
            throw Refused.invalid("study.roll-call.day");
        var wanted = new ArrayList<>(call.entries());
        if (call.everybodyElse()) {
            for (var member : sheets.unrecorded(campaign, unit)) {
                if (wanted.stream().noneMatch(entry -> entry.member().equals(member)))
                    wanted.add(new RollCallEntry(member, Outcome.STUDIED, null, null));
            }
        }
        for (var entry : wanted) if (entry.form() != null) sheets.requireForm(campaign, entry.form());
        return record(actor, campaign, unit, wanted, day, at);
    }

    private List<Called> record(
            Actor actor, CampaignId campaign, UnitId unit, List<RollCallEntry> wanted, Day day, Instant at) {
        var members = wanted.stream().map(RollCallEntry::member).collect(Collectors.toSet());
        facts.lock(campaign, members);
        var here = sheets.within(campaign, unit, members);
        var guests = guests(campaign, unit, members, day);
        here.addAll(guests.keySet());
        var standing =
                facts.standing(campaign, members).stream().collect(Collectors.groupingBy(Facts.Standing::member));
        var plans = new ArrayList<List<Fact>>();
        for (var entry : wanted) {
            var plan = here.contains(entry.member())
                    ? entry.facts(standing.getOrDefault(entry.member(), List.of()), day)
                    : List.<Fact>of();
            var host = guests.get(entry.member());
            plans.add(
                    host == null
                            ? plan
                            : plan.stream().map(fact -> fact.witnessed(host)).toList());
        }
        var all = plans.stream().flatMap(List::stream).toList();
        var recorded = new HashMap<String, Recorder.Recorded>();
        var answers = recorder.record(actor, campaign, all, at);
        for (var number = 0; number < all.size(); number++)
            recorded.put(all.get(number).nonce(), answers.get(number));
        if (recorded.containsValue(Recorder.Recorded.UNIT_CLOSED)) throw Refused.conflict("study.roll-call.closed");

        var called = new ArrayList<Called>();
        for (var number = 0; number < wanted.size(); number++) {
            var member = wanted.get(number).member();
            called.add(here.contains(member) ? called(plans.get(number)) : Called.NOT_ON_ROSTER);
        }
        return called;
    }

    /// The names of the hosts of those of `members` who are only attached to `unit`, on whose word they are recorded.
    private Map<UUID, String> guests(CampaignId campaign, UnitId unit, Set<UUID> members, Day day) {
        var guests = new HashMap<UUID, String>();
        for (var attached : sheets.attached(campaign, unit, members, Zone.day(day.recordedAt()))) {
            if (Zone.day(day.happenedAt()).isBefore(attached.fromOn()))
                throw Refused.invalid("study.roll-call.attached-from", Days.printed(attached.fromOn()));
            guests.put(attached.member(), attached.host());
        }
        return guests;
    }

    private static Called called(List<Fact> plan) {
        if (plan.isEmpty()) return Called.ALREADY;
        return plan.stream().anyMatch(fact -> fact.kind() == Fact.Kind.VOID) ? Called.CORRECTED : Called.RECORDED;
    }

    private Day day(CampaignId campaign, Call call, int topics, Instant at) {
        var form = call.form() == null ? sheets.usualForm(campaign) : call.form();
        sheets.requireForm(campaign, form);
        var today = Zone.day(at);
        var on = call.onDay() == null ? today : call.onDay();
        if (on.isAfter(today)) throw Refused.invalid("study.record.future");
        var happenedAt =
                on.equals(today) ? at : on.atTime(12, 0).atZone(Zone.VIETNAM).toInstant();
        var bits = topics == Long.SIZE ? -1L : (1L << topics) - 1;
        return new Day(bits, form, call.makeUp(), happenedAt, at);
    }

    /// @param everybodyElse whoever is not exempt, not recorded and not among the entries, studied
    /// @param form null: in a meeting of the cell, or the first that is allowed
    /// @param onDay null: today
    record Call(
            List<RollCallEntry> entries,
            boolean everybodyElse,
            @Nullable Form form,
            boolean makeUp,
            @Nullable LocalDate onDay) {

        Call {
            entries = List.copyOf(entries);
        }
    }

    /// How those who were called studied, and when.
    ///
    /// @param topics bits of all topics: the word of the cell covers the whole
    record Day(long topics, Form form, boolean makeUp, Instant happenedAt, Instant recordedAt) {}

    /// What came of an entry.
    enum Called {
        RECORDED,
        ALREADY,
        /// Recorded, and what was said before taken back.
        CORRECTED,
        NOT_ON_ROSTER
    }
}
