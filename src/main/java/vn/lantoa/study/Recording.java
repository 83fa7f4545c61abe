package vn.lantoa.study;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.UnitId;

/// Recording for modules above: what a secretary does with the next people of the list.
@Component
public class Recording {

    private final Recorder recorder;
    private final JdbcClient db;

    Recording(Recorder recorder, JdbcClient db) {
        this.recorder = recorder;
        this.db = db;
    }

    /// Records `outcome` of at most `people` members of `cell` who are not exempt and of whom nothing is recorded yet.
    /// Those who studied did so in `form`, all topics; those excused were on duty.
    ///
    /// @return how many were recorded
    /// @throws NotFound if `actor` does not see the campaign
    /// @throws Refused if the campaign is not running
    @Transactional
    public int record(
            Actor actor, CampaignId campaign, UnitId cell, Outcome outcome, Form form, int people, Instant at) {
        var facts = next(campaign, cell, people).stream()
                .map(seat -> fact(seat, outcome, form, at))
                .toList();
        return (int) recorder.record(actor, campaign, facts, at).stream()
                .filter(answer -> answer == Recorder.Recorded.RECORDED)
                .count();
    }

    private static Fact fact(Next seat, Outcome outcome, Form form, Instant at) {
        return switch (outcome) {
            case STUDIED -> Fact.studied(seat.member(), -1L >>> (Long.SIZE - seat.topics()), form, false, at);
            case EXCUSED -> Fact.excused(seat.member(), Reason.DUTY, at);
            case ABSENT -> Fact.absent(seat.member(), at);
        };
    }

    private List<Next> next(CampaignId campaign, UnitId cell, int people) {
        return db.sql("""
                select   r.member, c.topics
                from     study.roster r
                join     study.campaign c on c.id = r.campaign
                where    r.campaign = :campaign
                and      r.unit = :cell
                and      r.outcome is null
                and      r.exempt is null
                and      r.removed_on is null
                and      c.topics > 0
                order by r.sort_key
                limit    :people
                """)
                .param("campaign", campaign.value())
                .param("cell", cell.value())
                .param("people", people)
                .query(Next.class)
                .list();
    }

    private record Next(UUID member, int topics) {}
}
