package vn.lantoa.access.view;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.access.Places;

/// A post on the page of an account.
///
/// @param place null for the whole tree
/// @param held whether it can still be taken away
public record PostLine(
        UUID id,
        String role,
        Places.@Nullable Place place,
        LocalDate fromOn,
        @Nullable LocalDate untilOn,
        boolean held) {}
