package vn.lantoa.study;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.ground.Command;

/// Counts all campaigns again from the facts and says where rosters or tallies differ from what stands, by another road
/// than the one that writes them. With `--repair` puts right what differs. May run beside a server.
@Component
class Recount implements Command {

    private final JdbcClient db;
    private final TransactionTemplate transactions;

    Recount(JdbcClient db, org.springframework.transaction.PlatformTransactionManager manager) {
        this.db = db;
        this.transactions = new TransactionTemplate(manager);
        transactions.setIsolationLevel(Isolation.REPEATABLE_READ.value());
    }

    @Override
    public String name() {
        return "recount";
    }

    /// @return 0 if everything agrees or was repaired, 2 if something differs
    @Override
    public int run(List<String> arguments, PrintStream out) {
        var repair = arguments.contains("--repair");
        var differing = 0;
        for (var campaign : campaigns()) {
            var differences = transactions.execute(status -> differences(campaign.id()));
            differences.forEach(line -> out.println(campaign.title() + ": " + line));
            out.println(
                    campaign.title() + ": " + campaign.roster() + " members, " + differences.size() + " differences");
            differing += differences.size();
            if (repair && !differences.isEmpty()) transactions.executeWithoutResult(status -> repair(campaign.id()));
        }
        if (differing == 0) out.println("tallies agree with the facts");
        else out.println(differing + (repair ? " differences repaired" : " differences; --repair puts them right"));
        return differing == 0 || repair ? 0 : 2;
    }

    /// Where the roster or a tally of `campaign` differs from its facts, in words for the log of an administrator.
    List<String> differences(CampaignId campaign) {
        var lines = new ArrayList<String>();
        lines.addAll(db.sql("""
                select   'member ' || r.member_no || ': stands '
                         || concat_ws(' ', coalesce(r.outcome, 'nothing'), r.form, r.reason, r.topics)
                         || ', facts say ' || concat_ws(' ', coalesce(n.outcome, 'nothing'), n.form, n.reason, n.topics)
                from     study.roster r
                join     study.recounted(:campaign) n on n.member = r.member
                where    r.campaign = :campaign
                and      (r.topics, r.outcome, r.form, r.make_up, r.reason, r.decided_at)
                             is distinct from (n.topics, n.outcome, n.form, n.make_up, n.reason, n.decided_at)
                order by r.position, r.sort_key, r.member
                """)
                .param("campaign", campaign.value())
                .query(String.class)
                .list());
        lines.addAll(db.sql("""
                select   'unit ' || u.code || ': tally stands ' || coalesce(t::text, 'nowhere') || ', facts say ' || n::text
                from     study.retallied(:campaign) n
                join     study.campaign_unit u on u.campaign = n.campaign and u.position = n.position
                left     join study.tally t on t.campaign = n.campaign and t.position = n.position
                where    t is distinct from n
                order by n.position
                """)
                .param("campaign", campaign.value())
                .query(String.class)
                .list());
        return lines;
    }

    /// Writes what the facts say over the roster and the tallies of `campaign`; waits for everybody who records in it.
    @Transactional
    void repair(CampaignId campaign) {
        db.sql("select study.hold(:campaign)::text")
                .param("campaign", campaign.value())
                .query(String.class)
                .list();
        db.sql("""
                update study.roster r
                set    topics = n.topics, outcome = n.outcome, form = n.form, make_up = n.make_up, reason = n.reason,
                       decided_at = n.decided_at
                from   study.recounted(:campaign) n
                where  r.campaign = :campaign
                and    r.member = n.member
                and    (r.topics, r.outcome, r.form, r.make_up, r.reason, r.decided_at)
                           is distinct from (n.topics, n.outcome, n.form, n.make_up, n.reason, n.decided_at)
                """).param("campaign", campaign.value()).update();
        db.sql("delete from study.tally t where t.campaign = :campaign")
                .param("campaign", campaign.value())
                .update();
        db.sql("insert into study.tally select n.* from study.retallied(:campaign) n")
                .param("campaign", campaign.value())
                .update();
    }

    private List<Row> campaigns() {
        return db.sql("""
                select   c.id, c.title, (select count(*) from study.roster r where r.campaign = c.id) as roster
                from     study.campaign c
                where    c.opened_at is not null
                order by c.opened_at, c.id
                """)
                .query((row, number) -> new Row(
                        new CampaignId(row.getObject("id", UUID.class)), row.getString("title"), row.getLong("roster")))
                .list();
    }

    private record Row(CampaignId id, String title, long roster) {}
}
