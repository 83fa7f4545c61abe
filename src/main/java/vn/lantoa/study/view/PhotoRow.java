package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;

/// A picture of a sheet of a signed roll.
public record PhotoRow(UUID id, String name, long bytes, String mediaType, String sentBy, Instant sentAt) {}
