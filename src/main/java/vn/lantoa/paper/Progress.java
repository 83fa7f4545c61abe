package vn.lantoa.paper;

/// Who hears how far the import of a file has come. Called often and from within the import's transaction: it must
/// be quick and must not touch that transaction's connection.
@FunctionalInterface
public interface Progress {

    /// Nobody listens.
    Progress UNHEARD = (step, rows) -> {};

    /// @param rows that the step has got through, or is about to get through at once
    void at(Step step, int rows);

    /// What happens to a file, in this order.
    enum Step {
        WAITING,
        READING,
        JUDGING,
        WRITING
    }
}
