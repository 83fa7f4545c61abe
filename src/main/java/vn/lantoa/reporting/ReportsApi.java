package vn.lantoa.reporting;

import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lantoa.access.Actor;
import vn.lantoa.study.Basis;
import vn.lantoa.study.CampaignId;

/// Result reports for programs.
@RestController
class ReportsApi {

    private final ReportExport export;
    private final Clock clock;

    ReportsApi(ReportExport export, Clock clock) {
        this.export = export;
        this.clock = clock;
    }

    /// The result report of a unit as CSV, XLSX, DOCX or PDF.
    ///
    /// @param unit its code in the campaign's tree; the highest one of the caller's without it
    /// @param basis `was` (also without it), `now` or `bridged`; on the latter two the code is one of today's tree, or
    /// an ended unit's, which stands for its heir
    @GetMapping("/api/v1/campaigns/{id}/report.{file:csv|xlsx|docx|pdf}")
    ResponseEntity<Resource> report(
            Actor actor,
            @PathVariable CampaignId id,
            @PathVariable String file,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String basis,
            Locale locale) {
        var kind = ReportFile.of(file);
        return answer(kind, export.byCode(actor, id, unit, Basis.of(basis), kind, locale, clock.instant()));
    }

    static ResponseEntity<Resource> answer(ReportFile kind, ReportExport.Taken taken) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, kind.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(taken.name())
                                .build()
                                .toString())
                .body(taken.file());
    }
}
