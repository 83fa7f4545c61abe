package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;
import static vn.lantoa.paper.Progress.Step.JUDGING;
import static vn.lantoa.paper.Progress.Step.WRITING;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Table;

/// Takes a file of units in, whatever the order of its rows: all of it or, where the sender wants it, the rows that can
/// stand without the others. Safe to repeat: the same file again changes nothing. A unit that the file does not name
/// stays. Units outside the actor's scope are answered like unknown ones.
@Component
class UnitImport {

    private final IncomingUnits incoming;
    private final FutureTree future;
    private final JudgedUnits judged;
    private final KeptUnits kept;
    private final Lock lock;
    private final Audit audit;

    UnitImport(IncomingUnits incoming, FutureTree future, JudgedUnits judged, KeptUnits kept, Lock lock, Audit audit) {
        this.incoming = incoming;
        this.future = future;
        this.judged = judged;
        this.kept = kept;
        this.lock = lock;
        this.audit = audit;
    }

    /// Reads the whole `file`, judges every row and the tree that would come of it, and takes it in unless this is a
    /// dry run or something is wrong.
    ///
    /// @param partial takes the rows that are in order although others are not
    @Transactional
    Imported take(Actor actor, Table file, boolean dryRun, boolean partial, LocalDate today) {
        actor.require(ORGANIZE);
        var rejections = new Rejections();
        int rows = incoming.read(file, rejections, today);
        if (!dryRun) lock.whole();
        file.progress().at(JUDGING, rows);
        // leaving out a wrong row may leave another without its parent, and so on; each round leaves out at least one
        do {
            future.lay();
            judged.judge(actor.scope(ORGANIZE), today);
            judged.reject(rejections);
            future.reject(rejections);
        } while (partial && incoming.leaveOut(rejections));

        int accepted = rows - rejections.rejected();
        var result = rejections.result(accepted);
        if (!result.clean() && !partial) incoming.leaveOut(rejections);
        var counts = judged.counts();
        boolean keeps = !dryRun && accepted > 0 && (partial || result.clean());
        if (keeps) file.progress().at(WRITING, accepted);
        if (keeps && counts.created() + counts.changed() > 0) kept.keep(today);
        if (keeps) audit.note(actor, "organization.units.import", null, actor.home(), detail(result, counts));
        return new Imported(
                result,
                counts.created(),
                counts.changed(),
                accepted - counts.created() - counts.changed(),
                keeps,
                file.notices());
    }

    private static String detail(ImportResult result, JudgedUnits.Counts counts) {
        return "%d rows: %d new, %d changed, %d refused"
                .formatted(
                        result.accepted() + result.rejected(), counts.created(), counts.changed(), result.rejected());
    }
}
