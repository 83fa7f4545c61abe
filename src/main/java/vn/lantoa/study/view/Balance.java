package vn.lantoa.study.view;

import org.springframework.modulith.NamedInterface;

/// How the figure of a unit with everything below it went from the opening to today: opening, adjustments, closing
/// figure. A move within the subtree changes nothing here.
@NamedInterface("figures")
public record Balance(
        long openingTotal,
        long openingProbationary,
        long openingExempt,
        long added,
        long movedIn,
        long movedOut,
        long removed,
        long exempted,
        long notExempted,
        long standings,
        long closingTotal,
        long closingProbationary,
        long closingExempt) {

    /// Whether anything was adjusted.
    public boolean moved() {
        return added + movedIn + movedOut + removed + exempted + notExempted + standings > 0;
    }
}
