package vn.lantoa.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.Figure;
import vn.lantoa.study.view.NameRow;

/// Figures and names for programs. Field names are a promise (`docs` of the API); units go by their codes, members by
/// their numbers.
@RestController
@RequestMapping("/api/v1/campaigns/{id}")
class ParticipationController {

    static final int MOST = 1_000;

    private final Campaigns campaigns;
    private final Bases bases;
    private final Figures figures;
    private final Names names;
    private final NamesAudit audit;
    private final Clock clock;

    ParticipationController(
            Campaigns campaigns, Bases bases, Figures figures, Names names, NamesAudit audit, Clock clock) {
        this.campaigns = campaigns;
        this.bases = bases;
        this.figures = figures;
        this.names = names;
        this.audit = audit;
        this.clock = clock;
    }

    /// The figure of a unit and of those directly below it. On the bases `now` and `bridged` these are units of today,
    /// those without anything of the campaign left out; what stands with none of the children is the unit's own.
    ///
    /// @param unit its code; the highest unit the caller may read, if none is given
    /// @param word `was`, the tree the campaign froze; `now`, today's tree; `bridged`, today's heirs of the units of
    ///     then
    @GetMapping("/participation")
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Participation participation(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "basis", required = false) @Nullable String word) {
        var basis = Basis.of(word);
        var scope = actor.scope(Permission.READ);
        campaigns.require(scope, id);
        var place = new UnitId(bases.named(scope, id, basis, unit).unit());
        var family = figures.family(scope, id, basis, place);
        return Participation.of(
                family.unit(),
                family.children().stream()
                        .map(child -> Participation.of(child, null))
                        .toList());
    }

    /// The names behind a figure, in pieces.
    ///
    /// @param after number of the last member of the piece before
    @GetMapping("/participants")
    Participants participants(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "basis", required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String after) {
        if (size < 1 || size > MOST) throw Refused.invalid("study.page.size", MOST);
        var scope = actor.scope(Permission.READ_NAMES);
        campaigns.require(scope, id);
        var basis = Basis.of(word);
        var place = bases.named(scope, id, basis, unit);
        var filter = NamesFilter.of(outcome, form, null);
        var from = after == null ? null : names.member(id, after);
        var rows = names.page(id, bases.extent(id, basis, place), filter, from, size + 1, Zone.today(clock));
        var shown = rows.subList(0, Math.min(size, rows.size()));
        audit.read(actor, id.value(), place.unit(), filter.group().word(), shown.size());
        return new Participants(
                shown.stream().map(Participant::of).toList(),
                rows.size() > size
                        ? next(id, basis, place, filter, size, shown.getLast().memberNo())
                        : null);
    }

    private static String next(CampaignId id, Basis basis, BoardUnit unit, NamesFilter filter, int size, String last) {
        var address = UriComponentsBuilder.fromPath("/api/v1/campaigns/{id}/participants")
                .queryParam("unit", "{unit}")
                .queryParam("outcome", filter.group().word())
                .queryParam("size", size)
                .queryParam("after", "{after}");
        if (basis != Basis.WAS) address.queryParam("basis", basis.word());
        if (filter.form() != null) address.queryParam("form", filter.form());
        return address.encode().buildAndExpand(id.value(), unit.code(), last).toUriString();
    }

    /// A figure as the API gives it.
    ///
    /// @param unit its code
    /// @param estimate whether guests or declared hold a part of what a divided unit declared as a whole; only if so
    /// @param children the same without children; null on a child
    record Participation(
            String unit,
            String name,
            long total,
            long full,
            long probationary,
            long exempt,
            long studied,
            long studiedExempt,
            long excused,
            long absent,
            long unrecorded,
            long exemptNotStudied,
            Map<Form, Long> byForm,
            long guests,
            long declared,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean estimate,
            Rates rates,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Participation> children) {

        static Participation of(Figure figure, @Nullable List<Participation> children) {
            var forms = new LinkedHashMap<Form, Long>();
            for (var form : Form.values()) forms.put(form, figure.by(form));
            var rates = figure.rates();
            return new Participation(
                    figure.code(),
                    figure.name(),
                    figure.total(),
                    figure.full(),
                    figure.probationary(),
                    figure.exempt(),
                    figure.studied(),
                    figure.studiedExempt(),
                    figure.excused(),
                    figure.absent(),
                    figure.unrecorded(),
                    figure.exemptNotStudied(),
                    forms,
                    figure.guests(),
                    figure.declared(),
                    figure.estimate(),
                    new Rates(
                            rates.gross().decimal(),
                            rates.duty().decimal(),
                            rates.accounted().decimal()),
                    children == null ? null : new ArrayList<>(children));
        }
    }

    /// Decimal strings with six places, or null over zero people.
    record Rates(
            @Nullable String gross,
            @Nullable String duty,
            @Nullable String accounted) {}

    /// A piece of a list of names.
    ///
    /// @param next address of the next piece, or null
    record Participants(List<Participant> items, @Nullable String next) {}

    /// A member on the roster; `unit` is the code of the cell, `outcome` one of studied, excused, absent, unrecorded,
    /// exempt-not-studied.
    record Participant(
            String memberNo,
            String name,
            String unit,
            String unitName,
            String standing,
            @Nullable String exempt,
            boolean keyCadre,
            String outcome,
            @Nullable String form,
            boolean makeUp,
            @Nullable String reason,
            @Nullable OffsetDateTime at,
            @Nullable String recordedBy) {

        static Participant of(NameRow row) {
            return new Participant(
                    row.memberNo(),
                    row.fullName(),
                    row.unitCode(),
                    row.unitName(),
                    row.standing(),
                    row.exempt(),
                    row.keyCadre(),
                    row.counted().equals("studied-exempt") ? "studied" : row.counted(),
                    row.form(),
                    row.makeUp(),
                    row.reason(),
                    row.decidedAt() == null
                            ? null
                            : row.decidedAt().atZone(Zone.VIETNAM).toOffsetDateTime(),
                    row.recordedBy());
        }
    }
}
