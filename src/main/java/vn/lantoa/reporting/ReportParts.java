package vn.lantoa.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.Level;
import vn.lantoa.reporting.view.DirectiveLine;
import vn.lantoa.reporting.view.Held;
import vn.lantoa.reporting.view.ReportUnit;
import vn.lantoa.reporting.view.Told;
import vn.lantoa.reporting.view.TopicLine;
import vn.lantoa.study.Basis;
import vn.lantoa.study.CampaignId;

/// What a result report says beside the figures, for a unit and those directly below it. The unit was asked for with a
/// scope (see [Reports]); here nothing is checked again.
@Component
class ReportParts {

    private static final String PART = """
            with part as (
                select u.unit, u.parent, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    (u.unit = :unit or u.parent = :unit)
            )
            """;

    private final JdbcClient db;

    ReportParts(JdbcClient db) {
        this.db = db;
    }

    /// What each unit held until `at`. A bridge point counts once however many sessions it joined.
    Map<UUID, Held> held(CampaignId campaign, ReportUnit unit, Instant at) {
        var ran = ran(campaign, unit, at);
        var presented = presented(campaign, unit, at);
        return rows(PART + """
                select p.unit,
                       coalesce(l.key_classes, 0) as key_classes, coalesce(l.classes, 0) as classes,
                       coalesce(b.provincial, 0) as provincial, coalesce(b.upper, 0) as upper,
                       coalesce(b.grassroots, 0) as grassroots, f.finished, f.units - f.finished as unfinished
                from   part p
                left   join (
                           select p.unit, count(*) filter (where s.for_key_cadres) as key_classes,
                                  count(*) filter (where not s.for_key_cadres) as classes
                           from   study.session s
                           join   study.campaign_unit h on h.campaign = s.campaign and h.unit = s.host
                           join   part p on h.position between p.position and p.last
                           where  s.campaign = :campaign
                           and    s.starts_at <= :at
                           group  by p.unit) l on l.unit = p.unit
                left   join (
                           select p.unit,
                                  count(*) filter (where d.level in ('CENTRAL', 'PROVINCIAL')) as provincial,
                                  count(*) filter (where d.level = 'UPPER_GRASSROOTS') as upper,
                                  count(*) filter (where d.level in ('GRASSROOTS', 'SECTIONAL', 'CELL')) as grassroots
                           from   (
                               select distinct u.position, u.level, t.unit, t.name
                               from   study.session s
                               join   study.site t on t.session = s.id
                               join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
                               where  s.campaign = :campaign
                               and    s.starts_at <= :at
                               and    s.form = 'BRIDGE'
                           ) d
                           join   part p on d.position between p.position and p.last
                           group  by p.unit) b on b.unit = p.unit
                cross  join lateral (
                           select count(*) as units, count(c.unit) as finished
                           from   study.tally t
                           left   join study.closure c on c.campaign = t.campaign and c.unit = t.unit
                                                      and c.reopened_at is null
                           where  t.campaign = :campaign
                           and    t.position between p.position and p.last
                           and    t.total > 0) f
                """, campaign, unit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> held(row, ran.getOrDefault(id(row), Ran.NOTHING), presented.get(id(row))))
                .list()
                .stream()
                .collect(HashMap::new, (all, one) -> all.put(one.unit, one.held), HashMap::putAll);
    }

