package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody on the roster who may be put on the list of a site.
///
/// @param site that expects him or her now, or null
/// @param listed whether he or she is on the list already
public record FoundPerson(
        UUID member,
        String memberNo,
        String fullName,
        String cell,
        @Nullable String site,
        boolean listed) {}
