package vn.lantoa.study;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.MineCampaign;
import vn.lantoa.study.view.MineRecord;

/// A member's own record, and the same of one campaign for those who may see the name.
@Controller
class MineController {

    private static final Duration SOON = Duration.ofHours(36);

    private final Campaigns campaigns;
    private final MineRecords records;
    private final Audit audit;
    private final Clock clock;

    MineController(Campaigns campaigns, MineRecords records, Audit audit, Clock clock) {
        this.campaigns = campaigns;
        this.records = records;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/study/mine")
    ModelAndView index(Actor actor) {
        var member = actor.member();
        if (member == null) return new ModelAndView("study/mine/nobody");

        var person = records.person(member);
        var own = records.campaigns(member);
        return new ModelAndView(
                "study/mine/index",
                Map.of(
                        "person", person.fullName(),
                        "cell", person.unitName(),
                        "records", together(member, own),
                        "looks", records.looks(member, actor.account()),
                        "today", Zone.today(clock)));
    }

    /// A piece for the home page: what is on now and what is owed; nothing for accounts that belong to no member.
    @GetMapping("/study/mine/today")
    ModelAndView today(Actor actor) {
        var member = actor.member();
        var at = clock.instant();
        return new ModelAndView(
                "study/mine/today",
                Map.of(
                        "member",
                        member != null,
                        "sessions",
                        member == null ? List.of() : records.sessions(member, at, at.plus(SOON)),
                        "campaigns",
                        member == null ? List.of() : recent(member),
                        "at",
                        at));
    }

    @GetMapping("/study/campaigns/{id}/members/{member}")
    ModelAndView show(Actor actor, @PathVariable CampaignId id, @PathVariable MemberId member) {
        var scope = actor.scope(Permission.READ_NAMES);
        var campaign = campaigns.require(scope, id);
        var found = records.require(scope, id, member);
        var person = records.person(member);
        audit.note(actor, "study.record.read", member.value(), found.unit(), campaign.title());
        return new ModelAndView(
                "study/campaigns/member",
                Map.of(
                        "person", person.fullName(),
                        "number", person.memberNo(),
                        "member", member.value(),
                        "record", together(member, List.of(found)).getFirst()));
    }

    private List<MineCampaign> recent(MemberId member) {
        return records.campaigns(member).stream().filter(MineCampaign::open).toList();
    }

    private List<MineRecord> together(MemberId member, List<MineCampaign> of) {
        var ids = of.stream().map(MineCampaign::id).toList();
        return MineRecord.of(of, records.topics(ids), records.facts(member, ids));
    }
}
