package vn.lantoa.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.RollCallRow;

/// A unit's own part of the roster as its roll call shows it.
@Component
class RollCallSheets {

    private final JdbcClient db;

    RollCallSheets(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if `unit` is not in the campaign's tree or lies outside `scope`
    Place requireUnit(Scope scope, CampaignId campaign, UnitId unit) {
        return db.sql("""
                select u.unit, u.code, u.name, p.name as parent_name,
                       (select c.closed_at
                        from   study.closure c
                        where  c.campaign = u.campaign
                        and    c.unit = u.unit
                        and    c.reopened_at is null) as closed_at
                from   study.campaign_unit u
                left   join study.campaign_unit p on p.campaign = u.campaign and p.unit = u.parent
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    organization.covers(:scope::uuid[], u.unit)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query(Place.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The unit of today's code in the campaign's tree, as [#requireUnit(Scope, CampaignId, UnitId)].
    UnitId requireUnit(Scope scope, CampaignId campaign, String code) {
        if (code.indexOf(0) >= 0) throw new NotFound();
        var unit = db.sql("""
                select u.unit
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.code = :code
                """)
                .param("campaign", campaign.value())
                .param("code", code)
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
        return new UnitId(requireUnit(scope, campaign, new UnitId(unit)).unit());
    }

    /// The unit's own members, by given name, and after them those who take part in it on `today` by a temporary
    /// attachment.
    List<RollCallRow> rows(CampaignId campaign, UnitId unit, LocalDate today) {
        return db.sql("""
                select   r.member, r.full_name as name, r.member_no, r.standing = 'PROBATIONARY' as probationary,
                         r.exempt, r.outcome, r.form, r.make_up, r.reason, r.decided_at, l.recorded_at,
                         a.full_name as recorded_by, s.title as session,
                         exists (select from study.fact v
                                 where  v.campaign = r.campaign
                                 and    v.member = r.member
                                 and    v.kind = 'VOID') as corrected,
                         r.unit <> :unit as attached,
                         case when r.unit <> :unit then u.name when t.unit <> r.unit then h.name end as elsewhere,
                         not exists (select from study.closure c
                                     where  c.campaign = r.campaign
                                     and    c.unit = r.unit
                                     and    c.reopened_at is null) as open
                from     study.roster r
                join     study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                left     join organization.temporary_attachment t on t.member = r.member
                                                                 and t.revoked_at is null
                                                                 and :today >= t.from_on
                                                                 and :today < t.until_on
                left     join organization.unit h on h.id = t.unit
                left     join lateral (
                    select   f.recorded_at, f.recorded_by, f.session
                    from     study.fact f
                    where    f.campaign = r.campaign
                    and      f.member = r.member
                    and      f.kind = case r.outcome when 'STUDIED' then f.kind else r.outcome end
                    and      f.happened_at = r.decided_at
                    and      f.kind not in ('VOID', 'OUT')
                    and      not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
                    order by f.nonce
                    limit    1
                ) l on r.outcome is not null
                left     join access.account a on a.id = l.recorded_by
                left     join study.session s on s.id = l.session
                where    r.campaign = :campaign
                and      (r.unit = :unit
                          or r.member = any (array(select g.member
                                                   from   organization.temporary_attachment g
                                                   join   organization.member m on m.id = g.member and m.left_on is null
                                                   where  g.unit = :unit
                                                   and    g.revoked_at is null
                                                   and    :today >= g.from_on
                                                   and    :today < g.until_on)))
                and      r.removed_on is null
                order by attached, r.sort_key, r.member_no
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("today", today)
                .query(RollCallSheets::row)
                .list();
    }

    /// By hand: mapped by name, each row would cost two exceptions, since the driver reads no [Instant].
    private static RollCallRow row(ResultSet row, int number) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        @Nullable String form = row.getString("form");
        @Nullable String reason = row.getString("reason");
        return new RollCallRow(
                row.getObject("member", UUID.class),
                row.getString("name"),
                row.getString("member_no"),
                row.getBoolean("probationary"),
                row.getString("exempt"),
                outcome == null ? null : Outcome.valueOf(outcome),
                form == null ? null : Form.valueOf(form),
                row.getBoolean("make_up"),
                reason == null ? null : Reason.valueOf(reason),
                instant(row, "decided_at"),
                instant(row, "recorded_at"),
                row.getString("recorded_by"),
                row.getString("session"),
                row.getBoolean("corrected"),
                row.getBoolean("attached"),
                row.getString("elsewhere"),
                row.getBoolean("open"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// The unit's own members about whom something must still be recorded.
    List<UUID> unrecorded(CampaignId campaign, UnitId unit) {
        return db.sql("""
                select   r.member
                from     study.roster r
                where    r.campaign = :campaign
                and      r.unit = :unit
                and      r.removed_on is null
                and      r.exempt is null
                and      r.outcome is null
                order by r.member
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(UUID.class)
                .list();
    }

    /// Those of `members` whose place on the roster is `unit` or below it.
    Set<UUID> within(CampaignId campaign, UnitId unit, Collection<UUID> members) {
        return new HashSet<>(db.sql("""
                select r.member
                from   study.campaign_unit u
                join   study.roster r on r.campaign = u.campaign and r.position between u.position and u.last
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    r.member = any (:members::uuid[])
                and    r.removed_on is null
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("members", members.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /// Those of `members` who take part on `today` in `unit`, or in a unit below it, by a temporary attachment; their
    /// place on the roster may be anywhere in the campaign.
    List<Attached> attached(CampaignId campaign, UnitId unit, Collection<UUID> members, LocalDate today) {
        return db.sql("""
                select a.member, a.from_on, h.name as host
                from   study.campaign_unit u
                join   study.campaign_unit h on h.campaign = u.campaign and h.position between u.position and u.last
                join   organization.temporary_attachment a on a.unit = h.unit
                join   organization.member m on m.id = a.member and m.left_on is null
                join   study.roster r on r.campaign = u.campaign and r.member = a.member and r.removed_on is null
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    a.member = any (:members::uuid[])
                and    a.revoked_at is null
                and    :today >= a.from_on
                and    :today < a.until_on
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("members", members.toArray(UUID[]::new))
                .param("today", today)
                .query(Attached.class)
                .list();
    }

    /// Members of the roster by their numbers.
    List<Numbered> numbered(CampaignId campaign, Collection<String> numbers) {
        return db.sql("""
                select r.member_no, r.member
                from   study.roster r
                where  r.campaign = :campaign
                and    r.member_no = any (:numbers::text[])
                """)
                .param("campaign", campaign.value())
                .param("numbers", numbers.toArray(String[]::new))
                .query(Numbered.class)
                .list();
    }

    /// Those of `numbers` that some member bears, on the roster or not.
    Set<String> existing(Collection<String> numbers) {
        return new HashSet<>(
                db.sql("select m.member_no from organization.member m where m.member_no = any (:numbers::text[])")
                        .param("numbers", numbers.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    int topics(CampaignId campaign) {
        return db.sql("select c.topics from study.campaign c where c.id = :id")
                .param("id", campaign.value())
                .query(Integer.class)
                .single();
    }

    List<Form> forms(CampaignId campaign) {
        return db
                .sql("select f.form from study.campaign_form f where f.campaign = :id")
                .param("id", campaign.value())
                .query(String.class)
                .list()
                .stream()
                .map(Form::valueOf)
                .sorted()
                .toList();
    }

    /// A meeting of the cell where that is allowed, else the first form that is.
    Form usualForm(CampaignId campaign) {
        var forms = forms(campaign);
        if (forms.isEmpty() || forms.contains(Form.CELL_MEETING)) return Form.CELL_MEETING;
        return forms.getFirst();
    }

    /// @throws Refused if the campaign's rule does not allow `form`
    void requireForm(CampaignId campaign, Form form) {
        if (!forms(campaign).contains(form)) throw Refused.invalid("study.roll-call.form");
    }

    /// A unit of the campaign's tree.
    ///
    /// @param closedAt null while its figure is open
    record Place(
            UUID unit,
            String code,
            String name,
            @Nullable String parentName,
            @Nullable Instant closedAt) {}

    /// @param fromOn the first day of the attachment
    /// @param host name of the cell in which the member takes part
    record Attached(UUID member, LocalDate fromOn, String host) {}

    record Numbered(String memberNo, UUID member) {}
}
