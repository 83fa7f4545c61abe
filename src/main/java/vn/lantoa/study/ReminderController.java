package vn.lantoa.study;

import static vn.lantoa.access.Permission.EXPORT;
import static vn.lantoa.access.Permission.SCHEDULE;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Units;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.CsvOut;
import vn.lantoa.paper.TableOut;
import vn.lantoa.paper.XlsxOut;
import vn.lantoa.study.view.LateRow;

/// The list of those who are late, to print, to take out and to note who was reminded.
@Controller
class ReminderController {

    private final Campaigns campaigns;
    private final Reminders reminders;
    private final Reach reach;
    private final Units units;
    private final Audit audit;
    private final NamesAudit names;
    private final MessageSource words;
    private final Clock clock;

    ReminderController(
            Campaigns campaigns,
            Reminders reminders,
            Reach reach,
            Units units,
            Audit audit,
            NamesAudit names,
            MessageSource words,
            Clock clock) {
        this.campaigns = campaigns;
        this.reminders = reminders;
        this.reach = reach;
        this.units = units;
        this.audit = audit;
        this.names = names;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/study/campaigns/{campaign}/late")
    ModelAndView index(
            Actor actor, @PathVariable CampaignId campaign, @RequestParam(required = false) @Nullable UnitId unit) {
        return page(actor, campaign, top(actor, campaign, unit), List.of(), "", null);
    }

    @PostMapping("/study/campaigns/{campaign}/late")
    Object create(
            Actor actor,
            @PathVariable CampaignId campaign,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(name = "of", defaultValue = "") List<UUID> chosen,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes redirect) {
        var top = top(actor, campaign, unit);
        try {
            reminders.remind(actor, campaign, top, chosen, note, Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("study.late.reminded", String.valueOf(chosen.size())));
            return "redirect:/study/campaigns/" + campaign.value() + "/late?unit=" + top.value();
        } catch (Refused refused) {
            return page(actor, campaign, top, chosen, note, refused);
        }
    }

    @GetMapping("/study/campaigns/{campaign}/late.{file:csv|xlsx}")
    void download(
            Actor actor,
            @PathVariable CampaignId campaign,
            @PathVariable String file,
            @RequestParam(required = false) @Nullable UnitId unit,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        actor.require(EXPORT);
        var top = top(actor, campaign, unit);
        var found = campaigns.require(actor.scope(EXPORT), campaign);
        var rows = reminders.late(actor.scope(EXPORT), campaign, top, Zone.today(clock));
        audit.note(actor, "study.late.export", campaign.value(), top.value(), file + ", " + rows.size());
        response.setContentType(
                file.equals("csv")
                        ? "text/csv;charset=UTF-8"
                        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("late." + file).build().toString());
        write(rows, found, file, locale, response.getOutputStream());
    }

    private void write(List<LateRow> rows, Campaign campaign, String file, Locale locale, OutputStream out) {
        try (TableOut table = file.equals("csv") ? new CsvOut(out) : new XlsxOut(out, campaign.title())) {
            table.header(Stream.of(
                            "unit-code",
                            "unit",
                            "open",
                            "unrecorded",
                            "total",
                            "guests",
                            "guest-names",
                            "contact",
                            "reminded")
                    .map(column -> words.getMessage("study.column." + column, null, locale))
                    .toList());
            for (var row : rows) {
                var cells = new ArrayList<@Nullable Object>();
                cells.add(row.code());
                cells.add(row.name());
                cells.add(row.open());
                cells.add(row.unrecorded());
                cells.add(row.total());
                cells.add(row.guests());
                cells.add(row.guestNames());
                cells.add(row.contact());
                cells.add(row.remindedAt() == null ? null : Zone.day(row.remindedAt()));
                table.row(cells);
            }
        }
    }

    private ModelAndView page(
            Actor actor, CampaignId id, UnitId top, List<UUID> chosen, String note, @Nullable Refused refused) {
        var scope = actor.scope(SCHEDULE);
        var today = Zone.today(clock);
        var campaign = campaigns.require(scope, id);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("campaign", campaign);
        model.put("unit", units.require(scope, top));
        var rows = reminders.late(scope, id, top, today);
        var guests = rows.stream().mapToLong(LateRow::guests).sum();
        if (guests > 0) names.read(actor, id.value(), top.value(), "guests", Math.toIntExact(guests));
        model.put("rows", rows);
        model.put("days", daysLeft(campaign, today));
        model.put("chosen", chosen);
        model.put("note", note);
        model.put("refused", refused);
        return DraftController.answer("study/campaigns/late", model, refused);
    }

    /// Days until the last day; below zero when it has passed.
    static long daysLeft(Campaign campaign, LocalDate today) {
        return ChronoUnit.DAYS.between(today, campaign.closesOn());
    }

    private UnitId top(Actor actor, CampaignId campaign, @Nullable UnitId unit) {
        var scope = actor.scope(SCHEDULE);
        var found = campaigns.require(scope, campaign);
        if (found.draft()) throw Refused.conflict("study.session.draft");
        if (unit != null) return units.require(scope, unit).unitId();
        if (reach.covers(scope, found.unit())) return found.unitId();
        return reach.home(scope, actor.home())
                .map(home -> new UnitId(home.id()))
                .orElseThrow(NotFound::new);
    }
}
