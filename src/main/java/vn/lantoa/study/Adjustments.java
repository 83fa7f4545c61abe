package vn.lantoa.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.AdjustmentRow;
import vn.lantoa.study.view.Balance;

/// The roster's changes after the cut-off. Public for reports, which show opening, adjustments and closing figure.
@Component
public class Adjustments {

    /// Opening figure, adjustments and closing figure of the steps `step` to the figure `now`.
    private static final String BALANCE = """
            sum as (
                select coalesce(sum(s.comes - s.goes), 0) as total,
                       coalesce(sum(s.comes - s.goes) filter (where s.standing = 'PROBATIONARY'), 0)
                           + coalesce(sum(case when s.standing = 'PROBATIONARY' then s.comes else -s.comes end)
                                          filter (where s.kind = 'STANDING'), 0) as probationary,
                       coalesce(sum(s.comes - s.goes) filter (where s.exempt), 0)
                           + coalesce(sum(s.comes) filter (where s.kind = 'EXEMPTED'), 0)
                           - coalesce(sum(s.comes) filter (where s.kind = 'NOT_EXEMPTED'), 0) as exempt,
                       coalesce(sum(s.comes) filter (where s.kind = 'ADDED'), 0) as added,
                       count(*) filter (where s.kind = 'MOVED' and s.comes > s.goes) as moved_in,
                       count(*) filter (where s.kind = 'MOVED' and s.goes > s.comes) as moved_out,
                       coalesce(sum(s.goes) filter (where s.kind = 'REMOVED'), 0) as removed,
                       coalesce(sum(s.comes) filter (where s.kind = 'EXEMPTED'), 0) as exempted,
                       coalesce(sum(s.comes) filter (where s.kind = 'NOT_EXEMPTED'), 0) as not_exempted,
                       coalesce(sum(s.comes) filter (where s.kind = 'STANDING'), 0) as standings
                from   step s
            )
            select n.total - s.total as opening_total, n.probationary - s.probationary as opening_probationary,
                   n.exempt - s.exempt as opening_exempt, s.added, s.moved_in, s.moved_out, s.removed, s.exempted,
                   s.not_exempted, s.standings, n.total as closing_total, n.probationary as closing_probationary,
                   n.exempt as closing_exempt
            from   now n
            cross  join sum s
            where  n.total is not null
            """;

    private final JdbcClient db;

    Adjustments(JdbcClient db) {
        this.db = db;
    }

    /// The roster row of the member, on the roster or taken from it, or null if there is none; locks it until the
    /// transaction ends.
    @Nullable
    Seat lock(CampaignId campaign, String memberNo) {
        return db.sql("""
                select r.member, r.unit, r.position, r.standing, r.exempt, r.removed_on
                from   study.roster r
                where  r.campaign = :campaign
                and    r.member_no = :memberNo
                for    no key update
                """)
                .param("campaign", campaign.value())
                .param("memberNo", memberNo)
                .query(Seat.class)
                .optional()
                .orElse(null);
    }

    /// The unit of the campaign's tree with `code`, if it lies in `scope`.
    Optional<Place> place(Scope scope, CampaignId campaign, String code) {
        return db.sql("""
                select u.unit, u.position
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.code = :code
                and    organization.covers(:scope::uuid[], u.unit)
                """)
                .param("campaign", campaign.value())
                .param("code", code)
                .param("scope", scope.array())
                .query(Place.class)
                .optional();
    }

