package vn.lantoa.study;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Role;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Level;
import vn.lantoa.study.view.Figure;

/// A campaign of one's own for a test of recording.
public final class Trial {

    private static final List<String> TABLES = List.of(
            "campaign_unit",
            "roster",
            "fact",
            "tally",
            "session",
            "declared",
            "closure",
            "closed_figure",
            "adjustment");

    private Trial() {}

    /// A campaign over `unit` that is open at [World#NINE], with a session held there, for tests of other modules.
    public static CampaignId open(ApplicationContext context, JdbcClient db, Actor officer, UnitId unit) {
        var campaign = draft(db, officer, unit, 1, "1");
        context.getBean(Opening.class).open(officer, campaign, World.NINE);
        session(db, campaign, unit, Form.IN_PERSON, 1, false);
        return campaign;
    }

    /// Checksums of what is recorded in all campaigns, by table.
    public static Map<String, String> sums(JdbcClient db) {
        var sums = new TreeMap<String, String>();
        for (var table : TABLES)
            sums.put(
                    table,
                    db.sql("select count(*) || ' ' || coalesce(md5(string_agg(t::text, '\n' order by t::text)), '')"
                                    + " from study.%s t".formatted(table))
                            .query(String.class)
                            .single());
        return sums;
    }

    /// What a unit declared without names.
    public static void declare(JdbcClient db, CampaignId campaign, UnitId unit, int people, Actor by) {
        db.sql("""
                insert into study.declared (campaign, unit, kind, people, recorded_by)
                values (:campaign, :unit, 'MEMBERS', :people, :by)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("people", people)
                .param("by", by.account().value())
                .update();
    }

    /// Everything counted of `unit` on a basis, without what the trees call it: equal where the same people are
    /// counted.
    ///
    /// @param basis `was`, `now` or `bridged`
    public static String counted(ApplicationContext context, CampaignId campaign, String basis, UnitId unit) {
        var figure = context.getBean(Figures.class).of(Scope.everything(), campaign, Basis.of(basis), unit);
        var nobody =
                new Figure(World.TW.value(), null, "", "", Level.CELL, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0);
        return Figure.sum(nobody, List.of(figure)).toString();
    }

    /// A draft over `unit` with one document and `topics` topics, cut off on the world's day, for every form.
    static CampaignId draft(JdbcClient db, Actor officer, UnitId unit, int topics, String required) {
        var document = Ids.next();
        db.sql("""
                insert into library.document (id, symbol, number, type, title, issuer, issued_on)
                values (:id, '1-NQ/TW', :number, 'NQ', 'Nghị quyết thử', 'BCT', '2023-11-24')
                """).param("id", document).param("number", document.toString()).update();
        var id = Ids.next();
        db.sql("""
                insert into study.campaign (id, title, unit, cut_off, opens_on, closes_on, topics_required, created_by)
                values (:id, 'Đợt thử', :unit, :day, :day, :until, :required, :by)
                """)
                .param("id", id)
                .param("unit", unit.value())
                .param("day", World.DAY)
                .param("until", World.DAY.plusYears(5))
                .param("required", new BigDecimal(required))
                .param("by", officer.account().value())
                .update();
        db.sql("insert into study.campaign_document (campaign, document, position) values (:id, :document, 1)")
                .param("id", id)
                .param("document", document)
                .update();
        db.sql("""
                insert into study.topic (campaign, number, title)
                select :id, n, 'Chuyên đề ' || n from generate_series(1, :topics) n
                """).param("id", id).param("topics", topics).update();
        db.sql("insert into study.campaign_form (campaign, form) select :id, unnest(:forms::text[])")
                .param("id", id)
                .param(
                        "forms",
                        java.util.Arrays.stream(Form.values()).map(Form::name).toArray(String[]::new))
                .update();
        return new CampaignId(id);
    }

    /// A session of `campaign` about the topics of `bits`, held by `host`.
    static SessionId session(JdbcClient db, CampaignId campaign, UnitId host, Form form, long bits, boolean makeUp) {
        var id = Ids.next();
        db.sql("""
                insert into study.session (id, campaign, title, form, make_up, host, starts_at, ends_at, topics, created_by)
                select :id, :campaign, 'Buổi thử', :form, :makeUp, :host, :from, :until, :bits, c.created_by
                from   study.campaign c
                where  c.id = :campaign
                """)
                .param("id", id)
                .param("campaign", campaign.value())
                .param("form", form.name())
                .param("makeUp", makeUp)
                .param("host", host.value())
                .param("from", moment(World.NINE))
                .param("until", moment(World.NINE.plusSeconds(7_200)))
                .param("bits", bits)
                .update();
        return new SessionId(id);
    }

    static SiteId site(JdbcClient db, SessionId session, UnitId unit) {
        var id = Ids.next();
        db.sql("insert into study.site (id, session, unit, name) values (:id, :session, :unit, 'Điểm cầu thử')")
                .param("id", id)
                .param("session", session.value())
                .param("unit", unit.value())
                .update();
        return new SiteId(id);
    }

    /// An account with one post since 1/7/2025.
    static Actor settle(JdbcClient db, int number, String username, Role role, UnitId unit) {
        db.sql("insert into access.account (id, username, full_name) values (:id, :username, :username)")
                .param("id", World.id("8a00", number))
                .param("username", username)
                .update();
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on)
                values (:id, :account, :role, :unit, '2025-07-01')
                """)
                .param("id", World.id("8ab0", number))
                .param("account", World.id("8a00", number))
                .param("role", role.name())
                .param("unit", unit.value())
                .update();
        return World.actor(number, username, role, unit, null);
    }

    static java.time.OffsetDateTime moment(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// Removes a committed campaign with everything recorded in it.
    static void remove(JdbcClient db, CampaignId campaign) {
        var id = campaign.value().toString();
        for (var table : new String[] {"fact", "roster"})
            db.sql("drop table if exists study." + table + "_" + Opening.suffix(campaign))
                    .update();
        db.sql("delete from study.invitee where session in (select id from study.session where campaign = '%s')"
                        .formatted(id))
                .update();
        db.sql("delete from study.site where session in (select id from study.session where campaign = '%s')"
                        .formatted(id))
                .update();
        for (var table : new String[] {
            "session",
            "block",
            "closed_figure",
            "closure",
            "declared",
            "tally",
            "campaign_unit",
            "campaign_document",
            "campaign_form",
            "topic"
        })
            db.sql("delete from study.%s where campaign = '%s'".formatted(table, id))
                    .update();
        db.sql("delete from study.campaign where id = '%s'".formatted(id)).update();
        db.sql("delete from library.document where symbol = '1-NQ/TW' and title = 'Nghị quyết thử'")
                .update();
    }
}