    /// What each unit wrote last, and who signs: as it wrote, else who was its secretary when it closed, or on `day`.
    /// Essays are as the unit counted them, else the sum of what the units below counted, the higher one's word going
    /// before.
    Map<UUID, Told> told(CampaignId campaign, ReportUnit unit, LocalDate day) {
        var all = new HashMap<UUID, Told>();
        rows(PART + """
                , newest as (
                    select   distinct on (r.unit) r.*, u.position, u.last
                    from     study.remark r
                    join     study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                    where    r.campaign = :campaign
                    order by r.unit, r.id desc
                ),
                essay as (
                    select p.unit, sum(n.essays_due) as due, sum(n.essays_in) as handed_in
                    from   part p
                    join   newest n on n.position between p.position and p.last
                    where  coalesce(n.essays_due, n.essays_in) is not null
                    and    not exists (select from newest a
                                       where  a.position >= p.position
                                       and    a.position < n.position
                                       and    a.last >= n.position
                                       and    coalesce(a.essays_due, a.essays_in) is not null)
                    group  by p.unit
                )
                select p.unit, coalesce(n.strengths, '') as strengths, coalesce(n.shortcomings, '') as shortcomings,
                       coalesce(n.proposals, '') as proposals, coalesce(nullif(n.signer, ''), s.full_name) as signer,
                       nullif(n.signer_post, '') as signer_post, e.due, e.handed_in
                from   part p
                left   join newest n on n.unit = p.unit
                left   join essay e on e.unit = p.unit
                left   join lateral (
                           select (x.closed_at at time zone 'Asia/Ho_Chi_Minh')::date as day
                           from   study.closure x
                           where  x.campaign = :campaign
                           and    x.unit = p.unit
                           and    x.reopened_at is null) c on true
                left   join lateral (
                           select   m.full_name
                           from     organization.post o
                           join     organization.member m on m.id = o.member
                           where    o.unit = p.unit
                           and      o.kind = 'SECRETARY'
                           and      o.from_on <= coalesce(c.day, :day)
                           and      (o.until_on is null or o.until_on > coalesce(c.day, :day))
                           order by o.from_on desc
                           limit    1) s on true
                """, campaign, unit)
                .param("day", day)
                .query((row, number) -> all.put(
                        id(row),
                        new Told(
                                row.getString("strengths"),
                                row.getString("shortcomings"),
                                row.getString("proposals"),
                                row.getString("signer"),
                                row.getString("signer_post"),
                                row.getObject("due", Long.class),
                                row.getObject("handed_in", Long.class))))
                .list();
        return all;
    }

    List<DirectiveLine> documents(CampaignId campaign) {
        return db.sql("""
                select d.symbol, d.type, d.title, d.issuer, d.issued_on
                from   study.campaign_document c
                join   library.document d on d.id = c.document
                where  c.campaign = :campaign
                order  by c.position
                """)
                .param("campaign", campaign.value())
                .query(DirectiveLine.class)
                .list();
    }

    List<TopicLine> topics(CampaignId campaign) {
        return db.sql("""
                select t.number, t.title, t.presenter, t.by_head
                from   study.topic t
                where  t.campaign = :campaign
                order  by t.number
                """)
                .param("campaign", campaign.value())
                .query(TopicLine.class)
                .list();
    }

    /// Why people of the subtree are excused, the most frequent reason first; their sum is the figure's `excused`.
    Map<String, Long> reasons(CampaignId campaign, ReportUnit unit) {
        var reasons = new LinkedHashMap<String, Long>();
        db.sql("""
                select   coalesce(r.reason, 'OTHER') as reason, count(*) as people
                from     study.roster r
                where    r.campaign = :campaign
                and      r.position between :position and :last
                and      r.outcome = 'EXCUSED'
                and      r.exempt is null
                and      r.removed_on is null
                group by 1
                order by 2 desc, 1
                """)
                .param("campaign", campaign.value())
                .param("position", unit.position())
                .param("last", unit.last())
                .query((row, number) -> reasons.put(row.getString(1), row.getLong(2)))
                .list();
        return reasons;
    }

    /// As [#reasons(CampaignId, ReportUnit)], of the people that are counted at `unit` and below it today.
    Map<String, Long> reasons(CampaignId campaign, Basis basis, ReportUnit unit) {
        var reasons = new LinkedHashMap<String, Long>();
        db.sql("""
                select   coalesce(r.reason, 'OTHER') as reason, count(*) as people
                from     study.places(:campaign, :basis) p
                join     organization.unit_tree k on k.ancestor = :unit and k.descendant = p.unit
                join     study.roster r on r.campaign = :campaign and r.position = p.position
                where    r.outcome = 'EXCUSED'
                and      r.exempt is null
                and      r.removed_on is null
                group by 1
                order by 2 desc, 1
                """)
                .param("campaign", campaign.value())
                .param("basis", basis.name())
                .param("unit", unit.unit())
                .query((row, number) -> reasons.put(row.getString(1), row.getLong(2)))
                .list();
        return reasons;
    }

