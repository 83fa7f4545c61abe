package vn.lantoa.study;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.UnitId;

/// Tells an open board when its figures have changed.
@Controller
class LiveController {

    private final Campaigns campaigns;
    private final Bases bases;
    private final LiveStreams streams;

    LiveController(Campaigns campaigns, Bases bases, LiveStreams streams) {
        this.campaigns = campaigns;
        this.bases = bases;
        this.streams = streams;
    }

    @GetMapping(path = "/study/campaigns/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> show(
            Actor actor,
            @PathVariable CampaignId id,
            @RequestParam UnitId unit,
            @RequestParam(name = "basis", required = false) @Nullable String word,
            @RequestParam(defaultValue = "") String version,
            HttpServletRequest request) {
        var scope = actor.scope(Permission.READ);
        campaigns.require(scope, id);
        var basis = Basis.of(word);
        var seen = bases.place(scope, id, basis, unit);
        var extent = bases.extent(id, basis, seen);
        var session = request.getSession(false);

        var viewer = new LiveFigures.Viewer(
                session == null ? "" : session.getId(), actor.account().value(), id.value(), seen.unit());
        var watched = new LiveFigures.Watched(id.value(), extent.first(), extent.last());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(streams.open(viewer, watched, version));
    }
}
