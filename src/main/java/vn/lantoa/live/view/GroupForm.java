package vn.lantoa.live.view;

import java.util.List;

/// A group as it was typed.
///
/// @param site id of the site, or empty
/// @param chair number or name of who leads it; `chairNo` the number chosen among several of that name; the secretary
/// alike
/// @param units ids of those whose people sit in it
public record GroupForm(
        String name,
        String room,
        String site,
        String chair,
        String chairNo,
        String secretary,
        String secretaryNo,
        List<String> units) {

    public GroupForm {
        units = List.copyOf(units);
    }
}
