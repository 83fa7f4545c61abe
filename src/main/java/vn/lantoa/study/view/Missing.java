package vn.lantoa.study.view;

import java.util.List;

/// A part of the units of which somebody is accounted for in no way.
///
/// @param from how many units come before the first of `rows`
/// @param people of all units together
/// @param units how many units there are in all
public record Missing(List<AbsenceRow> rows, int from, long people, long units) {

    public Missing {
        rows = List.copyOf(rows);
    }

    public int to() {
        return from + rows.size();
    }
}
