package vn.lantoa.organization.view;

import java.time.Instant;

/// Who looked at a record or changed it.
public record ReaderRow(Instant at, String who, String action) {}
