package vn.lantoa.study.view;

import vn.lantoa.kernel.Rate;

/// A subordinate unit on a board.
///
/// @param cells units at or below it that have members of their own
/// @param closedCells of them closed
/// @param closed whether the unit itself said that its figure is complete
/// @param presented whether its head presented at a session it hosted
/// @param chaired whether its head chaired one
/// @param guests people temporarily attached at or below it about whom nothing is recorded; they count at home
public record BoardRow(
        Figure figure, int cells, int closedCells, boolean closed, boolean presented, boolean chaired, long guests) {

    public int openCells() {
        return cells - closedCells;
    }

    public Rate duty() {
        return figure.rates().duty();
    }

    public Rate gross() {
        return figure.rates().gross();
    }
}
