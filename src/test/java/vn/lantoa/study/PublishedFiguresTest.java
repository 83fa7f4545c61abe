package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.Figure;
import vn.lantoa.study.view.LevelLine;

/// Campaigns built from the parts of published figures print the totals and rates that the parts give.
@AppTest
class PublishedFiguresTest implements World {

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    CheckIns checkIns;

    @Autowired
    Declared declared;

    @Autowired
    Sessions sessions;

    @Autowired
    SiteBook book;

    @Autowired
    Figures figures;

    @Test
    void addsUpSitesByLevel() throws IOException {
        for (var row : List.of("P01", "P03")) {
            var parts = parts(row);
            var campaign = open();
            var session = Trial.session(db, campaign, TN, Form.BRIDGE, 1, false);
            for (var level = 0; level < parts.size(); level++)
                for (var number = 0; number < parts.get(level); number++)
                    Trial.site(db, session, List.of(TN, DT, TL).get(level));

            assertThat(sites(session)).containsExactlyElementsOf(parts);
            assertThat(sites(session).stream().mapToLong(Long::longValue).sum()).isEqualTo(row.equals("P01") ? 48 : 64);
        }
    }

    @Test
    void addsUpDelegatesWhoCheckedInAtThreeLevels() throws IOException {
        var parts = parts("P02");
        crowd(TL1, "P02", parts.stream().mapToLong(Long::longValue).sum());
        var campaign = open();
        var session = Trial.session(db, campaign, TN, Form.BRIDGE, 1, false);
        var first = 1;
        for (var level = 0; level < 3; level++) {
            var site = Trial.site(db, session, List.of(TN, DT, TL).get(level));
            first = checkIn(session, site, "P02", first, parts.get(level));
        }

        assertThat(arrived(session)).containsExactlyElementsOf(parts);
        assertThat(figures.of(Scope.everything(), campaign, TN).studied()).isEqualTo(5_943);
        assertThat(figures.of(Scope.everything(), campaign, TN).by(Form.BRIDGE)).isEqualTo(5_943);
    }

    /// 48, 64, 103 and 240 sites of one morning with the people who came to each, as the page of the session
    /// shows them. Where no number of people was published by level, as many came to each site as its number in
    /// the row says.
    @Test
    void showsSitesAndPeopleByLevelAsTheyWereCheckedIn() throws IOException {
        for (var row : List.of("P01", "P03", "P04", "P05")) {
            var sites = parts(row);
            var people = new ArrayList<Long>();
            for (var level = 0; level < 3; level++)
                people.add(row.equals("P01") ? parts("P02").get(level) : sites.get(level) * (level + 2));
            var prefix = "L" + row;
            crowd(TL1, prefix, people.stream().mapToLong(Long::longValue).sum());
            var campaign = open();
            var session = Trial.session(db, campaign, TN, Form.BRIDGE, 1, false);
            var first = 1;
            for (var level = 0; level < 3; level++) {
                var left = people.get(level);
                for (var number = sites.get(level); number > 0; number--) {
                    var site = Trial.site(db, session, List.of(TN, DT, TL).get(level));
                    var share = left / number;
                    first = checkIn(session, site, prefix, first, share);
                    left -= share;
                }
            }

            var levels = book.levels(sessions.require(Scope.everything(), session));
            assertThat(levels).extracting(LevelLine::sites).containsExactlyElementsOf(sites);
            assertThat(levels).extracting(LevelLine::present).containsExactlyElementsOf(people);
            if (row.equals("P01"))
                assertThat(levels.stream().mapToLong(LevelLine::present).sum()).isEqualTo(5_943);
        }
    }

    @Test
    void printsTheRateOfTayNinh() throws IOException {
        var figure = studied("R01");

        assertThat(figure.rates().gross().percent(RoundingMode.HALF_UP)).isEqualTo("99.16");
        assertThat(figure.rates().gross().decimal()).isEqualTo("0.991616");
    }

    @Test
    void printsTheRateOfDucLinhRoundedOrTruncated() throws IOException {
        var figure = studied("R03");

        assertThat(figure.rates().gross().percent(RoundingMode.HALF_UP)).isEqualTo("95.57");
        assertThat(figure.rates().gross().percent(RoundingMode.DOWN)).isEqualTo("95.56");

        declared.declare(
                OFFICER,
                new CampaignId(last),
                TL1,
                Map.of(Declared.Kind.GUESTS, parts("R04").get(1).intValue()),
                NINE);
        var beside = figures.of(Scope.everything(), new CampaignId(last), TL1);
        assertThat(beside.studied() + beside.guests()).isEqualTo(3_192);
        assertThat(beside.total() + beside.guests()).isEqualTo(3_327);
        assertThat(beside.rates()).isEqualTo(figure.rates());
    }

