package vn.lantoa.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.view.AuditLine;

/// The trace of what was read, exported and changed, for administrators. Who looked at a member's record stands on that
/// member's page.
@Controller
class AuditController {

    private static final int SIZE = 100;

    private final JdbcClient db;
    private final Places places;
    private final MessageSource words;
    private final Map<String, List<Detail>> forms;

    AuditController(JdbcClient db, Places places, MessageSource words, List<Details> details) {
        this.db = db;
        this.places = places;
        this.words = words;
        this.forms = details.stream()
                .flatMap(module -> module.forms().stream())
                .collect(Collectors.groupingBy(Detail::action));
    }

    @GetMapping("/access/audit")
    ModelAndView index(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            Locale locale) {
        actor.require(Permission.ADMINISTER);
        var found = db.sql("""
                select t.id, t.at, a.username, t.action, t.unit, t.detail
                from   access.audit t
                left   join access.account a on a.id = t.account
                where  t.id < :before
                and    (:q = '' or lower(a.username) = lower(:q) or starts_with(t.action, :q))
                order  by t.id desc
                limit  :size
                """)
                .param("before", before)
                .param("q", q.strip())
                .param("size", SIZE + 1)
                .query(Row.class)
                .list();
        var names = places.of(found.stream()
                .map(Row::unit)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put(
                "lines",
                found.stream().limit(SIZE).map(row -> line(row, names, locale)).toList());
        model.put("q", q);
        model.put("next", found.size() > SIZE ? found.get(SIZE - 1).id() : null);
        return new ModelAndView("access/audit/index", model);
    }

    private AuditLine line(Row row, Map<UUID, Places.Place> names, Locale locale) {
        var place = row.unit() == null ? null : names.get(row.unit());
        return new AuditLine(
                row.at(),
                row.username(),
                row.action(),
                said(row.action(), locale),
                place == null ? null : place.name(),
                row.detail() == null ? null : said(row.action(), row.detail(), locale));
    }

    /// What `action` is called: `study.closure.create` stands in the bundles as `study.audit.closure.create`.
    private String said(String action, Locale locale) {
        var said = words.getMessage(action.replaceFirst("\\.", ".audit."), null, action, locale);
        return said == null ? action : said;
    }

    private String said(String action, String detail, Locale locale) {
        return forms.getOrDefault(action, List.of()).stream()
                .map(form -> form.said(detail, words, locale))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(detail);
    }

    private record Row(
            long id,
            Instant at,
            @Nullable String username,
            String action,
            @Nullable UUID unit,
            @Nullable String detail) {}
}
