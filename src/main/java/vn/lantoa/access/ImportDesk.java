package vn.lantoa.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// What every page for imports shows, whatever is imported.
///
/// @param here address of the page
/// @param run the run that is looked at, or null
/// @param refused why what was just asked for was refused, or null
/// @param recent the reader's newest runs
/// @param partly whether right rows may be taken although others are wrong
public record ImportDesk(
        String here, @Nullable ImportRun run, @Nullable Refused refused, List<ImportRun> recent, boolean partly) {

    public ImportDesk {
        recent = List.copyOf(recent);
    }

    /// The status of the page.
    public int status() {
        if (refused != null) return refused.status();
        return run == null ? 200 : run.status();
    }

    /// Address of a run's file with what is wrong with each row beside it.
    public String marked(ImportRun one) {
        return of(one) + "/result.xlsx";
    }

    /// Address of a run's own page.
    public String of(ImportRun one) {
        return here + "/runs/" + one.id();
    }
}
