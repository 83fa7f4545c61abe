package vn.lantoa.study.view;

import java.util.UUID;

/// How many people of a unit need a make-up session: neither studied nor exempt.
///
/// @param called of them are called to a make-up session that is not closed
public record MakeUpRow(
        UUID unit,
        String code,
        String name,
        String parentName,
        long unrecorded,
        long absent,
        long excused,
        long called) {

    public long people() {
        return unrecorded + absent + excused;
    }
}
