package vn.lantoa.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A token of a program as its owner sees it; the secret is not kept.
///
/// @param lastUsedOn null if never
public record Token(
        UUID id, String label, Instant createdAt, @Nullable LocalDate lastUsedOn) {}
