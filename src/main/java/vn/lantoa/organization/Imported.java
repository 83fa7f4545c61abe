package vn.lantoa.organization;

import java.util.List;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Notice;

/// How an import of units or members went.
///
/// @param created rows that were (or, in a dry run, would be) added
/// @param changed rows that differed from what was known
/// @param unchanged rows that said nothing new
/// @param kept whether anything of the file was taken; a dry run keeps nothing
/// @param notices what the reader should know although nothing is wrong with it
record Imported(ImportResult result, int created, int changed, int unchanged, boolean kept, List<Notice> notices) {

    Imported {
        notices = List.copyOf(notices);
    }
}
