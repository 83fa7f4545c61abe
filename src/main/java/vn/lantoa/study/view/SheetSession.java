package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;

/// A session as a sheet's form offers it.
public record SheetSession(UUID id, String title, Instant startsAt) {}
