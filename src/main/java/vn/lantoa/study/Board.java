package vn.lantoa.study;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.BoardPage;
import vn.lantoa.study.view.BoardRow;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.NameRow;

/// Reads a campaign as one unit sees it, all of it at one moment, so that a unit is always the sum of its parts.
@Component
class Board {

    /// So many names of a cell stand on its board; the rest follow on the page of names.
    static final int NAMES = 300;

    private static final double WIDE = 2.4;
    private static final double TALL = 0.85;

    /// By the exact fraction, never by a printed one; where nobody is on duty, last.
    private static final Comparator<BoardRow> BEST_FIRST = (one, other) -> {
        var first = one.duty();
        var second = other.duty();
        if (first.empty() || second.empty()) return Boolean.compare(first.empty(), second.empty());
        return Long.compare(
                Math.multiplyExact(second.part(), first.whole()), Math.multiplyExact(first.part(), second.whole()));
    };

    private final BoardTree tree;
    private final BoardRows rows;
    private final Figures figures;
    private final Names names;
    private final LiveFigures live;

    Board(BoardTree tree, BoardRows rows, Figures figures, Names names, LiveFigures live) {
        this.tree = tree;
        this.rows = rows;
        this.figures = figures;
        this.names = names;
        this.live = live;
    }

    /// The board of `unit`, or of the highest unit that `actor` may read.
    ///
    /// @param view the picture: `map`, `columns` or `table`
    /// @param campaign open or closed, and touched by what `actor` may read
    /// @throws NotFound if `actor` may not read the unit or the campaign's tree lacks it
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    BoardPage of(Actor actor, Campaign campaign, @Nullable UnitId wanted, String view, Instant at) {
        var scope = actor.scope(Permission.READ);
        var id = campaign.campaignId();
        var unit = wanted == null ? tree.top(scope, id) : tree.require(scope, id, wanted);
        var place = new UnitId(unit.unit());
        var path = tree.above(scope, id, unit);
        var family = figures.family(scope, id, place);
        var below = rows.of(id, place, family.children());
        var weights = below.stream().map(row -> row.figure().total()).toList();
        var rights = rights(actor, unit);
        return new BoardPage(
                campaign.id(),
                campaign.title(),
                campaign.cutOff(),
                campaign.rosterAsOf(),
                campaign.closesOn(),
                campaign.closedAt(),
                rows.documents(id),
                rows.topics(id),
                campaign.target(),
                unit,
                path,
                family.unit(),
                rows.closed(id, unit),
                below,
                view,
                view.equals("map") ? BoardTreemap.of(weights, WIDE) : List.of(),
                view.equals("map") ? BoardTreemap.of(weights, TALL) : List.of(),
                path.isEmpty()
                        ? List.of()
                        : siblings(scope, id, new UnitId(path.getLast().unit())),
                unit.leaf() && rights.names() ? members(id, unit) : List.of(),
                live.version(id, unit),
                at,
                rights);
    }

    /// What [BoardPage#version] would be now.
    ///
    /// @throws NotFound if `actor` may not read the unit
    String version(Actor actor, CampaignId id, UnitId wanted) {
        return live.version(id, tree.require(actor.scope(Permission.READ), id, wanted));
    }

    private List<BoardRow> siblings(Scope scope, CampaignId id, UnitId parent) {
        return figures.children(scope, id, parent).stream()
                .filter(figure -> figure.total() > 0)
                .map(figure -> new BoardRow(figure, 0, 0, false, false, false))
                .sorted(BEST_FIRST)
                .toList();
    }

    private List<NameRow> members(CampaignId id, BoardUnit unit) {
        return names.page(id, unit, NamesFilter.of(null, null, null), null, NAMES);
    }

    private BoardPage.Rights rights(Actor actor, BoardUnit unit) {
        return new BoardPage.Rights(
                tree.reaches(actor.scope(Permission.READ_NAMES), unit),
                actor.may(Permission.RECORD),
                actor.may(Permission.SCHEDULE),
                actor.may(Permission.CLOSE_UNIT));
    }
}