    boolean covers(Scope scope, UUID unit) {
        return db.sql("select organization.covers(:scope::uuid[], :unit)")
                .param("scope", scope.array())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    boolean closed(CampaignId campaign, UUID unit) {
        return db.sql("""
                select exists (select from study.closure c
                               where  c.campaign = :campaign and c.unit = :unit and c.reopened_at is null)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    /// Puts somebody who was not on the rolls of the cut-off on the roster, as the rolls of the adjustment's day have
    /// him or her; null if `scope` reaches no such member or another transaction was faster.
    @Nullable
    Seat add(Scope scope, CampaignId campaign, AdjustmentPlan plan, Place to) {
        return db.sql("""
                insert into study.roster (campaign, member, unit, position, member_no, full_name, sort_key, standing,
                                          exempt, key_cadre)
                select :campaign, m.id, :unit, :position, m.member_no, m.full_name, m.sort_key,
                       case when m.official_on > :on then 'PROBATIONARY' else m.standing end,
                       (select   e.reason
                        from     organization.exemption e
                        where    e.member = m.id
                        and      e.from_on <= :on
                        and      (e.until_on is null or e.until_on > :on)
                        and      e.revoked_at is null
                        order by e.from_on, e.id
                        limit    1),
                       m.key_cadre
                from   organization.member m
                where  m.member_no = :memberNo
                and    organization.covers(:scope::uuid[], m.unit)
                on     conflict do nothing
                returning member, unit, position, standing, exempt, removed_on
                """)
                .param("campaign", campaign.value())
                .param("unit", to.unit())
                .param("position", to.position())
                .param("on", plan.on())
                .param("memberNo", plan.memberNo())
                .param("scope", scope.array())
                .query(Seat.class)
                .optional()
                .orElse(null);
    }

    /// Puts somebody who had left back on the roster; null if `scope` does not reach the member as he or she stands
    /// today.
    @Nullable
    Seat restore(Scope scope, CampaignId campaign, UUID member, Place to) {
        return db.sql("""
                update study.roster r
                set    removed_on = null, unit = :unit, position = :position
                from   organization.member m
                where  r.campaign = :campaign
                and    r.member = :member
                and    m.id = r.member
                and    (organization.covers(:scope::uuid[], m.unit) or organization.covers(:scope::uuid[], r.unit))
                returning r.member, r.unit, r.position, r.standing, r.exempt, r.removed_on
                """)
                .param("campaign", campaign.value())
                .param("member", member)
                .param("unit", to.unit())
                .param("position", to.position())
                .param("scope", scope.array())
                .query(Seat.class)
                .optional()
                .orElse(null);
    }

    void move(CampaignId campaign, UUID member, Place to) {
        db.sql("""
                update study.roster set unit = :unit, position = :position
                where  campaign = :campaign and member = :member
                """)
                .param("unit", to.unit())
                .param("position", to.position())
                .param("campaign", campaign.value())
                .param("member", member)
                .update();
    }

    void remove(CampaignId campaign, UUID member, LocalDate on) {
        db.sql("update study.roster set removed_on = :on where campaign = :campaign and member = :member")
                .param("on", on)
                .param("campaign", campaign.value())
                .param("member", member)
                .update();
    }

    void exempt(CampaignId campaign, UUID member, @Nullable String reason) {
        db.sql("update study.roster set exempt = :reason where campaign = :campaign and member = :member")
                .param("reason", reason)
                .param("campaign", campaign.value())
                .param("member", member)
                .update();
    }

    void stand(CampaignId campaign, UUID member, String standing) {
        db.sql("update study.roster set standing = :standing where campaign = :campaign and member = :member")
                .param("standing", standing)
                .param("campaign", campaign.value())
                .param("member", member)
                .update();
    }

    void note(Actor actor, CampaignId campaign, AdjustmentPlan plan, Line line) {
        note(actor, campaign, plan, line, null);
    }

    /// @param merging by which merging of two records of one person, or null
    void note(Actor actor, CampaignId campaign, AdjustmentPlan plan, Line line, @Nullable UUID merging) {
        db.sql("""
                insert into study.adjustment (id, campaign, member, kind, from_unit, to_unit, on_day, reason, recorded_by,
                                              standing, exempt, double_record)
                values (:id, :campaign, :member, :kind, :from, :to, :on, :reason, :by, :standing, :exempt, :merging)
                """)
                .param("id", Ids.next())
                .param("campaign", campaign.value())
                .param("member", line.member())
                .param("kind", plan.kind().name())
                .param("from", line.from())
                .param("to", line.to())
                .param("on", plan.on())
                .param("reason", plan.reason())
                .param("by", actor.account().value())
                .param("standing", line.standing())
                .param("exempt", line.exempt())
                .param("merging", merging)
                .update();
    }

    /// Counts the roster of the units at `positions` again; their changed rows are locked.
    void countAgain(CampaignId campaign, Stream<Integer> positions) {
        db.sql("select study.count_again(:campaign, :positions::integer[])::text")
                .param("campaign", campaign.value())
                .param("positions", positions.distinct().toArray(Integer[]::new))
                .query(String.class)
                .list();
    }

    /// The adjustments that concern the subtree of `top`, the newest first.
    ///
    /// @throws NotFound if `top` is not in the campaign's tree or lies outside `scope`
    List<AdjustmentRow> list(Scope scope, CampaignId campaign, UnitId top) {
        return db.sql("""
                select r.member_no, r.full_name, a.kind, f.name as from_name, o.name as to_name, a.standing, a.on_day,
                       a.reason, c.full_name as recorded_by, a.recorded_at
                from   study.campaign_unit t
                join   study.adjustment a on a.campaign = t.campaign
                join   study.roster r on r.campaign = a.campaign and r.member = a.member
                left   join access.account c on c.id = a.recorded_by
                left   join study.campaign_unit f on f.campaign = a.campaign and f.unit = a.from_unit
                left   join study.campaign_unit o on o.campaign = a.campaign and o.unit = a.to_unit
                where  t.campaign = :campaign
                and    t.unit = :top
                and    study.sees(:scope::uuid[], t.campaign, t.unit)
                and    (f.position between t.position and t.last or o.position between t.position and t.last)
                order  by a.recorded_at desc, a.id desc
                limit  500
                """)
                .param("campaign", campaign.value())
                .param("top", top.value())
                .param("scope", scope.array())
                .query(AdjustmentRow.class)
                .list();
    }

    /// Opening figure, adjustments, closing figure of the subtree of `top`. What [CutOff] took in belongs to the
    /// opening figure.
    ///
    /// @throws NotFound if `top` is not in the campaign's tree or lies outside `scope`
    public Balance balance(Scope scope, CampaignId campaign, UnitId top) {
        return db.sql("""
                with top as (
                    select t.position, t.last
                    from   study.campaign_unit t
                    where  t.campaign = :campaign
                    and    t.unit = :top
                    and    study.sees(:scope::uuid[], t.campaign, t.unit)
                ),
                now as (
                    select sum(y.total) as total, sum(y.probationary) as probationary, sum(y.exempt) as exempt
                    from   top t
                    join   study.tally y on y.campaign = :campaign and y.position between t.position and t.last
                ),
                step as (
                    select a.kind, a.standing, a.exempt,
                           coalesce(o.position between t.position and t.last, false)::integer as comes,
                           coalesce(f.position between t.position and t.last, false)::integer as goes
                    from   top t
                    cross  join study.adjustment a
                    left   join study.campaign_unit f on f.campaign = a.campaign and f.unit = a.from_unit
                    left   join study.campaign_unit o on o.campaign = a.campaign and o.unit = a.to_unit
                    where  a.campaign = :campaign
                    and    a.recorded_by is not null
                ),
                """ + BALANCE)
                .param("campaign", campaign.value())
                .param("top", top.value())
                .param("scope", scope.array())
                .query(Balance.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The same for whatever is counted at `top` and below it today on `basis`. A move between two units that are
    /// counted there is none.
    public Balance balance(CampaignId campaign, Basis basis, UUID top) {
        return db.sql("""
                with place as materialized (
                    select p.position
                    from   study.places(:campaign, :basis) p
                    join   organization.unit_tree k on k.ancestor = :top and k.descendant = p.unit
                ),
                now as (
                    select coalesce(sum(y.total), 0) as total, coalesce(sum(y.probationary), 0) as probationary,
                           coalesce(sum(y.exempt), 0) as exempt
                    from   place p
                    join   study.tally y on y.campaign = :campaign and y.position = p.position
                ),
                step as (
                    select a.kind, a.standing, a.exempt, (t.position is not null)::integer as comes,
                           (g.position is not null)::integer as goes
                    from   study.adjustment a
                    left   join study.campaign_unit f on f.campaign = a.campaign and f.unit = a.from_unit
                    left   join study.campaign_unit o on o.campaign = a.campaign and o.unit = a.to_unit
                    left   join place g on g.position = f.position
                    left   join place t on t.position = o.position
                    where  a.campaign = :campaign
                    and    a.recorded_by is not null
                ),
                """ + BALANCE)
                .param("campaign", campaign.value())
                .param("basis", basis.name())
                .param("top", top)
                .query(Balance.class)
                .single();
    }

    /// A roster row.
    ///
    /// @param removedOn null while it counts
    record Seat(
            UUID member,
            UUID unit,
            int position,
            String standing,
            @Nullable String exempt,
            @Nullable LocalDate removedOn) {

        String otherStanding() {
            return standing.equals("FULL") ? "PROBATIONARY" : "FULL";
        }
    }

    record Place(UUID unit, int position) {}

    /// What an adjustment did.
    ///
    /// @param from null for ADDED
    /// @param to null for REMOVED
    /// @param exempt whether the row was exempt before (after, for ADDED)
    record Line(UUID member, @Nullable UUID from, @Nullable UUID to, String standing, boolean exempt) {}
}
