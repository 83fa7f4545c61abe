package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.paper.Progress.Step.JUDGING;
import static vn.lantoa.paper.Progress.Step.WRITING;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Table;

/// Takes a file of members in: all of it or, where the sender wants it, the rows that are in order. Safe to repeat: the
/// same file again changes nothing. A column that the file lacks and an exemption that it does not name stay as they
/// are; nobody is removed. Cells outside the actor's scope are answered like unknown ones.
@Component
class MemberImport {

    private final JdbcClient db;
    private final IncomingMembers incoming;
    private final JudgedMembers judged;
    private final KeptMembers kept;
    private final Lock lock;
    private final Audit audit;

    MemberImport(
            JdbcClient db, IncomingMembers incoming, JudgedMembers judged, KeptMembers kept, Lock lock, Audit audit) {
        this.db = db;
        this.incoming = incoming;
        this.judged = judged;
        this.kept = kept;
        this.lock = lock;
        this.audit = audit;
    }

    /// Reads the whole `file`, judges every row, and takes it in unless this is a dry run or something is wrong.
    ///
    /// @param partial takes the rows that are in order although others are not
    @Transactional
    Imported take(Actor actor, Table file, boolean dryRun, boolean partial, LocalDate today) {
        actor.require(KEEP_MEMBERS);
        var rejections = new Rejections();
        makeRoom();
        int rows = incoming.read(file, rejections, today);
        if (!dryRun) lock.whole();
        file.progress().at(JUDGING, rows);
        judged.judge(actor.scope(KEEP_MEMBERS), file);
        judged.reject(rejections);

        int accepted = rows - rejections.rejected();
        var result = rejections.result(accepted);
        var counts = judged.counts();
        boolean keeps = !dryRun && accepted > 0 && (partial || result.clean());
        if (keeps) {
            file.progress().at(WRITING, accepted);
            kept.keep(file, today);
            audit.note(actor, "organization.members.import", null, actor.home(), detail(result, counts));
        }
        return new Imported(
                result,
                counts.created(),
                counts.changed(),
                accepted - counts.created() - counts.changed(),
                keeps,
                file.notices());
    }

    private static String detail(ImportResult result, JudgedMembers.Counts counts) {
        return "%d rows: %d new, %d changed, %d refused"
                .formatted(
                        result.accepted() + result.rejected(), counts.created(), counts.changed(), result.rejected());
    }

    /// Lets this transaction sort and join a hundred thousand rows in memory, and gather what is new for the search
    /// index so that it is filed once at the end.
    private void makeRoom() {
        db.sql("set local work_mem = '64MB'").update();
        db.sql("set local maintenance_work_mem = '128MB'").update();
        db.sql("set local gin_pending_list_limit = '128MB'").update();
    }
}
