package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// Records facts about members and keeps roster and tallies true to them, all in one transaction. Whatever the order in
/// which facts come, and however often, the figures are the same; a void makes as if the fact had never been. The
/// many check-ins of a door take [CheckIns] instead, by the same rules.
@Component
class Recorder {

    /// How far a device's clock may be ahead.
    static final Duration AHEAD = Duration.ofMinutes(2);

    private final Facts facts;
    private final Campaigns campaigns;
    private final JdbcClient db;

    Recorder(Facts facts, Campaigns campaigns, JdbcClient db) {
        this.facts = facts;
        this.campaigns = campaigns;
        this.db = db;
    }

    /// Records `wanted` and tells in the same order what came of each. Waits for others who record about the same
    /// members; safe to repeat with the same nonces.
    ///
    /// @throws NotFound if `actor` does not see the campaign
    /// @throws Refused if the campaign is not running, or something is said to have happened in the future
    @Transactional
    List<Recorded> record(Actor actor, CampaignId campaign, List<Fact> wanted, Instant at) {
        enter(actor, campaign);
        for (var fact : wanted) {
            if (fact.happenedAt().isAfter(at.plus(AHEAD))) throw Refused.invalid("study.record.future");
        }
        var members = wanted.stream().map(Fact::member).collect(Collectors.toSet());
        facts.lock(campaign, members);
        var seats = facts.seats(actor.scope(Permission.RECORD), campaign, members, Zone.day(at)).stream()
                .collect(Collectors.toMap(Facts.Seat::member, seat -> seat));
        var known = facts.known(campaign, wanted.stream().map(Fact::nonce).toList()).stream()
                .collect(Collectors.toMap(Facts.Known::nonce, before -> before));
        var judged = new ArrayList<@Nullable Recorded>();
        for (var fact : wanted) judged.add(judge(fact, seats.get(fact.member()), known));
        return write(actor, campaign, wanted, judged, at);
    }

    /// Holds the campaign open for recording until the transaction ends, side by side with others who record.
    ///
    /// @throws NotFound if `actor` does not see it where he or she records
    /// @throws Refused if it is a draft or closed
    Campaign enter(Actor actor, CampaignId campaign) {
        return enter(actor, Permission.RECORD, campaign);
    }

    /// The same on behalf of a post that may do `permission`.
    Campaign enter(Actor actor, Permission permission, CampaignId campaign) {
        db.sql("select study.enter(:campaign)::text")
                .param("campaign", campaign.value())
                .query(String.class)
                .list();
        return running(actor, permission, campaign);
    }

    /// The same alone: waits for everybody who records in the campaign and keeps them out until the transaction ends.
    Campaign hold(Actor actor, Permission permission, CampaignId campaign) {
        db.sql("select study.hold(:campaign)::text")
                .param("campaign", campaign.value())
                .query(String.class)
                .list();
        return running(actor, permission, campaign);
    }

    private Campaign running(Actor actor, Permission permission, CampaignId campaign) {
        var found = campaigns.require(actor.scope(permission), campaign);
        if (found.draft()) throw Refused.conflict("study.record.draft");
        if (!found.running()) throw Refused.conflict("study.record.over");
        return found;
    }

    private static @Nullable Recorded judge(Fact fact, Facts.@Nullable Seat seat, Map<String, Facts.Known> known) {
        var before = known.get(fact.nonce());
        if (seat == null) return Recorded.NOT_ON_ROSTER;
        if (before != null) return before.same(fact) ? Recorded.ALREADY : Recorded.CONFLICT;
        if (seat.closed()) return Recorded.UNIT_CLOSED;
        return null;
    }

    private List<Recorded> write(
            Actor actor, CampaignId campaign, List<Fact> wanted, List<@Nullable Recorded> judged, Instant at) {
        var fresh = new HashMap<String, Fact>();
        var clashes = new HashSet<String>();
        for (var row = 0; row < wanted.size(); row++) {
            var fact = wanted.get(row);
            if (judged.get(row) != null) continue;
            var twin = fresh.putIfAbsent(fact.nonce(), fact);
            if (twin != null && !twin.member().equals(fact.member())) clashes.add(fact.nonce());
        }
        clashes.forEach(fresh::remove);
        var recorded = facts.append(actor, campaign, List.copyOf(fresh.values()), at);
        facts.undoScans(actor, campaign, fresh.values(), at);
        facts.settle(campaign, fresh.values().stream().map(Fact::member).collect(Collectors.toSet()));

        var told = new HashSet<String>();
        return IntStream.range(0, wanted.size())
                .mapToObj(row -> {
                    var early = judged.get(row);
                    if (early != null) return early;
                    var nonce = wanted.get(row).nonce();
                    if (clashes.contains(nonce)) return Recorded.CONFLICT;
                    return recorded.contains(nonce) && told.add(nonce) ? Recorded.RECORDED : Recorded.ALREADY;
                })
                .toList();
    }

    /// What came of a fact that was to be recorded.
    enum Recorded {
        RECORDED,
        /// It stood already; nothing changed.
        ALREADY,
        /// Its nonce belongs to something else.
        CONFLICT,
        /// Nobody on the roster within the recorder's reach.
        NOT_ON_ROSTER,
        /// The member's unit has closed its figure.
        UNIT_CLOSED
    }
}
