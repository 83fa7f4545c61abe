package vn.lantoa.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;

/// The campaigns. One is seen by everybody whose scope touches its subtree, from above or from below; what is seen of
/// its figures and names is asked again for each unit.
@Component
class Campaigns {

    private final JdbcClient db;

    Campaigns(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is no such campaign or `scope` does not touch its subtree
    Campaign require(Scope scope, CampaignId id) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at, c.rolls_taken_at
                from   study.campaign c
                where  c.id = :id
                and    study.touches(:scope, c.id, c.unit)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Campaign.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The campaign for whoever runs it, draft or not; locks it until the transaction ends.
    ///
    /// @throws NotFound if there is no such campaign or its unit lies outside `scope`
    Campaign lock(Scope scope, CampaignId id) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at, c.rolls_taken_at
                from   study.campaign c
                where  c.id = :id
                and    organization.covers(:scope, c.unit)
                for    update
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Campaign.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The campaign for whoever runs it, draft or not.
    ///
    /// @throws NotFound if there is no such campaign or its unit lies outside `scope`
    Campaign owned(Scope scope, CampaignId id) {
        return findOwned(scope, id).orElseThrow(NotFound::new);
    }

    /// The same; empty where that would not be found.
    Optional<Campaign> findOwned(Scope scope, CampaignId id) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at, c.rolls_taken_at
                from   study.campaign c
                where  c.id = :id
                and    organization.covers(:scope, c.unit)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Campaign.class)
                .optional();
    }

    /// A page of the campaigns that `readers` may see once they are open and `runners` also as drafts, the newest
    /// first.
    ///
    /// @param after the last campaign of the page before, or null for the first page
    List<Campaign> list(Scope readers, Scope runners, @Nullable CampaignId after, int size) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at, c.rolls_taken_at
                from   study.campaign c
                where  (c.opened_at is not null and study.touches(:readers, c.id, c.unit)
                        or organization.covers(:runners, c.unit))
                and    (:after::uuid is null
                        or (c.opens_on, c.id) < (select a.opens_on, a.id from study.campaign a where a.id = :after))
                order  by c.opens_on desc, c.id desc
                limit  :size
                """)
                .param("readers", readers.array())
                .param("runners", runners.array())
                .param("after", after == null ? null : after.value())
                .param("size", size)
                .query(Campaign.class)
                .list();
    }

    /// How much was frozen when the campaign opened, as it is counted today.
    Size size(CampaignId id) {
        return db.sql("""
                select count(t.unit) as units, coalesce(sum(t.total), 0)::bigint as members, c.cut_off,
                       c.rolls_taken_at is not null as roster_final
                from   study.campaign c
                left   join study.tally t on t.campaign = c.id
                where  c.id = :id
                group  by c.id
                """).param("id", id.value()).query(Size.class).single();
    }

    /// How large an open campaign is.
    ///
    /// @param rosterFinal false where it was opened before its cut-off day was over: changes on the rolls up to and on
    /// that day will still be taken in
    record Size(long units, long members, LocalDate cutOff, boolean rosterFinal) {}

    void insert(Actor actor, CampaignId id, Draft draft) {
        db.sql("""
                insert into study.campaign (id, title, unit, cut_off, opens_on, closes_on, essay, topics_required, target,
                                            plan_symbol, plan_on, created_by)
                values (:id, :title, :unit, :cutOff, :opensOn, :closesOn, :essay, :topicsRequired, :target,
                        :planSymbol, :planOn, :createdBy)
                """)
                .param("id", id.value())
                .param("title", draft.title())
                .param("unit", draft.unit().value())
                .param("cutOff", draft.schedule().cutOff())
                .param("opensOn", draft.schedule().opensOn())
                .param("closesOn", draft.schedule().closesOn())
                .param("essay", draft.rule().essay().name())
                .param("topicsRequired", draft.rule().topicsRequired())
                .param("target", draft.rule().target())
                .param("planSymbol", draft.planSymbol())
                .param("planOn", draft.planOn())
                .param("createdBy", actor.account().value())
                .update();
    }

    void name(CampaignId id, String title) {
        db.sql("update study.campaign set title = :title where id = :id")
                .param("title", title)
                .param("id", id.value())
                .update();
    }

    void schedule(CampaignId id, UnitId unit, Schedule schedule) {
        db.sql("""
                update study.campaign
                set    unit = :unit, cut_off = :cutOff, opens_on = :opensOn, closes_on = :closesOn
                where  id = :id
                """)
                .param("unit", unit.value())
                .param("cutOff", schedule.cutOff())
                .param("opensOn", schedule.opensOn())
                .param("closesOn", schedule.closesOn())
                .param("id", id.value())
                .update();
    }

    void plan(CampaignId id, Plan plan) {
        db.sql("update study.campaign set plan_symbol = :symbol, plan_on = :on where id = :id")
                .param("symbol", plan.symbol())
                .param("on", plan.on())
                .param("id", id.value())
                .update();
    }

    void rule(CampaignId id, Rule rule) {
        db.sql("""
                update study.campaign
                set    essay = :essay, topics_required = :topicsRequired, target = :target
                where  id = :id
                """)
                .param("essay", rule.essay().name())
                .param("topicsRequired", rule.topicsRequired())
                .param("target", rule.target())
                .param("id", id.value())
                .update();
    }

    /// How many presence prompts a session of the campaign may have.
    int prompts(CampaignId id) {
        return db.sql("select c.prompts from study.campaign c where c.id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    void prompts(CampaignId id, int number) {
        db.sql("update study.campaign set prompts = :number where id = :id")
                .param("number", number)
                .param("id", id.value())
                .update();
    }

    void amend(CampaignId id, LocalDate closesOn, int target) {
        db.sql("update study.campaign set closes_on = :closesOn, target = :target where id = :id")
                .param("closesOn", closesOn)
                .param("target", target)
                .param("id", id.value())
                .update();
    }

    /// Closes the campaign at `at`, or opens it again with null.
    void close(CampaignId id, @Nullable Instant at) {
        db.sql("update study.campaign set closed_at = :at where id = :id")
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /// The drafts of units in `runners`, the next to open first.
    List<Campaign> drafts(Scope runners, int size) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at, c.rolls_taken_at
                from   study.campaign c
                where  c.opened_at is null
                and    organization.covers(:runners::uuid[], c.unit)
                order  by c.opens_on, c.id
                limit  :size
                """)
                .param("runners", runners.array())
                .param("size", size)
                .query(Campaign.class)
                .list();
    }

    /// Removes a draft with its parts; the caller has made sure that it is one.
    void remove(CampaignId id) {
        db.sql("""
                with documents as (delete from study.campaign_document where campaign = :id),
                     topics as (delete from study.topic where campaign = :id),
                     forms as (delete from study.campaign_form where campaign = :id)
                delete from study.campaign where id = :id and opened_at is null
                """).param("id", id.value()).update();
    }
}
