package vn.lantoa.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.OpenPages;
import vn.lantoa.page.Shared;
import vn.lantoa.study.view.BoardPage;
import vn.lantoa.study.view.BoardRow;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.Figure;
import vn.lantoa.study.view.Grounds;
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
    private final Bases bases;
    private final TodayFigures today;
    private final BoardRows rows;
    private final Figures figures;
    private final Names names;
    private final LiveFigures live;
    private final TransactionTemplate moment;
    private final Cache<Shown, Drawn> shown = Caffeine.newBuilder()
            .expireAfterWrite(OpenPages.TICK)
            .scheduler(Scheduler.systemScheduler()) // a drawn province is a quarter of a megabyte
            .maximumSize(200)
            .build();

    Board(
            BoardTree tree,
            Bases bases,
            TodayFigures today,
            BoardRows rows,
            Figures figures,
            Names names,
            LiveFigures live,
            PlatformTransactionManager transactions) {
        this.tree = tree;
        this.bases = bases;
        this.today = today;
        this.rows = rows;
        this.figures = figures;
        this.names = names;
        this.live = live;
        this.moment = new TransactionTemplate(transactions);
        this.moment.setReadOnly(true);
        this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// The board of `wanted` on `basis`, or of the highest unit that `actor` may read.
    ///
    /// @param view the picture: `map`, `columns` or `table`
    /// @param campaign open or closed, and touched by what `actor` may read
    /// @throws NotFound if `actor` may not read the unit, or nothing of the campaign is counted there on `basis`
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    BoardPage of(Actor actor, Campaign campaign, Basis basis, @Nullable UnitId wanted, String view, Instant at) {
        var scope = actor.scope(Permission.READ);
        var id = campaign.campaignId();
        var unit = bases.place(scope, id, basis, wanted);
        return page(campaign, basis, read(scope, id, basis, unit, at), rights(actor, id, basis, unit), view, at);
    }

    /// The same for a board that is open already and fetches what has changed: what stands above the cells is read and
    /// drawn once for all who look with the same rights, and again when [LiveStreams] has looked for changes since, at
    /// the latest after a second. Whoever waits for that drawing holds no connection meanwhile, so that doors find one.
    Drawn again(Actor actor, Campaign campaign, Basis basis, UnitId wanted, String view, Instant at) {
        var scope = actor.scope(Permission.READ);
        var id = campaign.campaignId();
        var unit = bases.place(scope, id, basis, wanted);
        var rights = rights(actor, id, basis, unit);
        var key = new Shown(campaign, basis, unit.unit(), scope, rights, view, live.looks());
        return unit.leaf() ? draw(key, unit, at) : shown.get(key, asked -> draw(asked, unit, at));
    }

    private Drawn draw(Shown asked, BoardUnit unit, Instant at) {
        return Objects.requireNonNull(moment.execute(begun -> {
            var seen = read(asked.scope, asked.campaign.campaignId(), asked.basis, unit, at);
            return new Drawn(page(asked.campaign, asked.basis, seen, asked.rights, asked.view, at), new Shared());
        }));
    }

    private BoardPage page(
            Campaign campaign, Basis basis, Seen seen, BoardPage.Rights rights, String view, Instant at) {
        var id = campaign.campaignId();
        var unit = seen.unit();
        var weights = seen.below().stream().map(row -> row.figure().total()).toList();
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
                seen.path(),
                seen.figure(),
                seen.closed(),
                seen.below(),
                view,
                view.equals("map") ? BoardTreemap.of(weights, WIDE) : List.of(),
                view.equals("map") ? BoardTreemap.of(weights, TALL) : List.of(),
                ranked(seen.siblings()),
                unit.leaf() && rights.names() ? members(id, bases.extent(id, basis, unit), Zone.day(at)) : List.of(),
                seen.version(),
                at,
                rights,
                seen.grounds());
    }

    /// The unit of `actor`'s post where the campaign's tree does not know it yet, but units that it holds today.
    Optional<UUID> founded(Actor actor, CampaignId id) {
        return tree.founded(actor.scope(Permission.READ), id);
    }

    private Seen read(Scope scope, CampaignId id, Basis basis, BoardUnit unit, Instant at) {
        return basis == Basis.WAS ? was(scope, id, unit, Zone.day(at)) : today(scope, id, basis, unit);
    }

    private Seen was(Scope scope, CampaignId id, BoardUnit unit, LocalDate day) {
        var place = new UnitId(unit.unit());
        var path = tree.above(scope, id, unit);
        var family = figures.family(scope, id, place);
        return new Seen(
                unit,
                path,
                family.unit(),
                rows.closed(id, unit),
                rows.of(id, place, family.children(), day),
                path.isEmpty()
                        ? List.of()
                        : figures.children(scope, id, new UnitId(path.getLast().unit())),
                live.version(id, unit),
                bases.grounds(scope, id, Basis.WAS, unit, 0));
    }

    private Seen today(Scope scope, CampaignId id, Basis basis, BoardUnit unit) {
        var path = bases.above(scope, id, basis, unit);
        var household = today.household(scope, id, basis, unit.unit());
        var whole = household.whole();
        return new Seen(
                unit.over(whole.figure().units()),
                path,
                whole.figure(),
                whole.row().closed(),
                household.below().stream().map(TodayFigures.Counted::row).toList(),
                path.isEmpty()
                        ? List.of()
                        : figures.children(
                                scope, id, basis, new UnitId(path.getLast().unit())),
                live.version(id, new Extent(whole.first(), whole.last(), null)),
                bases.grounds(
                        scope,
                        id,
                        basis,
                        unit,
                        bases.subordinates(unit) - household.below().size()));
    }

    private static List<BoardRow> ranked(List<Figure> siblings) {
        return siblings.stream()
                .filter(figure -> figure.total() > 0)
                .map(figure -> new BoardRow(figure, 0, 0, false, false, false, 0))
                .sorted(BEST_FIRST)
                .toList();
    }

    private List<NameRow> members(CampaignId id, Extent extent, LocalDate day) {
        return names.page(id, extent, NamesFilter.of(null, null, null), null, NAMES, day);
    }

    /// What is done to a campaign is done in its own tree, so that other bases only show.
    private BoardPage.Rights rights(Actor actor, CampaignId id, Basis basis, BoardUnit unit) {
        var names = tree.reaches(actor.scope(Permission.READ_NAMES), id, unit);
        if (basis != Basis.WAS) return new BoardPage.Rights(names, false, false, false);
        return new BoardPage.Rights(
                names, actor.may(Permission.RECORD), actor.may(Permission.SCHEDULE), actor.may(Permission.CLOSE_UNIT));
    }

    /// What a basis shows of a unit.
    private record Seen(
            BoardUnit unit,
            List<BoardUnit> path,
            Figure figure,
            boolean closed,
            List<BoardRow> below,
            List<Figure> siblings,
            String version,
            Grounds grounds) {}

    /// @param shared what of it changes while it is open, as a piece of a page
    record Drawn(BoardPage page, Shared shared) {}

    /// @param scope of whoever reads: it decides how far up the path goes and whether the neighbours are seen
    /// @param looks as of which look for changes
    private record Shown(
            Campaign campaign, Basis basis, UUID unit, Scope scope, BoardPage.Rights rights, String view, long looks) {}
}
