package vn.lantoa.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.BoardRow;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.Figure;

/// What a board shows of subordinate units beside their figures: how far they are closed and what their heads did.
@Component
class BoardRows {

    private final JdbcClient db;
    private final Figures figures;

    BoardRows(JdbcClient db, Figures figures) {
        this.db = db;
        this.figures = figures;
    }

    /// The units directly under `unit` as far as `scope` reaches, in the order of the tree.
    ///
    /// @param today on which guests are attached
    List<BoardRow> of(Scope scope, CampaignId campaign, UnitId unit, LocalDate today) {
        return of(campaign, unit, figures.children(scope, campaign, unit), today);
    }

    /// The units directly under `unit`, whose figures are `children`, in the same order.
    List<BoardRow> of(CampaignId campaign, UnitId unit, List<Figure> children, LocalDate today) {
        if (children.isEmpty()) return List.of();
        var progress = progress(campaign, unit, today);
        return children.stream()
                .map(figure ->
                        progress.getOrDefault(figure.unit(), Progress.NONE).row(figure))
                .toList();
    }

    /// Whether `unit` itself has said that its figure is complete.
    boolean closed(CampaignId campaign, BoardUnit unit) {
        return db.sql("""
                select exists (select
                               from   study.closure c
                               where  c.campaign = :campaign
                               and    c.unit = :unit
                               and    c.reopened_at is null)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.unit())
                .query(Boolean.class)
                .single();
    }

    /// Symbols (or titles, where a document has none) of the campaign's documents.
    List<String> documents(CampaignId campaign) {
        return db.sql("""
                select d.symbol
                from   study.campaign_document c
                join   library.document d on d.id = c.document
                where  c.campaign = :campaign
                order  by c.position
                """)
                .param("campaign", campaign.value())
                .query(String.class)
                .list();
    }

    int topics(CampaignId campaign) {
        return db.sql("select count(*) from study.topic t where t.campaign = :campaign")
                .param("campaign", campaign.value())
                .query(Integer.class)
                .single();
    }

    private Map<UUID, Progress> progress(CampaignId campaign, UnitId unit, LocalDate today) {
        return db
                .sql("""
                with waiting as materialized ( -- asked once, not of each unit below
                    select w.place
                    from   study.campaign_unit t
                    cross  join study.waiting_guests(:campaign, t.position, t.last, :today) w
                    where  t.campaign = :campaign
                    and    t.unit = :unit
                )
                select u.unit, count(t.position) as cells, count(c.unit) as closed_cells,
                       coalesce(bool_or(o.unit is not null), false) as closed,
                       coalesce(bool_or(h.presented), false) as presented,
                       coalesce(bool_or(h.chaired), false) as chaired, coalesce(max(g.guests), 0) as guests
                from   study.campaign_unit u
                left   join study.tally t on t.campaign = u.campaign
                                         and t.position between u.position and u.last
                                         and t.total > 0
                left   join study.closure c on c.campaign = :campaign
                                           and c.unit = t.unit
                                           and c.reopened_at is null
                left   join study.closure o on o.campaign = :campaign
                                           and o.unit = u.unit
                                           and o.reopened_at is null
                left   join (
                           select   e.host, bool_or(e.head_presented) as presented, bool_or(e.head_chaired) as chaired
                           from     study.session e
                           where    e.campaign = :campaign
                           group by e.host) h on h.host = u.unit
                left   join (
                           select   b.unit, count(*) as guests
                           from     waiting w
                           join     study.campaign_unit b on b.campaign = :campaign
                                                         and b.parent = :unit
                                                         and w.place between b.position and b.last
                           group by b.unit) g on g.unit = u.unit
                where  u.campaign = :campaign
                and    u.parent = :unit
                group  by u.unit
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("today", today)
                .query(Progress.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Progress::unit, Function.identity()));
    }

    private record Progress(
            UUID unit, int cells, int closedCells, boolean closed, boolean presented, boolean chaired, long guests) {

        static final Progress NONE = new Progress(Scope.EVERYTHING, 0, 0, false, false, false, 0);

        BoardRow row(Figure figure) {
            return new BoardRow(figure, cells, closedCells, closed, presented, chaired, guests);
        }
    }
}
