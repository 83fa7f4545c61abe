package vn.lantoa.study;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.ground.Job;
import vn.lantoa.kernel.Zone;

/// Once the cut-off day is over, brings the roster of each campaign that was opened before its end to the rolls of that
/// day (domain.md, participation arithmetic: the roster is everybody on the rolls on the cut-off date). Looks every
/// hour, so that it is done within the first hour of the next day.
@Component
class CutOff implements Job {

    private final JdbcClient db;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CutOff(JdbcClient db, PlatformTransactionManager manager, Clock clock) {
        this.db = db;
        this.transactions = new TransactionTemplate(manager);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "cut-off";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        takeRolls(Zone.today(clock));
    }

    /// Brings every running campaign whose cut-off day was before `today` to the rolls of that day. Safe to repeat. A
    /// campaign in which a unit closed its figure before is asked again until that unit reopens or the campaign ends.
    void takeRolls(LocalDate today) {
        for (var campaign : waiting(today)) transactions.executeWithoutResult(status -> takeRolls(campaign));
    }

    private List<CampaignId> waiting(LocalDate today) {
        return db.sql("""
                select   c.id as value
                from     study.campaign c
                where    c.rolls_taken_at is null
                and      c.cut_off < :today
                and      c.opened_at is not null
                and      c.closed_at is null
                order by c.id
                """).param("today", today).query(CampaignId.class).list();
    }

    /// Waits for everybody who records in the campaign and keeps them out meanwhile.
    private void takeRolls(CampaignId campaign) {
        db.sql("select study.hold(:campaign)::text")
                .param("campaign", campaign.value())
                .query(String.class)
                .list();
        var waiting = db.sql("select study.take_rolls(:campaign)")
                .param("campaign", campaign.value())
                .query(Integer.class)
                .single();
        if (waiting > 0) return;
        db.sql("update study.campaign set rolls_taken_at = now() where id = :campaign")
                .param("campaign", campaign.value())
                .update();
    }
}