    /// The secretary of `unit` on `day`, or null if it has none.
    @Nullable
    String secretary(ReportUnit unit, LocalDate day) {
        return db.sql("""
                select   m.full_name
                from     organization.post o
                join     organization.member m on m.id = o.member
                where    o.unit = :unit
                and      o.kind = 'SECRETARY'
                and      o.from_on <= :day
                and      (o.until_on is null or o.until_on > :day)
                order by o.from_on desc
                limit    1
                """)
                .param("unit", unit.unit())
                .param("day", day)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /// Delegates at conferences of the subtree, as they were typed in.
    long delegates(CampaignId campaign, ReportUnit unit) {
        return db.sql("""
                select coalesce(sum(n.people), 0)
                from   (
                    select   distinct on (d.unit, d.session) d.people
                    from     study.declared d
                    join     study.campaign_unit u on u.campaign = d.campaign and u.unit = d.unit
                    where    d.campaign = :campaign
                    and      d.kind = 'DELEGATES'
                    and      u.position between :position and :last
                    order by d.unit, d.session, d.id desc
                ) n
                """)
                .param("campaign", campaign.value())
                .param("position", unit.position())
                .param("last", unit.last())
                .query(Long.class)
                .single();
    }

    /// The units directly below `unit` that have said that their figure is complete.
    Set<UUID> closed(CampaignId campaign, ReportUnit unit) {
        return Set.copyOf(rows("""
                select c.unit
                from   study.closure c
                join   study.campaign_unit u on u.campaign = c.campaign and u.unit = c.unit
                where  c.campaign = :campaign
                and    c.reopened_at is null
                and    u.parent = :unit
                """, campaign, unit).query(UUID.class).list());
    }

    /// Who ran sessions that a unit took part in, and when: its own and those of units below and above it.
    private Map<UUID, Ran> ran(CampaignId campaign, ReportUnit unit, Instant at) {
        return rows(PART + """
                select p.unit, string_agg(distinct h.level, ',') as levels, min(s.starts_at) as from_at,
                       max(s.ends_at) as until_at
                from   study.session s
                join   study.campaign_unit h on h.campaign = s.campaign and h.unit = s.host
                join   part p on h.position between p.position and p.last
                              or p.position between h.position and h.last
                where  s.campaign = :campaign
                and    s.starts_at <= :at
                group  by p.unit
                """, campaign, unit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(
                        id(row),
                        new Ran(
                                Arrays.stream(row.getString("levels").split(",", -1))
                                        .map(Level::valueOf)
                                        .sorted()
                                        .toList(),
                                day(row, "from_at"),
                                day(row, "until_at"))))
                .list()
                .stream()
                .collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()), HashMap::putAll);
    }

    /// Who presented at the unit's own sessions.
    private Map<UUID, Presented> presented(CampaignId campaign, ReportUnit unit, Instant at) {
        return rows(PART + """
                select p.unit, string_agg(distinct t.presenter, ', ') as presenters,
                       bool_or(s.head_presented) as head_presented
                from   part p
                join   study.session s on s.campaign = :campaign and s.host = p.unit and s.starts_at <= :at
                left   join study.topic t on t.campaign = s.campaign and (s.topics >> (t.number - 1)) & 1 = 1
                group  by p.unit
                """, campaign, unit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(
                        id(row),
                        new Presented(row.getString("presenters"), row.getObject("head_presented", Boolean.class))))
                .list()
                .stream()
                .collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()), HashMap::putAll);
    }

    private JdbcClient.StatementSpec rows(String sql, CampaignId campaign, ReportUnit unit) {
        return db.sql(sql).param("campaign", campaign.value()).param("unit", unit.unit());
    }

    private static Line held(ResultSet row, Ran ran, @Nullable Presented presented) throws SQLException {
        return new Line(
                id(row),
                new Held(
                        row.getLong("key_classes"),
                        row.getLong("classes"),
                        row.getLong("provincial"),
                        row.getLong("upper"),
                        row.getLong("grassroots"),
                        ran.levels,
                        ran.from,
                        ran.until,
                        presented == null ? null : presented.presenters,
                        presented == null ? null : presented.head,
                        row.getLong("finished"),
                        row.getLong("unfinished")));
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject("unit", UUID.class);
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return Zone.day(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private record Line(UUID unit, Held held) {}

    private record Presented(
            @Nullable String presenters, @Nullable Boolean head) {}

    private record Ran(
            List<Level> levels,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        static final Ran NOTHING = new Ran(List.of(), null, null);
    }
}
