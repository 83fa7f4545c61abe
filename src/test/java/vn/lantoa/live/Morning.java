package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.World;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.SessionId;

/// A conference of one's own for a test: a campaign over the province of the world, opened, with a session that the
/// commune TL holds, its main site there and a bridge point at TX.
///
/// @param main id of the main site, at TL
/// @param bridge id of the bridge point, at TX
record Morning(UUID campaign, SessionId session, UUID main, UUID bridge) {

    static Morning of(JdbcClient db, MockMvcTester web) {
        var campaign = draft(db);
        assertThat(web.post()
                        .uri("/api/v1/campaigns/{id}/opening", campaign)
                        .with(World.program(World.OFFICER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus2xxSuccessful();
        var session = Ids.next();
        db.sql("""
                insert into study.session (id, campaign, title, form, host, starts_at, ends_at, topics, created_by)
                values (:id, :campaign, 'Hội nghị thử', 'BRIDGE', :host, :from, :until, 1, :by)
                """)
                .param("id", session)
                .param("campaign", campaign)
                .param("host", World.TL.value())
                .param("from", World.NINE.atOffset(ZoneOffset.UTC))
                .param("until", World.NINE.plusSeconds(7_200).atOffset(ZoneOffset.UTC))
                .param("by", World.OFFICER.account().value())
                .update();
        return new Morning(
                campaign,
                new SessionId(session),
                site(db, session, World.TL, "Hội trường xã", true),
                site(db, session, World.TX, "Điểm cầu Tràng Xá", false));
    }

    String base() {
        return "/live/conferences/" + session.value();
    }

    /// Removes what was committed.
    void remove(JdbcClient db) {
        var suffix = campaign.toString().replace("-", "");
        db.sql("drop table if exists study.fact_" + suffix).update();
        db.sql("drop table if exists study.roster_" + suffix).update();
        for (var statement : new String[] {
            "delete from live.poll where session = :session",
            "delete from live.question where session = :session",
            "delete from live.salt where session = :session",
            "delete from study.site where session = :session",
            "delete from study.session where id = :session"
        }) db.sql(statement).param("session", session.value()).update();
        for (var table : new String[] {
            "tally", "campaign_unit", "campaign_document", "campaign_form", "topic",
        })
            db.sql("delete from study." + table + " where campaign = :id")
                    .param("id", campaign)
                    .update();
        db.sql("delete from study.campaign where id = :id")
                .param("id", campaign)
                .update();
        db.sql("delete from library.document where title = 'Nghị quyết của hội nghị thử'")
                .update();
    }

    private static UUID draft(JdbcClient db) {
        var document = Ids.next();
        db.sql("""
                insert into library.document (id, symbol, number, type, title, issuer, issued_on)
                values (:id, '2-NQ/TW', :number, 'NQ', 'Nghị quyết của hội nghị thử', 'BCT', '2023-11-24')
                """).param("id", document).param("number", document.toString()).update();
        var campaign = Ids.next();
        db.sql("""
                insert into study.campaign (id, title, unit, cut_off, opens_on, closes_on, created_by)
                values (:id, 'Đợt có hội nghị', :unit, :day, :day, :until, :by)
                """)
                .param("id", campaign)
                .param("unit", World.TN.value())
                .param("day", World.DAY)
                .param("until", World.DAY.plusYears(5))
                .param("by", World.OFFICER.account().value())
                .update();
        for (var statement : new String[] {
            "insert into study.campaign_document (campaign, document, position) values (:id, :document, 1)",
            "insert into study.topic (campaign, number, title, presenter) values (:id, 1, 'Chuyên đề', 'Báo cáo viên')",
            "insert into study.campaign_form (campaign, form) values (:id, 'BRIDGE')"
        }) db.sql(statement).param("id", campaign).param("document", document).update();
        return campaign;
    }

    private static UUID site(JdbcClient db, UUID session, UnitId unit, String name, boolean main) {
        var id = Ids.next();
        db.sql("insert into study.site (id, session, unit, name, main) values (:id, :session, :unit, :name, :main)")
                .param("id", id)
                .param("session", session)
                .param("unit", unit.value())
                .param("name", name)
                .param("main", main)
                .update();
        return id;
    }
}
