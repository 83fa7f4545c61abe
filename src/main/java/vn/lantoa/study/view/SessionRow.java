package vn.lantoa.study.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Form;

/// A session in a list.
///
/// @param present people recorded at it whose fact stands
/// @param invited people called to a make-up session
public record SessionRow(
        UUID id,
        String title,
        Form form,
        boolean makeUp,
        boolean forKeyCadres,
        String hostName,
        Instant startsAt,
        Instant endsAt,
        long sites,
        long present,
        long invited,
        @Nullable Instant closedAt) {}
