package vn.lantoa.study;

import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Unit;
import vn.lantoa.organization.Units;
import vn.lantoa.page.Notice;
import vn.lantoa.study.view.RuleForm;
import vn.lantoa.study.view.ScheduleForm;
import vn.lantoa.study.view.TopicLine;

/// A new campaign in five short steps: documents, topics, who and when, rule, preview. The draft is kept from the first
/// step on, so that it can be left and found again.
@Controller
class DraftController {

    private static final int BLANK_LINES = 2;

    private final Drafts drafts;
    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Documents documents;
    private final Reach reach;
    private final Units units;
    private final Settings settings;
    private final MessageSource words;
    private final Clock clock;

    DraftController(
            Drafts drafts,
            Campaigns campaigns,
            CampaignParts parts,
            Documents documents,
            Reach reach,
            Units units,
            Settings settings,
            MessageSource words,
            Clock clock) {
        this.drafts = drafts;
        this.campaigns = campaigns;
        this.parts = parts;
        this.documents = documents;
        this.reach = reach;
        this.units = units;
        this.settings = settings;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/new")
    ModelAndView begin(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "document", defaultValue = "") List<UUID> chosen) {
        actor.require(RUN_CAMPAIGNS);
        return documentsPage(null, q, chosen, null);
    }

    @PostMapping("/study/campaigns")
    Object create(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "document", defaultValue = "") List<UUID> chosen,
            @RequestParam(required = false) @Nullable String search,
            Locale locale) {
        var scope = actor.scope(RUN_CAMPAIGNS);
        actor.require(RUN_CAMPAIGNS);
        if (search != null) return documentsPage(null, q, chosen, null);
        try {
            var picked = documents.of(Draft.chosen(chosen));
            var home = reach.home(scope, actor.home()).orElseThrow(NotFound::new);
            var draft = Draft.offered(
                    Draft.title(words.getMessage("study.draft.title.offered", null, locale), picked),
                    new vn.lantoa.kernel.UnitId(home.id()),
                    picked,
                    Zone.today(clock),
                    settings.target());
            return "redirect:/study/campaigns/" + drafts.create(actor, draft).value() + "/draft/topics";
        } catch (Refused refused) {
            return documentsPage(null, q, chosen, refused);
        }
    }

    @GetMapping("/study/campaigns/{id}/draft/documents")
    ModelAndView documents(Actor actor, @PathVariable CampaignId id, @RequestParam(defaultValue = "") String q) {
        var chosen = documents.of(draft(actor, id).campaignId());
        return documentsPage(
                id, q, chosen.stream().map(document -> document.id()).toList(), null);
    }

    @PostMapping("/study/campaigns/{id}/draft/documents")
    Object documents(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "document", defaultValue = "") List<UUID> chosen,
            @RequestParam(required = false) @Nullable String search) {
        draft(actor, id);
        if (search != null) return documentsPage(id, q, chosen, null);
        try {
            drafts.choose(actor, id, chosen);
            return onward(id, "");
        } catch (Refused refused) {
            return documentsPage(id, q, chosen, refused);
        }
    }

    @GetMapping("/study/campaigns/{id}/draft/topics")
    ModelAndView topics(
            Actor actor, @PathVariable CampaignId id, @RequestParam(required = false) @Nullable String check) {
        var draft = draft(actor, id);
        var lines = parts.topics(id).stream()
                .map(topic -> new TopicLine(
                        topic.title(), topic.presenter() == null ? "" : topic.presenter(), topic.byHead()))
                .toList();
        return topicsPage(draft, draft.title(), lines, check != null, null);
    }

    @PostMapping("/study/campaigns/{id}/draft/topics")
    Object topics(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(defaultValue = "") String title,
            @RequestParam Map<String, String> typed) {
        var draft = draft(actor, id);
        var lines = lines(typed);
        var check = typed.containsKey("check");
        if (typed.containsKey("more")) return topicsPage(draft, title, lines, check, null);
        try {
            var topics = lines.stream()
                    .filter(line -> !line.blank())
                    .map(line -> new Topic(0, line.title(), line.presenter(), line.byHead()))
                    .toList();
            drafts.name(actor, id, title, topics);
            return onward(id, check ? "" : "/schedule");
        } catch (Refused refused) {
            return topicsPage(draft, title, lines, check, refused);
        }
    }

    @GetMapping("/study/campaigns/{id}/draft/schedule")
    ModelAndView schedule(
            Actor actor, @PathVariable CampaignId id, @RequestParam(required = false) @Nullable String check) {
        var draft = draft(actor, id);
        var place = units.of(List.of(draft.unit())).get(draft.unit());
        var form = new ScheduleForm(
                place == null ? "" : place.code(),
                draft.cutOff().toString(),
                draft.opensOn().toString(),
                draft.closesOn().toString(),
                draft.planSymbol() == null ? "" : draft.planSymbol(),
                draft.planOn() == null ? "" : draft.planOn().toString());
        return schedulePage(actor, draft, form, check != null, null);
    }

    @PostMapping("/study/campaigns/{id}/draft/schedule")
    Object schedule(
            Actor actor,
            @PathVariable CampaignId id,
            ScheduleForm form,
            @RequestParam(required = false) @Nullable String check) {
        var draft = draft(actor, id);
        try {
            var unit = unit(actor, form.unit());
            var schedule = Schedule.of(
                    Typed.optionalDay("study.field.cut-off", form.cutOff()),
                    Typed.optionalDay("study.field.opens-on", form.opensOn()),
                    Typed.optionalDay("study.field.closes-on", form.closesOn()));
            var plan = Plan.of(form.planSymbol(), form.planOn());
            drafts.schedule(actor, id, unit.unitId(), schedule, plan);
            return onward(id, check == null ? "/rule" : "");
        } catch (Refused refused) {
            return schedulePage(actor, draft, form, check != null, refused);
        }
    }

    @GetMapping("/study/campaigns/{id}/draft/rule")
    ModelAndView rule(Actor actor, @PathVariable CampaignId id) {
        var draft = draft(actor, id);
        var topics = parts.topics(id).size();
        var forms = new java.util.LinkedHashSet<String>();
        for (var form : parts.forms(id)) forms.add(form.name());
        return rulePage(
                draft,
                new RuleForm(
                        forms,
                        String.valueOf(needed(draft.topicsRequired(), topics)),
                        draft.essay(),
                        percent(draft.target()),
                        String.valueOf(campaigns.prompts(id))),
                null);
    }

    @PostMapping("/study/campaigns/{id}/draft/rule")
    Object rule(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(name = "form", defaultValue = "") List<String> forms,
            @RequestParam(defaultValue = "") String topics,
            @RequestParam(defaultValue = "") String essay,
            @RequestParam(defaultValue = "") String target,
            @RequestParam(defaultValue = "0") String prompts) {
        var draft = draft(actor, id);
        var form = new RuleForm(Set.copyOf(forms), topics, essay, target, prompts);
        try {
            var all = parts.topics(id).size();
            var needed = Typed.optionalNumber("study.field.topics-required", topics, 1, all);
            if (needed == null)
                throw Refused.invalid("study.typed.missing", Typed.label("study.field.topics-required"));
            drafts.rule(
                    actor,
                    id,
                    Rule.of(
                            forms.stream().map(Rule::form).toList(),
                            BigDecimal.valueOf(needed).divide(BigDecimal.valueOf(all), 6, RoundingMode.HALF_UP),
                            Rule.essay(essay),
                            Rule.target(target)),
                    Rule.prompts(prompts));
            return onward(id, "");
        } catch (Refused refused) {
            return rulePage(draft, form, refused);
        }
    }

    @GetMapping("/study/campaigns/{id}/draft")
    ModelAndView show(Actor actor, @PathVariable CampaignId id) {
        return check(draft(actor, id), null);
    }

    @PostMapping("/study/campaigns/{id}/draft/removal")
    String remove(Actor actor, @PathVariable CampaignId id, RedirectAttributes redirect) {
        var draft = draft(actor, id);
        drafts.remove(actor, id);
        redirect.addFlashAttribute("notice", Notice.of("study.draft.removed", draft.title()));
        return "redirect:/study/campaigns";
    }

    /// The last step, with why it could not be opened, if that was tried.
    ModelAndView check(Campaign draft, @Nullable Refused refused) {
        var id = draft.campaignId();
        var topics = parts.topics(id);
        var model = model(draft, refused);
        model.put("documents", documents.of(id));
        model.put("topics", topics);
        model.put("forms", parts.forms(id));
        model.put("needed", needed(draft.topicsRequired(), topics.size()));
        model.put("target", percent(draft.target()));
        model.put("unit", units.of(List.of(draft.unit())).get(draft.unit()));
        model.put("rolls", reach.rolls(draft));
        model.put("early", draft.early(Zone.today(clock)));
        return answer("study/campaigns/draft/show", model, refused);
    }

    private ModelAndView documentsPage(
            @Nullable CampaignId id, String query, List<UUID> chosen, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        var picked = documents.of(chosen);
        model.put("id", id == null ? null : id.value());
        model.put("query", query);
        model.put("chosen", picked);
        model.put(
                "found",
                documents.search(query.length() > 200 ? query.substring(0, 200) : query).stream()
                        .filter(document -> !picked.contains(document))
                        .toList());
        model.put("refused", refused);
        return answer("study/campaigns/draft/documents", model, refused);
    }

    private ModelAndView topicsPage(
            Campaign draft, String title, List<TopicLine> typed, boolean check, @Nullable Refused refused) {
        var lines = new ArrayList<>(typed);
        while (!lines.isEmpty() && lines.getLast().blank()) lines.removeLast();
        for (var blank = 0; blank < BLANK_LINES && lines.size() < Topic.MOST; blank++) lines.add(TopicLine.EMPTY);
        var model = model(draft, refused);
        model.put("title", title);
        model.put("lines", lines);
        model.put("check", check);
        return answer("study/campaigns/draft/topics", model, refused);
    }

    private ModelAndView schedulePage(
            Actor actor, Campaign draft, ScheduleForm form, boolean check, @Nullable Refused refused) {
        var model = model(draft, refused);
        model.put("form", form);
        model.put("choices", reach.choices(actor.scope(RUN_CAMPAIGNS)));
        model.put("check", check);
        return answer("study/campaigns/draft/schedule", model, refused);
    }

    private ModelAndView rulePage(Campaign draft, RuleForm form, @Nullable Refused refused) {
        var model = model(draft, refused);
        model.put("form", form);
        model.put("topics", parts.topics(draft.campaignId()).size());
        model.put("allForms", Arrays.asList(Form.values()));
        return answer("study/campaigns/draft/rule", model, refused);
    }

    /// @throws NotFound if `actor` runs no campaigns over it
    /// @throws Refused if it has opened
    private Campaign draft(Actor actor, CampaignId id) {
        var draft = campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);
        if (!draft.draft()) throw Refused.conflict("study.draft.opened");
        return draft;
    }

    private Unit unit(Actor actor, String code) {
        var wanted = Typed.required("study.field.unit", code, 100);
        try {
            return units.require(actor.scope(RUN_CAMPAIGNS), wanted);
        } catch (NotFound missing) {
            throw Refused.invalid("study.draft.unit.unknown", wanted);
        }
    }

    /// Lines `topic-1`, `presenter-1`, `head-1` and so on, until one is missing.
    private static List<TopicLine> lines(Map<String, String> typed) {
        var lines = new ArrayList<TopicLine>();
        for (var number = 1; typed.containsKey("topic-" + number) && number <= Topic.MOST + BLANK_LINES; number++) {
            lines.add(new TopicLine(
                    typed.getOrDefault("topic-" + number, ""),
                    typed.getOrDefault("presenter-" + number, ""),
                    typed.containsKey("head-" + number)));
        }
        return lines;
    }

    private static Map<String, @Nullable Object> model(Campaign draft, @Nullable Refused refused) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("campaign", draft);
        model.put("refused", refused);
        return model;
    }

    private static String onward(CampaignId id, String step) {
        return "redirect:/study/campaigns/" + id.value() + "/draft" + step;
    }

    /// How many of `topics` the share `required` asks for.
    static int needed(BigDecimal required, int topics) {
        var half = new BigDecimal("0.0000005");
        return Math.clamp(
                required.subtract(half)
                        .multiply(BigDecimal.valueOf(topics))
                        .setScale(0, RoundingMode.CEILING)
                        .intValue(),
                1,
                Math.max(1, topics));
    }

    /// 9850 as a Vietnamese form shows it: 98,5.
    static String percent(int target) {
        return BigDecimal.valueOf(target, 2)
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', ',');
    }

    static ModelAndView answer(String view, Map<String, @Nullable Object> model, @Nullable Refused refused) {
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        return new ModelAndView(view, model, status);
    }
}
