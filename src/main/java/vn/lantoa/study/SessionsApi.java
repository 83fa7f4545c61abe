package vn.lantoa.study;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;

/// Sessions of a campaign for other programs (design.md, interfaces).
@RestController
class SessionsApi {

    private final Scheduling scheduling;
    private final Sessions sessions;
    private final Sites sites;

    SessionsApi(Scheduling scheduling, Sessions sessions, Sites sites) {
        this.scheduling = scheduling;
        this.sessions = sessions;
        this.sites = sites;
    }

    @PostMapping("/api/v1/campaigns/{campaign}/sessions")
    ResponseEntity<Scheduled> create(Actor actor, @PathVariable CampaignId campaign, @RequestBody NewSession asked) {
        actor.require(Permission.SCHEDULE);
        var id = scheduling.schedule(actor, campaign, asked.plan());
        var session = sessions.require(actor.scope(Permission.SCHEDULE), id);
        var held = sites.of(session).stream()
                .map(site -> new Held(site.id(), site.unitCode(), site.name()))
                .toList();
        return ResponseEntity.created(URI.create("/api/v1/sessions/" + id.value()))
                .body(new Scheduled(id.value(), held));
    }

    record NewSession(
            @Nullable String title,
            @Nullable String form,
            @Nullable String host,
            @Nullable OffsetDateTime startsAt,
            @Nullable OffsetDateTime endsAt,
            @Nullable List<@Nullable Integer> topics,
            @Nullable Boolean makeUp,
            @Nullable Boolean forKeyCadres,
            @Nullable List<@Nullable NewSite> sites) {

        SessionPlan plan() {
            return new SessionPlan(
                    title == null ? "" : title,
                    Rule.form(form),
                    Boolean.TRUE.equals(makeUp),
                    Boolean.TRUE.equals(forKeyCadres),
                    host == null ? "" : host,
                    moment("study.field.starts-at", startsAt),
                    moment("study.field.ends-at", endsAt),
                    topics == null
                            ? null
                            : topics.stream()
                                    .map(number -> number == null ? 0 : number)
                                    .toList(),
                    null,
                    null,
                    sites == null
                            ? List.of()
                            : sites.stream().map(NewSite::plan).toList());
        }

        private static java.time.Instant moment(String field, @Nullable OffsetDateTime at) {
            if (at == null) throw Refused.invalid("study.typed.missing", Typed.label(field));
            Typed.possible(field, at.toLocalDate());
            return at.toInstant();
        }
    }

    record NewSite(
            @Nullable String unit,
            @Nullable String name,
            @Nullable Integer capacity,
            @Nullable Boolean main) {

        static SessionPlan.SitePlan plan(@Nullable NewSite site) {
            if (site == null) throw Refused.invalid("study.typed.missing", Typed.label("study.field.site-unit"));
            return new SessionPlan.SitePlan(
                    null,
                    site.unit == null ? "" : site.unit,
                    site.name == null ? "" : site.name,
                    site.capacity,
                    Boolean.TRUE.equals(site.main));
        }
    }

    record Scheduled(UUID id, List<Held> sites) {}

    record Held(UUID id, String unit, String name) {}
}
