package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.RowError;
import vn.lantoa.paper.Upload;

/// Attendance sheets as files: sent, looked at, asked about, recorded.
@Controller
@RequestMapping("/study/campaigns/{id}/sheets")
class SheetController {

    private final Sheets sheets;
    private final RollCallSheets places;
    private final SheetSessions sessions;
    private final Campaigns campaigns;
    private final Clock clock;

    SheetController(Sheets sheets, RollCallSheets places, SheetSessions sessions, Campaigns campaigns, Clock clock) {
        this.sheets = sheets;
        this.places = places;
        this.sessions = sessions;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView index(Actor actor, @PathVariable CampaignId id, @RequestParam UnitId unit) {
        return form(actor, id, unit, new Meant("", "", "", false), null, List.of());
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam UnitId unit,
            @RequestParam(defaultValue = "") String session,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "false") boolean makeUp,
            HttpServletRequest request)
            throws IOException {
        var meant = new Meant(session, form, on, makeUp);
        try {
            var now = clock.instant();
            var meeting = new Sheets.Meeting(
                    session.isBlank() ? null : SessionId.of(session).value(), form(form), makeUp, moment(on, now));
            var read = sheets.read(actor, id, unit, Upload.of(request), meeting, now);
            if (read.sheet() == null)
                return form(actor, id, unit, meant, null, read.result().errors());
            return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/sheets/" + read.sheet());
        } catch (Refused refused) {
            return form(actor, id, unit, meant, refused, List.of());
        }
    }

    @GetMapping("/{sheet}")
    ModelAndView show(Actor actor, @PathVariable CampaignId id, @PathVariable String sheet) {
        return page(actor, id, Ids.of(sheet), null);
    }

    @PostMapping("/{sheet}")
    ModelAndView record(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable String sheet,
            @RequestParam Map<String, String> sent,
            RedirectAttributes redirect) {
        try {
            var recorded = sheets.record(actor, id, Ids.of(sheet), choices(sent), clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("study.sheet.recorded", String.valueOf(recorded)));
            return new ModelAndView("redirect:/study/campaigns/" + id.value() + "/sheets/" + sheet);
        } catch (Refused refused) {
            return page(actor, id, Ids.of(sheet), refused);
        }
    }

    private ModelAndView form(
            Actor actor, CampaignId id, UnitId unit, Meant meant, @Nullable Refused refused, List<RowError> errors) {
        var scope = actor.scope(Permission.RECORD);
        var campaign = campaigns.require(scope, id);
        var place = places.requireUnit(scope, id, unit);
        var status = refused != null
                ? HttpStatus.valueOf(refused.status())
                : errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        var view = new ModelAndView("study/sheets/index", status)
                .addObject("campaign", id.value())
                .addObject("title", campaign.title())
                .addObject("unit", unit.value())
                .addObject("name", place.name())
                .addObject("forms", places.forms(id))
                .addObject("session", meant.session())
                .addObject(
                        "chosen", meant.form().isBlank() ? places.usualForm(id).name() : meant.form())
                .addObject("on", meant.on().isBlank() ? Zone.today(clock).toString() : meant.on())
                .addObject("makeUp", meant.makeUp())
                .addObject("sessions", sessions.open(id))
                .addObject("today", Zone.today(clock))
                .addObject("columns", SheetRow.TITLES)
                .addObject("errors", errors);
        return refused == null ? view : view.addObject("refused", refused);
    }

    private ModelAndView page(Actor actor, CampaignId id, UUID sheet, @Nullable Refused refused) {
        var status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
        var view = new ModelAndView("study/sheets/show", status)
                .addObject("campaign", id.value())
                .addObject("sheet", sheet)
                .addObject("lines", sheets.lines(actor, id, sheet))
                .addObject("recordedAt", sheets.recordedAt(actor, id, sheet));
        return refused == null ? view : view.addObject("refused", refused);
    }

    private static Map<Integer, UUID> choices(Map<String, String> sent) {
        var choices = new HashMap<Integer, UUID>();
        sent.forEach((name, value) -> {
            if (name.matches("row\\d{1,7}") && !value.isEmpty())
                choices.put(Integer.valueOf(name.substring(3)), Ids.of(value));
        });
        return choices;
    }

    private static @Nullable Form form(String name) {
        if (name.isBlank()) return null;
        for (var form : Form.values()) if (form.name().equals(name)) return form;
        throw Refused.invalid("study.roll-call.form");
    }

    private static Instant moment(String on, Instant now) {
        if (on.isBlank()) return now;
        try {
            var day = LocalDate.parse(on.strip());
            if (day.equals(Zone.day(now))) return now;
            var moment = day.atTime(12, 0).atZone(Zone.VIETNAM).toInstant();
            if (moment.isAfter(now)) throw Refused.invalid("study.record.future");
            return moment;
        } catch (DateTimeException malformed) {
            throw Refused.invalid("study.roll-call.day");
        }
    }

    /// What the sender said of the sheet beside the file, as it was typed, so that a refused form keeps it.
    private record Meant(String session, String form, String on, boolean makeUp) {}
}
