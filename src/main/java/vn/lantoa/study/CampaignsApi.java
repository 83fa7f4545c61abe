package vn.lantoa.study;

import static vn.lantoa.access.Permission.READ;
import static vn.lantoa.access.Permission.RUN_CAMPAIGNS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Places;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Units;
import vn.lantoa.study.view.DocumentRow;

/// Campaigns for other programs (design.md, interfaces).
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignsApi {

    private static final int LARGEST_PAGE = 1_000;

    private final Drafts drafts;
    private final Campaigns campaigns;
    private final CampaignParts parts;
    private final Documents documents;
    private final Units units;
    private final Settings settings;
    private final MessageSource words;

    CampaignsApi(
            Drafts drafts,
            Campaigns campaigns,
            CampaignParts parts,
            Documents documents,
            Units units,
            Settings settings,
            MessageSource words) {
        this.drafts = drafts;
        this.campaigns = campaigns;
        this.parts = parts;
        this.documents = documents;
        this.units = units;
        this.settings = settings;
        this.words = words;
    }

    @PostMapping
    ResponseEntity<Created> create(Actor actor, @RequestBody NewCampaign asked) {
        var scope = actor.scope(RUN_CAMPAIGNS);
        actor.require(RUN_CAMPAIGNS);
        var unit = units.require(scope, Typed.required("study.field.unit", asked.unit, 100));
        var draft = new Draft(
                asked.title == null ? "" : asked.title,
                unit.unitId(),
                Schedule.of(asked.cutOff, asked.opensOn, asked.closesOn),
                named(asked.documents),
                topics(asked.topics),
                rule(asked.rule),
                asked.planSymbol,
                asked.planOn);

        var id = drafts.create(actor, draft).value();
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + id)).body(new Created(id));
    }

    @GetMapping
    Listed index(
            Actor actor,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable CampaignId after) {
        if (size < 1 || size > LARGEST_PAGE) throw Refused.invalid("study.page.size", LARGEST_PAGE);
        if (!actor.may(READ)) actor.require(RUN_CAMPAIGNS);

        var found = campaigns.list(actor.scope(READ), actor.scope(RUN_CAMPAIGNS), after, size + 1);
        var shown = found.subList(0, Math.min(size, found.size()));
        var places = units.of(shown.stream().map(Campaign::unit).distinct().toList());
        var next = found.size() > size
                ? "/api/v1/campaigns?size=" + size + "&after=" + shown.getLast().id()
                : null;
        return new Listed(
                shown.stream()
                        .map(campaign -> Brief.of(campaign, places.get(campaign.unit())))
                        .toList(),
                next);
    }

    @GetMapping("/{id}")
    Whole show(Actor actor, @PathVariable CampaignId id) {
        var campaign = campaigns.require(actor.scope(READ), id);
        if (campaign.draft()) campaigns.owned(actor.scope(RUN_CAMPAIGNS), id);

        var place = units.of(List.of(campaign.unit())).get(campaign.unit());
        return new Whole(
                Brief.of(campaign, place),
                documents.of(id),
                parts.topics(id),
                new RuleOf(parts.forms(id), campaign.topicsRequired(), Essay.valueOf(campaign.essay())),
                BigDecimal.valueOf(campaign.target(), 4)
                        .setScale(6, RoundingMode.UNNECESSARY)
                        .toPlainString(),
                campaign.planSymbol(),
                campaign.planOn());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ambiguous(AmbiguousSymbol several, java.util.Locale locale) {
        var sentence = words.getMessage(
                "study.document.ambiguous",
                new Object[] {several.symbol(), several.candidates().size()},
                locale);
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, sentence);
        problem.setProperty("candidates", several.candidates());
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private List<UUID> named(@Nullable List<@Nullable String> names) {
        if (names == null) return List.of();
        if (names.size() > Draft.MOST_DOCUMENTS)
            throw Refused.invalid("study.document.many", Draft.MOST_DOCUMENTS, names.size());
        return names.stream()
                .map(name -> documents.named(name == null ? "" : name))
                .toList();
    }

    private static List<Topic> topics(@Nullable List<@Nullable NewTopic> topics) {
        if (topics == null) return List.of();
        return topics.stream()
                .map(topic -> topic == null
                        ? new Topic(0, "", null, false)
                        : new Topic(
                                0,
                                topic.title == null ? "" : topic.title,
                                topic.presenter,
                                Boolean.TRUE.equals(topic.byHead)))
                .toList();
    }

    private Rule rule(@Nullable NewRule rule) {
        var offered = Rule.offered(settings.target());
        if (rule == null) return offered;
        return Rule.of(
                rule.forms == null
                        ? offered.forms()
                        : rule.forms.stream().map(Rule::form).toList(),
                rule.topicsRequired == null ? offered.topicsRequired() : rule.topicsRequired,
                rule.essay == null ? offered.essay() : Rule.essay(rule.essay),
                rule.target == null ? offered.target() : target(rule.target));
    }

    private static int target(BigDecimal target) {
        if (target.signum() < 0 || target.compareTo(BigDecimal.ONE) > 0 || target.scale() > Rule.FINEST)
            throw Refused.invalid("study.rule.target");
        return target.movePointRight(4).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    record NewCampaign(
            @Nullable String title,
            @Nullable String unit,
            @Nullable LocalDate cutOff,
            @Nullable LocalDate opensOn,
            @Nullable LocalDate closesOn,
            @Nullable List<@Nullable String> documents,
            @Nullable List<@Nullable NewTopic> topics,
            @Nullable NewRule rule,
            @Nullable String planSymbol,
            @Nullable LocalDate planOn) {}

    record NewTopic(
            @Nullable String title,
            @Nullable String presenter,
            @Nullable Boolean byHead) {}

    /// @param target the rate to reach, as a fraction: 0.98
    record NewRule(
            @Nullable List<@Nullable String> forms,
            @Nullable BigDecimal topicsRequired,
            @Nullable String essay,
            @Nullable BigDecimal target) {}

    record Created(UUID id) {}

    record Listed(List<Brief> items, @Nullable String next) {}

    /// @param state DRAFT, OPEN or CLOSED
    record Brief(
            UUID id,
            String title,
            String unit,
            String unitName,
            LocalDate cutOff,
            LocalDate opensOn,
            LocalDate closesOn,
            String state,
            @Nullable OffsetDateTime openedAt,
            @Nullable OffsetDateTime closedAt) {

        static Brief of(Campaign campaign, Places.@Nullable Place place) {
            return new Brief(
                    campaign.id(),
                    campaign.title(),
                    place == null ? "" : place.code(),
                    place == null ? "" : place.name(),
                    campaign.cutOff(),
                    campaign.opensOn(),
                    campaign.closesOn(),
                    campaign.draft() ? "DRAFT" : campaign.running() ? "OPEN" : "CLOSED",
                    offset(campaign.openedAt()),
                    offset(campaign.closedAt()));
        }

        private static @Nullable OffsetDateTime offset(java.time.@Nullable Instant at) {
            return at == null ? null : at.atZone(Zone.VIETNAM).toOffsetDateTime();
        }
    }

    record RuleOf(List<Form> forms, BigDecimal topicsRequired, Essay essay) {}

    record Whole(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Brief brief,
            List<DocumentRow> documents,
            List<Topic> topics,
            RuleOf rule,
            String target,
            @Nullable String planSymbol,
            @Nullable LocalDate planOn) {}
}
