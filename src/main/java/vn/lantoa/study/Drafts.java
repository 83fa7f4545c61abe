package vn.lantoa.study;

import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Units;

/// Writes down what a campaign is to be, step by step, until it opens. A draft is found only by those who run
/// campaigns over its unit; everything about it may change, and it may be thrown away.
@Component
class Drafts {

    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Documents documents;
    private final Units units;
    private final Audit audit;

    Drafts(Campaigns campaigns, CampaignParts parts, Documents documents, Units units, Audit audit) {
        this.campaigns = campaigns;
        this.parts = parts;
        this.documents = documents;
        this.units = units;
        this.audit = audit;
    }

    /// @throws NotFound if `actor` runs no campaigns over the draft's unit
    @Transactional
    CampaignId create(Actor actor, Draft draft) {
        units.require(actor.scope(RUN_CAMPAIGNS), draft.unit());
        known(draft.documents());

        var id = new CampaignId(Ids.next());
        campaigns.insert(actor, id, draft);
        parts.replaceDocuments(id, draft.documents());
        parts.replaceTopics(id, draft.topics());
        parts.replaceForms(id, draft.rule().forms());
        audit.note(actor, "study.campaign.create", id.value(), draft.unit().value(), draft.title());
        return id;
    }

    @Transactional
    void choose(Actor actor, CampaignId id, List<UUID> chosen) {
        var draft = locked(actor, id);
        var documents = Draft.chosen(chosen);
        known(documents);

        parts.replaceDocuments(id, documents);
        note(actor, draft, "documents " + documents.size());
    }

    @Transactional
    void name(Actor actor, CampaignId id, String title, List<Topic> topics) {
        var draft = locked(actor, id);
        var named = Typed.required("study.field.title", title, Draft.LONGEST_TITLE);
        var numbered = Topic.numbered(topics);

        campaigns.name(id, named);
        parts.replaceTopics(id, numbered);
        note(actor, draft, "topics " + numbered.size());
    }

    /// Moves the draft to `unit` and sets its days.
    ///
    /// @throws NotFound if `actor` runs no campaigns over `unit`
    @Transactional
    void schedule(Actor actor, CampaignId id, UnitId unit, Schedule schedule, Plan plan) {
        var draft = locked(actor, id);
        units.require(actor.scope(RUN_CAMPAIGNS), unit);

        campaigns.schedule(id, unit, schedule);
        campaigns.plan(id, plan);
        note(actor, draft, schedule.cutOff() + " " + schedule.opensOn() + " " + schedule.closesOn());
    }

    @Transactional
    void rule(Actor actor, CampaignId id, Rule rule) {
        var draft = locked(actor, id);

        campaigns.rule(id, rule);
        parts.replaceForms(id, rule.forms());
        note(actor, draft, "topics required " + rule.topicsRequired() + ", essay " + rule.essay());
    }

    /// The same with how many presence prompts a session has.
    @Transactional
    void rule(Actor actor, CampaignId id, Rule rule, int prompts) {
        rule(actor, id, rule);
        campaigns.prompts(id, Rule.prompts(prompts));
    }

    @Transactional
    void remove(Actor actor, CampaignId id) {
        var draft = locked(actor, id);

        campaigns.remove(id);
        audit.note(actor, "study.campaign.remove", id.value(), draft.unit(), draft.title());
    }

    /// @throws Refused if it has opened
    private Campaign locked(Actor actor, CampaignId id) {
        var campaign = campaigns.lock(actor.scope(RUN_CAMPAIGNS), id);
        if (!campaign.draft()) throw Refused.conflict("study.draft.opened");
        return campaign;
    }

    private void known(List<UUID> chosen) {
        if (documents.of(chosen).size() != chosen.size()) throw Refused.invalid("study.document.gone");
    }

    private void note(Actor actor, Campaign draft, String detail) {
        audit.note(actor, "study.campaign.update", draft.id(), draft.unit(), detail);
    }
}