    @Test
    void addsUpClassesForKeyCadresAndForAll() throws IOException {
        var campaign = open();
        var parts = parts("R02");
        for (var round = 0; round < 2; round++) {
            for (var number = 0; number < parts.get(round); number++) {
                var session = Trial.session(db, campaign, TL, Form.IN_PERSON, 1, false);
                db.sql("update study.session set for_key_cadres = :cadres where id = :id")
                        .param("cadres", round == 0)
                        .param("id", session.value())
                        .update();
            }
        }

        assertThat(db.sql("""
                        select   count(*)
                        from     study.session s
                        where    s.campaign = :id
                        group by s.for_key_cadres
                        order by s.for_key_cadres desc
                        """).param("id", campaign.value()).query(Long.class).list())
                .containsExactly(2L, 21L);
    }

    private java.util.UUID last = new java.util.UUID(0, 0);

    /// The figure of a cell of `whole` members of whom `part` studied.
    private Figure studied(String row) throws IOException {
        var parts = parts(row);
        db.sql("update organization.membership set valid = daterange('1990-01-01', '2000-01-01') where unit = :unit")
                .param("unit", TL1.value())
                .update();
        crowd(TL1, row, parts.get(1));
        var campaign = open();
        last = campaign.value();
        var session = Trial.session(db, campaign, TL, Form.IN_PERSON, 1, false);
        checkIn(session, Trial.site(db, session, TL), row, 1, parts.get(0));

        var figure = figures.of(Scope.everything(), campaign, TL1);
        assertThat(figure.studied()).isEqualTo(parts.get(0));
        assertThat(figure.total()).isEqualTo(parts.get(1));
        return figure;
    }

    private CampaignId open() {
        var campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        return campaign;
    }

    private int checkIn(SessionId session, SiteId site, String prefix, int first, long people) {
        for (var from = first; from < first + people; from += 1_000) {
            var arrivals = new ArrayList<CheckIn>();
            for (var number = from; number < Math.min(from + 1_000, first + people); number++)
                arrivals.add(
                        new CheckIn(prefix + "-" + number, site.value(), false, NINE, prefix + number, null, true));
            assertThat(checkIns.record(OFFICER, session, arrivals, NINE)).containsOnly(Scan.RECORDED);
        }
        return (int) (first + people);
    }

    private void crowd(UnitId unit, String prefix, long people) {
        db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, standing, unit)
                select gen_random_uuid(), :prefix || '-' || n, 'Người thử', 'thu nguoi', 'FULL', :unit
                from   generate_series(1, :people) n
                """)
                .param("prefix", prefix)
                .param("unit", unit.value())
                .param("people", people)
                .update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                select m.id, m.unit, daterange('2020-01-01', null), 'IMPORT'
                from   organization.member m
                where  m.member_no like :prefix || '-%'
                """).param("prefix", prefix).update();
    }

    private List<Long> sites(SessionId session) {
        return db.sql("""
                select   count(*)
                from     study.site i
                join     organization.unit u on u.id = i.unit
                where    i.session = :id
                group by u.level
                order by min(array_position(array['PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS'], u.level))
                """).param("id", session.value()).query(Long.class).list();
    }

    private List<Long> arrived(SessionId session) {
        return db.sql("""
                select   count(*)
                from     study.fact f
                join     study.site i on i.id = f.site
                join     organization.unit u on u.id = i.unit
                where    f.session = :id
                group by u.level
                order by min(array_position(array['PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS'], u.level))
                """).param("id", session.value()).query(Long.class).list();
    }

    private static List<Long> parts(String id) throws IOException {
        try (InputStream file = PublishedFiguresTest.class.getResourceAsStream("/data/figures.csv")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(id + ","))
                    .map(line -> line.replaceAll("\"[^\"]*\"", "x").split(",", -1)[5])
                    .flatMap(parts -> Arrays.stream(parts.split("[+/]", -1)))
                    .map(Long::valueOf)
                    .toList();
        }
    }
}
