package vn.lantoa.study;

import static vn.lantoa.access.Permission.SCHEDULE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.SiteRow;
import vn.lantoa.study.view.UnitChoice;

/// Sets, moves, closes and removes sessions. A session and its sites belong to units of the campaign's frozen tree in
/// which the actor schedules.
@Component
class Scheduling {

    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Sessions sessions;
    private final Sites sites;
    private final MakeUps makeUps;
    private final Unaccounted unaccounted;
    private final Timetables timetables;
    private final OperatorLinks links;
    private final Audit audit;

    Scheduling(
            Campaigns campaigns,
            CampaignParts parts,
            Sessions sessions,
            Sites sites,
            MakeUps makeUps,
            Unaccounted unaccounted,
            Timetables timetables,
            OperatorLinks links,
            Audit audit) {
        this.campaigns = campaigns;
        this.parts = parts;
        this.sessions = sessions;
        this.sites = sites;
        this.makeUps = makeUps;
        this.unaccounted = unaccounted;
        this.timetables = timetables;
        this.links = links;
        this.audit = audit;
    }

    /// @throws NotFound if the campaign, the host or a site's unit is not where `actor` schedules
    /// @throws Refused if the campaign is not open, or does not allow the form, or has no such topic
    @Transactional
    SessionId schedule(Actor actor, CampaignId campaign, SessionPlan plan) {
        return insert(actor, running(actor, campaign), plan);
    }

    /// Schedules a make-up session for everybody in `units` who has not studied and is not exempt.
    ///
    /// @throws Refused also if nobody there needs one
    @Transactional
    SessionId makeUp(Actor actor, CampaignId campaign, SessionPlan plan, List<UUID> units) {
        var id = insert(actor, running(actor, campaign), plan);
        if (makeUps.invite(actor.scope(SCHEDULE), campaign, id, units) == 0)
            throw Refused.invalid("study.make-up.nobody");
        return id;
    }

    /// Changes a session.
    ///
    /// @param keepsSites whether its sites stay as they are and those of `plan` are added to them
    /// @throws Refused also if a site is left out at which something was recorded, or one is added that is there
    @Transactional
    void change(Actor actor, SessionId id, SessionPlan plan, boolean keepsSites) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        var campaign = running(actor, session.campaignId());
        if (session.closed()) throw Refused.conflict("study.session.closed");
        allowed(campaign, plan);
        var topics = plan.bits(parts.topics(campaign.campaignId()).size());
        if (topics != session.topics() && sessions.used(session)) throw Refused.conflict("study.session.topics-used");
        if (plan.form() != session.form() && sessions.used(session)) throw Refused.conflict("study.session.form-used");
        var units = sessions.units(actor.scope(SCHEDULE), campaign.campaignId(), codes(plan));

        var host = unit(units, plan.host()).id();
        sessions.update(id, plan, host, topics);
        links.follow(id);
        timetables.follow(session, plan, topics);
        if (keepsSites) add(session, halls(plan, units, Set.of()));
        else replace(session, plan, units);
        audit.note(actor, "study.session.update", id.value(), host, plan.title());
    }

    private void add(Session session, List<Sites.Hall> halls) {
        if (halls.isEmpty()) return;
        var there = sites.of(session);
        if (there.stream().anyMatch(SiteRow::main) && halls.stream().anyMatch(Sites.Hall::main))
            throw Refused.invalid("study.session.two-main");
        for (var hall : halls)
            for (var site : there)
                if (site.unit().equals(hall.unit()) && site.name().equals(hall.name()))
                    throw Refused.invalid("study.session.twice", site.unitCode(), site.name());
        sites.insert(session.sessionId(), halls);
    }

    private void replace(Session session, SessionPlan plan, Map<String, UnitChoice> units) {
        var known = new HashSet<UUID>();
        for (var site : sites.of(session)) known.add(site.id());
        var halls = halls(plan, units, known);
        var kept = halls.stream().filter(hall -> known.contains(hall.id())).toList();
        if (!sites.keepOnly(session, kept.stream().map(Sites.Hall::id).toList()))
            throw Refused.conflict("study.session.site-used");
        sites.update(session.sessionId(), kept);
        sites.insert(
                session.sessionId(),
                halls.stream().filter(hall -> !known.contains(hall.id())).toList());
    }

    /// Ends recording at the session; safe to repeat. A conference, which has a main site, must have everybody
    /// accounted for; see [Concluding].
    @Transactional
    void close(Actor actor, SessionId id, Instant at) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        if (session.closed()) return;
        if (at.isBefore(session.startsAt())) throw Refused.conflict("study.session.early");
        if (sites.hasMain(session)) {
            sessions.hold(session);
            var missing = unaccounted.count(id);
            if (missing > 0) throw Refused.conflict("study.conclusion.missing", missing);
        }
        sessions.close(session, at);
        audit.note(actor, "study.session.close", id.value(), session.host(), session.title());
    }

    @Transactional
    void reopen(Actor actor, SessionId id) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        if (!session.closed()) return;
        running(actor, session.campaignId());
        sessions.close(session, null);
        audit.note(actor, "study.session.reopen", id.value(), session.host(), session.title());
    }

    /// @throws Refused if anything was recorded at it
    @Transactional
    void remove(Actor actor, SessionId id) {
        var session = sessions.lock(actor.scope(SCHEDULE), id);
        if (sessions.used(session)) throw Refused.conflict("study.session.used");
        sessions.remove(id);
        audit.note(actor, "study.session.remove", id.value(), session.host(), session.title());
    }

    private SessionId insert(Actor actor, Campaign campaign, SessionPlan plan) {
        allowed(campaign, plan);
        var topics = plan.bits(parts.topics(campaign.campaignId()).size());
        var units = sessions.units(actor.scope(SCHEDULE), campaign.campaignId(), codes(plan));
        var host = unit(units, plan.host()).id();

        var id = new SessionId(Ids.next());
        sessions.insert(actor, id, campaign.campaignId(), plan, host, topics);
        sites.insert(id, halls(plan, units, Set.of()));
        audit.note(actor, "study.session.create", id.value(), host, plan.title());
        return id;
    }

    private Campaign running(Actor actor, CampaignId id) {
        var campaign = campaigns.require(actor.scope(SCHEDULE), id);
        if (campaign.draft()) throw Refused.conflict("study.session.draft");
        if (!campaign.running()) throw Refused.conflict("study.session.over");
        return campaign;
    }

    private void allowed(Campaign campaign, SessionPlan plan) {
        plan.within(campaign);
        if (!parts.forms(campaign.campaignId()).contains(plan.form()))
            throw Refused.invalid("study.session.form", Typed.label(plan.form().key()));
    }

    private static Set<String> codes(SessionPlan plan) {
        var codes = new HashSet<String>();
        codes.add(plan.host());
        plan.sites().forEach(site -> codes.add(site.unit()));
        return codes;
    }

    private static UnitChoice unit(Map<String, UnitChoice> units, String code) {
        var unit = units.get(code);
        if (unit == null) throw new NotFound();
        return unit;
    }

    private static List<Sites.Hall> halls(SessionPlan plan, Map<String, UnitChoice> units, Set<UUID> known) {
        var halls = new ArrayList<Sites.Hall>();
        for (var site : plan.sites()) {
            var unit = unit(units, site.unit());
            halls.add(new Sites.Hall(
                    site.id() != null && known.contains(site.id()) ? site.id() : Ids.next(),
                    unit.id(),
                    site.name().isEmpty() ? unit.name() : site.name(),
                    site.capacity(),
                    site.main()));
        }
        return halls;
    }
}
