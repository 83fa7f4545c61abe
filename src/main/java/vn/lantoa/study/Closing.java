package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Unfinished;

/// Closes the figure of a unit: from then on nothing more is recorded about its members until it is re-opened. A cell
/// closes when nobody is unrecorded, a committee when in addition everything below it has closed. What it
/// counted then is kept, for it is what was reported.
@Component
class Closing {

    private final JdbcClient db;
    private final Recorder recorder;
    private final Closings closings;
    private final Audit audit;

    Closing(JdbcClient db, Recorder recorder, Closings closings, Audit audit) {
        this.db = db;
        this.recorder = recorder;
        this.closings = closings;
        this.audit = audit;
    }

    /// Closes `unit` and answers with what still hinders it; nothing does, if it has closed. Closing again changes
    /// nothing. Waits for those who record about the unit's own members.
    ///
    /// @throws NotFound if `unit` is not in the campaign's tree where `actor` closes units
    /// @throws Refused if the campaign is not running
    @Transactional
    Unfinished close(Actor actor, CampaignId campaign, UnitId unit, Instant at) {
        recorder.enter(actor, Permission.CLOSE_UNIT, campaign);
        requireUnit(actor, Permission.CLOSE_UNIT, campaign, unit);
        lockRoster(campaign, unit);
        lockBelow(campaign, unit);
        var unfinished = new Unfinished(unrecorded(campaign, unit), open(campaign, unit));
        if (!unfinished.none()) return unfinished;

        var closed = db.sql("""
                insert into study.closure (campaign, unit, closed_at, closed_by)
                values (:campaign, :unit, :at, :by)
                on     conflict do nothing
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .update();
        if (closed == 1) {
            closings.keep(campaign, unit, at);
            audit.note(actor, "study.closure.create", campaign.value(), unit.value(), null);
        }
        return unfinished;
    }

    /// Re-opens `unit` and with it every unit above it that had closed, whose figure is open again, too.
    ///
    /// @throws NotFound if `unit` is not in the campaign's tree where `actor` records
    /// @throws Refused if the campaign is not running, or the unit is not closed
    @Transactional
    void reopen(Actor actor, CampaignId campaign, UnitId unit, Instant at) {
        recorder.hold(actor, Permission.RECORD, campaign);
        requireUnit(actor, Permission.RECORD, campaign, unit);
        var reopened = db.sql("""
                update study.closure c
                set    reopened_at = :at, reopened_by = :by
                from   study.campaign_unit u
                join   study.campaign_unit a on a.campaign = u.campaign and u.position between a.position and a.last
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    c.campaign = a.campaign
                and    c.unit = a.unit
                and    c.reopened_at is null
                returning c.unit
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .query(UUID.class)
                .list();
        if (!reopened.contains(unit.value())) throw Refused.conflict("study.closure.open");
        for (var above : reopened) audit.note(actor, "study.closure.reopen", campaign.value(), above, null);
    }

    /// What still hinders `unit` from closing.
    Unfinished unfinished(CampaignId campaign, UnitId unit) {
        return new Unfinished(unrecorded(campaign, unit), open(campaign, unit));
    }

    private void requireUnit(Actor actor, Permission permission, CampaignId campaign, UnitId unit) {
        var found = db.sql("""
                select u.unit
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    organization.covers(:scope::uuid[], u.unit)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("scope", actor.scope(permission).array())
                .query(UUID.class)
                .optional();
        if (found.isEmpty()) throw new NotFound();
    }

    private void lockRoster(CampaignId campaign, UnitId unit) {
        db.sql("""
                select   r.member
                from     study.roster r
                where    r.campaign = :campaign
                and      r.unit = :unit
                order by r.member
                for      no key update
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(UUID.class)
                .list();
    }

    private void lockBelow(CampaignId campaign, UnitId unit) {
        db.sql("""
                select   c.unit
                from     study.closure c
                join     study.campaign_unit u on u.campaign = c.campaign and u.unit = c.unit
                where    c.campaign = :campaign
                and      u.parent = :unit
                and      c.reopened_at is null
                order by u.position
                for      share of c
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(UUID.class)
                .list();
    }

    private List<Unfinished.Person> unrecorded(CampaignId campaign, UnitId unit) {
        return db.sql("""
                select   r.member, r.member_no, r.full_name as name
                from     study.roster r
                where    r.campaign = :campaign
                and      r.unit = :unit
                and      r.removed_on is null
                and      r.exempt is null
                and      r.outcome is null
                order by r.sort_key, r.member_no
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(Unfinished.Person.class)
                .list();
    }

    /// Units directly below that have members and have not closed.
    private List<Unfinished.Below> open(CampaignId campaign, UnitId unit) {
        return db.sql("""
                select   u.unit, u.code, u.name
                from     study.campaign_unit u
                where    u.campaign = :campaign
                and      u.parent = :unit
                and      not exists (select from study.closure c
                                     where  c.campaign = u.campaign
                                     and    c.unit = u.unit
                                     and    c.reopened_at is null)
                and      exists (select from study.tally t
                                 where  t.campaign = u.campaign
                                 and    t.position between u.position and u.last
                                 and    t.total > 0)
                order by u.position
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(Unfinished.Below.class)
                .list();
    }
}
