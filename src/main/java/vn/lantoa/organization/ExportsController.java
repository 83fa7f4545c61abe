package vn.lantoa.organization;

import static vn.lantoa.access.Permission.EXPORT;

import jakarta.servlet.http.HttpServletResponse;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.TableFormat;

/// Units and members as files, for people and programs alike. `unit` is a code or an id.
@Controller
class ExportsController {

    private final Exports exports;
    private final Units units;
    private final Past past;
    private final MessageSource words;
    private final Clock clock;

    ExportsController(Exports exports, Units units, Past past, MessageSource words, Clock clock) {
        this.exports = exports;
        this.units = units;
        this.past = past;
        this.words = words;
        this.clock = clock;
    }

    /// @param on the tree of another day than today
    @GetMapping({"/organization/exports/units.{format}", "/api/v1/exports/units.{format}"})
    void units(
            Actor actor,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "") String on,
            Locale locale,
            HttpServletResponse response) {
        var kind = format(format);
        var day = Written.optionalDay(on, "organization.day");
        var title = words.getMessage("organization.export.units", null, locale);
        if (day != null) {
            if (day.isAfter(Zone.today(clock))) throw Refused.invalid("organization.tree.future", Days.printed(day));
            var top = unit == null || unit.isBlank() ? null : past.require(actor.scope(EXPORT), unit, day);
            exports.units(
                    actor,
                    top,
                    day,
                    kind,
                    title,
                    mark(actor, locale),
                    subject -> open(response, kind, "to-chuc-dang", subject, day));
            return;
        }
        exports.units(
                actor,
                top(actor, unit),
                kind,
                title,
                mark(actor, locale),
                subject -> open(response, kind, "to-chuc-dang", subject, Zone.today(clock)));
    }

    @GetMapping({"/organization/exports/members.{format}", "/api/v1/exports/members.{format}"})
    void members(
            Actor actor,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable String unit,
            Locale locale,
            HttpServletResponse response) {
        var kind = format(format);
        var title = words.getMessage("organization.export.members", null, locale);
        exports.members(
                actor,
                top(actor, unit),
                kind,
                title,
                mark(actor, locale),
                Zone.today(clock),
                subject -> open(response, kind, "dang-vien", subject, Zone.today(clock)));
    }

    private @Nullable UnitId top(Actor actor, @Nullable String unit) {
        if (unit == null || unit.isBlank()) return null;
        return units.named(actor.scope(EXPORT), unit).unitId();
    }

    private String mark(Actor actor, Locale locale) {
        return words.getMessage(
                "organization.export.mark",
                new Object[] {actor.name(), actor.username(), Days.printed(Zone.today(clock))},
                locale);
    }

    private static TableFormat format(String extension) {
        return TableFormat.of(extension).orElseThrow(NotFound::new);
    }

    private static OutputStream open(
            HttpServletResponse response, TableFormat kind, String what, @Nullable Unit subject, LocalDate on)
            throws java.io.IOException {
        var name = subject == null ? what : what + "-" + subject.code().replaceAll("[^A-Za-z0-9.-]", "_");
        response.setContentType(kind.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name + "-" + on + "." + kind.extension())
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.getOutputStream();
    }
}
