package vn.lantoa.organization.view;

import java.util.List;
import vn.lantoa.paper.Notice;
import vn.lantoa.paper.RowError;

/// What a page tells of an import that was tried or done.
///
/// @param unlisted errors beyond those in the list
public record ImportPage(
        boolean dryRun,
        boolean kept,
        int accepted,
        int rejected,
        int created,
        int changed,
        int unchanged,
        List<RowError> errors,
        int unlisted,
        List<Notice> notices) {

    public ImportPage {
        errors = List.copyOf(errors);
        notices = List.copyOf(notices);
    }
}
