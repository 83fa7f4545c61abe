package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// Opens a campaign: from then on its tree, its roster and its rule stand still and participation can be recorded.
@Component
class Opening {

    private final JdbcClient db;
    private final Audit audit;

    Opening(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /// Freezes the tree and the rolls of the cut-off date under the campaign's unit and starts all tallies at nothing
    /// recorded. Locks the campaign; takes a few seconds for a province. Before that date is over the rolls are those
    /// known now; [CutOff] takes in later what changes up to it.
    ///
    /// @throws NotFound if there is no such campaign where `actor` runs campaigns
    /// @throws Refused if it is open already, lacks a document or a topic, or its unit did not exist on the cut-off
    /// date
    @Transactional
    void open(Actor actor, CampaignId id, Instant at) {
        var draft = lock(actor.scope(Permission.RUN_CAMPAIGNS), id);
        if (draft.openedAt() != null) throw Refused.conflict("study.opening.again");
        if (draft.documents() == 0) throw Refused.conflict("study.opening.no-document");
        if (draft.topics() == 0) throw Refused.conflict("study.opening.no-topic");

        freezeTree(id);
        freezeRoster(id);
        startTallies(id);
        prepareFacts(id);
        markOpen(id, at);
        audit.note(actor, "study.campaign.open", id.value(), draft.unit(), null);
    }

    private Draft lock(Scope scope, CampaignId id) {
        return db.sql("""
                select c.unit, c.opened_at,
                       (select count(*) from study.campaign_document d where d.campaign = c.id) as documents,
                       (select count(*) from study.topic t where t.campaign = c.id) as topics
                from   study.campaign c
                where  c.id = :id
                and    organization.covers(:scope::uuid[], c.unit)
                for    update of c
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Draft.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private void freezeTree(CampaignId id) {
        var units = db.sql("""
                insert into study.campaign_unit (campaign, unit, parent, code, name, level, depth, position, last)
                select   c.id, t.unit, t.parent, t.code, t.name, t.level, t.depth, t.position, t.last
                from     study.campaign c
                cross    join lateral study.tree_on(c.unit, c.cut_off) t
                where    c.id = :id
                order by t.position
                """).param("id", id.value()).update();
        if (units == 0) throw Refused.conflict("study.opening.no-unit");
        db.sql("analyze study.campaign_unit").update();
    }

    /// Filled before it is attached, so that other campaigns go on recording meanwhile.
    private void freezeRoster(CampaignId id) {
        var partition = "study.roster_" + suffix(id);
        db.sql("""
                create table %s (like study.roster including defaults including constraints) with (fillfactor = 75)
                """.formatted(partition)).update();
        db.sql("""
                insert into %s (campaign, member, unit, position, member_no, full_name, sort_key, standing, exempt,
                                key_cadre)
                select   u.campaign, r.member, r.unit, u.position, r.member_no, r.full_name, r.sort_key, r.standing,
                         r.exempt, r.key_cadre
                from     study.campaign c
                cross    join lateral study.rolls_on(c.cut_off) r
                join     study.campaign_unit u on u.campaign = c.id and u.unit = r.unit
                where    c.id = :id
                order by u.position, r.sort_key, r.member
                """.formatted(partition)).param("id", id.value()).update();
        db.sql("alter table study.roster attach partition %s for values in ('%s')".formatted(partition, id.value()))
                .update();
        db.sql("analyze " + partition).update();
    }

    private void startTallies(CampaignId id) {
        db.sql("""
                insert into study.tally (campaign, position, unit, total, probationary, exempt, key_cadre)
                select   u.campaign, u.position, u.unit,
                         count(r.member),
                         count(*) filter (where r.standing = 'PROBATIONARY'),
                         count(r.exempt),
                         count(*) filter (where r.key_cadre)
                from     study.campaign_unit u
                left     join study.roster r on r.campaign = u.campaign and r.position = u.position
                where    u.campaign = :id
                group by u.campaign, u.position, u.unit
                order by u.position
                """).param("id", id.value()).update();
        db.sql("analyze study.tally").update();
    }

    private void prepareFacts(CampaignId id) {
        var partition = "study.fact_" + suffix(id);
        db.sql("create table %s (like study.fact including defaults including constraints)".formatted(partition))
                .update();
        db.sql("alter table study.fact attach partition %s for values in ('%s')".formatted(partition, id.value()))
                .update();
    }

    /// A share such as 2/3 reaches the rule as 0.666667; half a millionth less is asked for, so that two topics of
    /// three meet it.
    private void markOpen(CampaignId id, Instant at) {
        db.sql("""
                update study.campaign c
                set    opened_at = :at,
                       rolls_taken_at = case when c.cut_off < :today then :at end,
                       topics = n.topics,
                       topics_needed = greatest(1, ceil((c.topics_required - 0.0000005) * n.topics))
                from   (select count(*) as topics from study.topic t where t.campaign = :id) n
                where  c.id = :id
                """)
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("today", Zone.day(at))
                .update();
    }

    /// What the tables of a campaign are called by.
    static String suffix(CampaignId id) {
        return id.value().toString().replace("-", "");
    }

    private record Draft(
            java.util.UUID unit,
            @org.jspecify.annotations.Nullable Instant openedAt,
            long documents,
            long topics) {}
}
