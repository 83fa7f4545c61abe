package vn.lantoa.study.view;

import org.jspecify.annotations.Nullable;

/// A site as the file of sites has it.
public record SiteExport(
        String unitCode,
        String name,
        String hall,
        String address,
        @Nullable Integer capacity,
        String chair,
        @Nullable String operator,
        String expects,
        boolean main,
        String note) {}
