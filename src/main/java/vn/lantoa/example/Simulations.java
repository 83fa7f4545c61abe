package vn.lantoa.example;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.example.view.Simulation;
import vn.lantoa.study.CampaignId;

/// Whether the simulator is on, and where it goes on. Both settings exist in a home with the worked example only.
@Component
class Simulations {

    static final String SWITCH = "example.simulator";
    static final String CAMPAIGN = "example.campaign";

    private final JdbcClient db;

    Simulations(JdbcClient db) {
        this.db = db;
    }

    /// Empty in a home without the worked example.
    Optional<Simulation> state() {
        return db.sql("""
                select c.id as campaign, c.title, w.value = 'on' as "on", t.total, t.unrecorded,
                       c.closed_at is null as running
                from   access.setting w
                join   access.setting i on i.name = :campaign
                join   study.campaign c on c.id = i.value::uuid
                cross  join lateral (
                    select coalesce(sum(t.total), 0) as total,
                           coalesce(sum(t.total - t.studied - t.excused - t.absent - t.exempt + t.studied_exempt), 0)
                               as unrecorded
                    from   study.tally t
                    where  t.campaign = c.id
                ) t
                where  w.name = :switch
                """)
                .param("campaign", CAMPAIGN)
                .param("switch", SWITCH)
                .query(Simulation.class)
                .optional();
    }

    void turn(boolean on) {
        db.sql("update access.setting set value = :value, changed_at = now() where name = :switch")
                .param("value", on ? "on" : "off")
                .param("switch", SWITCH)
                .update();
    }

    /// A cell where people are left to record, with the account that records there; `lot` from 0 up to 1 chooses it.
    /// The cell is chosen first and alone, so that the joins are about one row. Out of one in thirty, and out of the
    /// commune that is there to be tried by hand, the simulator stays.
    Optional<Turn> turn(CampaignId campaign, double lot, LocalDate today) {
        return db.sql("""
                with left_over as materialized (
                    select u.unit, u.position
                    from   study.tally t
                    join   study.campaign_unit u on u.campaign = t.campaign and u.position = t.position
                    where  t.campaign = :campaign
                    and    t.total - t.studied - t.excused - t.absent - t.exempt + t.studied_exempt > 0
                    and    u.position % 30 <> 7
                    and    u.code not like :trial
                    and    not exists (select from study.closure c
                                       where  c.campaign = t.campaign
                                       and    c.unit = u.unit
                                       and    c.reopened_at is null)
                ),
                chosen as materialized (
                    select   l.unit
                    from     left_over l
                    order by l.position
                    offset   (select floor(:lot * count(*))::integer from left_over)
                    limit    1
                )
                select l.unit as cell, a.id as account, a.username, a.full_name, g.id as post, g.unit
                from   chosen l
                join   organization.unit_tree t on t.descendant = l.unit
                join   organization.unit u on u.id = t.ancestor and u.level = 'UPPER_GRASSROOTS'
                join   access.access_grant g on g.unit = t.ancestor and g.role = 'SECRETARY' and g.revoked_at is null
                                            and g.from_on <= :today and coalesce(g.until_on > :today, true)
                join   access.account a on a.id = g.account and a.disabled_at is null
                limit  1
                """)
                .param("campaign", campaign.value())
                .param("trial", Tree.TRIAL_COMMUNE + "%")
                .param("lot", lot)
                .param("today", today)
                .query(Turn.class)
                .optional();
    }

    /// @param unit where the account's post is
    record Turn(UUID cell, UUID account, String username, String fullName, UUID post, UUID unit) {}
}
