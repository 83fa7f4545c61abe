package vn.lantoa.study;

import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.OpenUnit;

/// What may still change after a campaign opened, and its end as a whole. Tree, roster and rule stand still.
@Component
class Ending {

    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Closings closings;
    private final JdbcClient db;
    private final Audit audit;

    Ending(Campaigns campaigns, CampaignParts parts, Closings closings, JdbcClient db, Audit audit) {
        this.campaigns = campaigns;
        this.parts = parts;
        this.closings = closings;
        this.db = db;
        this.audit = audit;
    }

    /// Sets a later closing day, the target, the plan and the presenters of a running campaign.
    ///
    /// @param topics the campaign's own topics in order, with new presenters
    @Transactional
    void amend(Actor actor, CampaignId id, LocalDate closesOn, int target, Plan plan, List<Topic> topics) {
        var campaign = campaigns.lock(actor.scope(RUN_CAMPAIGNS), id);
        if (!campaign.running()) throw Refused.conflict("study.ending.over");
        if (closesOn.isBefore(campaign.closesOn()))
            throw Refused.invalid("study.ending.earlier", campaign.closesOn().toString());

        campaigns.amend(id, closesOn, target);
        campaigns.plan(id, plan);
        parts.present(id, topics);
        audit.note(
                actor,
                "study.campaign.amend",
                id.value(),
                campaign.unit(),
                "closes on %s -> %s, target %s -> %s, plan %s"
                        .formatted(
                                campaign.closesOn(),
                                closesOn,
                                BigDecimal.valueOf(campaign.target(), 2),
                                BigDecimal.valueOf(target, 2),
                                plan.symbol()));
    }

    /// The units with own people that have not closed their figure, those with most people unrecorded first.
    List<OpenUnit> open(CampaignId id) {
        return db.sql("""
                select u.unit, u.name, coalesce(p.name, '') as parent_name,
                       y.total - y.exempt - (y.studied - y.studied_exempt) - y.excused - y.absent as unrecorded
                from   study.tally y
                join   study.campaign_unit u on u.campaign = y.campaign and u.position = y.position
                left   join study.campaign_unit p on p.campaign = u.campaign and p.unit = u.parent
                where  y.campaign = :campaign
                and    y.total > 0
                and    not exists (select from study.closure c
                                   where  c.campaign = y.campaign and c.unit = y.unit and c.reopened_at is null)
                order  by unrecorded desc, u.position
                """).param("campaign", id.value()).query(OpenUnit.class).list();
    }

    /// Ends the campaign at `at` after waiting for everybody who records in it; safe to repeat.
    ///
    /// @param anyway why it ends although units are not closed, or empty
    /// @throws Refused if units are not closed and no reason is given
    @Transactional
    void end(Actor actor, CampaignId id, String anyway, Instant at) {
        var reason = Typed.optional("study.field.anyway", anyway, 500);
        var campaign = campaigns.lock(actor.scope(RUN_CAMPAIGNS), id);
        if (campaign.draft()) throw Refused.conflict("study.session.draft");
        if (!campaign.running()) return;
        hold(id);
        var open = open(id).size();
        if (open > 0 && reason == null) throw Refused.conflict("study.ending.open", open);

        db.sql("""
                insert into study.ending (campaign, ended_at, ended_by, anyway)
                values (:campaign, :at, :by, :anyway)
                """)
                .param("campaign", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("anyway", open == 0 ? null : reason)
                .update();
        closings.keepOpen(id, at);
        campaigns.close(id, at);
        audit.note(
                actor,
                "study.campaign.end",
                id.value(),
                campaign.unit(),
                open == 0 ? null : open + " units open: " + reason);
    }

    /// Lets people record again; safe to repeat.
    @Transactional
    void reopen(Actor actor, CampaignId id, String why, Instant at) {
        var reason = Typed.required("study.field.reason", why, 500);
        var campaign = campaigns.lock(actor.scope(RUN_CAMPAIGNS), id);
        if (campaign.closedAt() == null) return;

        db.sql("""
                update study.ending
                set    reopened_at = :at, reopened_by = :by, reopen_reason = :reason
                where  campaign = :campaign
                and    reopened_at is null
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("reason", reason)
                .param("campaign", id.value())
                .update();
        campaigns.close(id, null);
        audit.note(actor, "study.campaign.reopen", id.value(), campaign.unit(), reason);
    }

    private void hold(CampaignId id) {
        db.sql("select study.hold(:campaign)::text")
                .param("campaign", id.value())
                .query(String.class)
                .list();
    }

    /// Why the campaign ended although units were not closed, or null.
    @Nullable
    String anyway(CampaignId id) {
        return db.sql("""
                select e.anyway from study.ending e where e.campaign = :campaign and e.reopened_at is null and e.anyway <> ''
                """)
                .param("campaign", id.value())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
