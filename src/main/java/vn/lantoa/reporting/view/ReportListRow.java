package vn.lantoa.reporting.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Rate;

/// A campaign with the report of the highest unit the reader may see.
///
/// @param today whether the unit is not in the campaign's tree, so that its figure is that of today's tree; such a unit
/// writes no remarks
/// @param closed whether that unit has said that its figure is complete
/// @param remarked whether it wrote its remarks
public record ReportListRow(
        UUID id,
        String title,
        LocalDate cutOff,
        LocalDate closesOn,
        @Nullable Instant closedAt,
        UUID unit,
        String unitName,
        boolean today,
        long total,
        long studied,
        boolean closed,
        boolean remarked,
        boolean export) {

    public boolean draft() {
        return !closed && closedAt == null;
    }

    public Rate gross() {
        return new Rate(studied, total);
    }

    public String page() {
        return "/reporting/campaigns/" + id + "?unit=" + unit + basis();
    }

    public String file(String kind) {
        return "/reporting/campaigns/" + id + "/report." + kind + "?unit=" + unit + basis();
    }

    private String basis() {
        return today ? "&basis=now" : "";
    }
}
