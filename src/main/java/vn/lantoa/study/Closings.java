package vn.lantoa.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.ClosedFigure;

/// When units closed their figures and what they counted then. Public for reports, which say what has changed since.
@Component
public class Closings {

    private final JdbcClient db;

    Closings(JdbcClient db) {
        this.db = db;
    }

    /// Keeps what `unit` counts now as what it counted when it closed at `at`.
    void keep(CampaignId campaign, UnitId unit, Instant at) {
        keep("select 1 from study.keep_figures(:campaign, array[:unit::uuid], :at)", campaign, at, unit);
    }

    /// Keeps what those units count now that only the end of the campaign at `at` closes.
    void keepOpen(CampaignId campaign, Instant at) {
        keep("select 1 from study.keep_figures(:campaign, study.never_closed(:campaign), :at)", campaign, at, null);
    }

    private void keep(String sql, CampaignId campaign, Instant at, @Nullable UnitId unit) {
        var statement = db.sql(sql).param("campaign", campaign.value()).param("at", at.atOffset(ZoneOffset.UTC));
        if (unit != null) statement = statement.param("unit", unit.value());
        statement.query(Integer.class).list();
    }

    /// The closings of `unit` and of those directly below it in the campaign's tree, each unit's oldest first. Nothing
    /// is checked: whoever asks has found the unit by a scope.
    public Map<UUID, List<ClosedFigure>> of(CampaignId campaign, UnitId unit) {
        return db
                .sql("""
                with part as (
                    select u.unit
                    from   study.campaign_unit u
                    where  u.campaign = :campaign
                    and    (u.unit = :unit or u.parent = :unit)
                ),
                closing as (
                    select c.unit, c.closed_at, c.reopened_at, false as ended
                    from   study.closure c
                    join   part p on p.unit = c.unit
                    where  c.campaign = :campaign
                    union  all
                    select f.unit, e.ended_at, e.reopened_at, true
                    from   study.ending e
                    join   study.closed_figure f on f.campaign = e.campaign and f.closed_at = e.ended_at
                    join   part p on p.unit = f.unit
                    where  e.campaign = :campaign
                    and    not exists (select from study.closure c
                                       where  c.campaign = f.campaign
                                       and    c.unit = f.unit
                                       and    c.closed_at = f.closed_at)
                )
                select   c.unit, c.closed_at, c.reopened_at, c.ended, f.unit is not null as kept, f.total,
                         f.probationary, f.exempt, f.studied, f.studied_exempt, f.excused, f.absent, f.made_up,
                         f.key_cadre, f.key_cadre_studied
                from     closing c
                left     join study.closed_figure f on f.campaign = :campaign
                                                   and f.unit = c.unit
                                                   and f.closed_at = c.closed_at
                order by c.unit, c.closed_at
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query((row, number) -> Map.entry(row.getObject("unit", UUID.class), closed(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static ClosedFigure closed(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime reopened = row.getObject("reopened_at", OffsetDateTime.class);
        return new ClosedFigure(
                row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                reopened == null ? null : reopened.toInstant(),
                row.getBoolean("ended"),
                row.getBoolean("kept")
                        ? new ClosedFigure.Counts(
                                row.getLong("total"),
                                row.getLong("probationary"),
                                row.getLong("exempt"),
                                row.getLong("studied"),
                                row.getLong("studied_exempt"),
                                row.getLong("excused"),
                                row.getLong("absent"),
                                row.getLong("made_up"),
                                row.getLong("key_cadre"),
                                row.getLong("key_cadre_studied"))
                        : null);
    }
}
