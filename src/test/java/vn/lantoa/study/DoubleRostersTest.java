package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;

/// Two records of one person: HIEU turns out to be AN.
@AppTest
class DoubleRostersTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Recorder recorder;

    @Autowired
    Recount recount;

    private CampaignId campaign = new CampaignId(World.id("8e00", 98));

    @BeforeEach
    void openACampaign() {
        campaign = Trial.draft(db, OFFICER, DT, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        db.sql("update study.campaign set rolls_taken_at = opened_at where id = :id")
                .param("id", campaign.value())
                .update();
    }

    @Test
    void countsThePersonOnceByTheRecordThatHasTheFact() {
        studied(HIEU);
        assertThat(web.get().uri(page(AN) + "/double?other=" + HIEU.value()).with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Hồ sơ được giữ", "Nông Văn Hiếu", "15/03/1988", "Chi bộ xóm 2");

        assertThat(merge(SECRETARY, AN, HIEU)).hasStatus3xxRedirection();

        assertThat(onRoster()).containsExactlyInAnyOrder(BINH, CHUNG, DUNG, HA, HANH, HIEU);
        assertThat(total(TL1)).isEqualTo("3 0");
        assertThat(total(TL2)).isEqualTo("3 1");
        assertThat(db.sql("select count(*) from study.fact where campaign = :id and member = :hieu")
                        .param("id", campaign.value())
                        .param("hieu", HIEU.value())
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(web.get()
                        .uri("/study/campaigns/" + campaign.value() + "/adjustments?unit=" + TL1.value())
                        .with(World.as(SECRETARY)))
                .bodyText()
                .contains("Nguyễn Văn An", "hai hồ sơ của một người");
        assertThat(web.get().uri("/study/mine").with(World.as(CELL_SECRETARY)))
                .bodyText()
                .contains("hồ sơ 19.000007", "Rời danh sách 05/01/2024");
    }

    @Test
    void takesTheOtherOffWhereNothingTellsThemApart() {
        assertThat(merge(SECRETARY, AN, HIEU)).hasStatus3xxRedirection();

        assertThat(onRoster()).containsExactlyInAnyOrder(AN, BINH, CHUNG, DUNG, HA, HANH);
    }

    @Test
    void letsThePersonDecideWhoStaysOnARoster() {
        studied(HIEU);

        assertThat(merge(SECRETARY, AN, HIEU, "list-" + campaign.value(), "kept"))
                .hasStatus3xxRedirection();

        assertThat(onRoster()).contains(AN).doesNotContain(HIEU);
    }

    @Test
    void leadsFromTheDroppedRecordToTheKeptOne() {
        assertThat(merge(SECRETARY, AN, HIEU, "birth_date", "dropped")).hasStatus3xxRedirection();

        assertThat(web.get().uri("/organization/members?unit=TL2").with(World.as(SECRETARY)))
                .bodyText()
                .doesNotContain("19.000007");
        for (var address : new String[] {"/organization/members?q=", "/organization/find?q="})
            assertThat(web.get().uri(address + "19.000007").with(World.as(SECRETARY)))
                    .bodyText()
                    .contains("Nguyễn Văn An", page(AN));
        assertThat(web.get().uri(page(HIEU)).with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("đã gộp từ ngày 05/01/2024", page(AN));
        assertThat(web.get().uri(page(AN)).with(World.as(SECRETARY)))
                .bodyText()
                .contains("15/03/1988", "Chi bộ xóm 2", "hồ sơ 19.000007", "04/01/2024");
        assertThat(db.sql(
                                "select count(*) from access.audit where action = 'organization.double.merge' and subject = any (:ids)")
                        .param("ids", new UUID[] {AN.value(), HIEU.value()})
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void putsEverythingBackAsItWas() {
        studied(AN);
        db.sql("""
                insert into organization.post (id, member, unit, kind, from_on)
                values (:id, :member, :unit, 'PRESENTER', '2023-01-01')
                """)
                .param("id", World.id("8cd0", 7))
                .param("member", HIEU.value())
                .param("unit", TL2.value())
                .update();
        var account = account(HIEU, TL2);
        var before = everything();
        assertThat(merge(SECRETARY, AN, HIEU, "full_name", "dropped", "close-" + account, "1"))
                .hasStatus3xxRedirection();
        assertThat(everything()).isNotEqualTo(before);
        assertThat(disabled(account)).isTrue();

        var address = "/organization/doubles/" + merging();
        assertThat(web.get().uri(address).with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("19.000007");
        assertThat(post(OTHER_SECRETARY, address + "/undoing")).hasStatus(404);
        assertThat(post(CELL_SECRETARY, address + "/undoing")).hasStatus(404);
        assertThat(post(SECRETARY, address + "/undoing")).hasStatus3xxRedirection();

        assertThat(everything()).isEqualTo(before);
        assertThat(disabled(account)).isFalse();
        assertThat(recount.differences(campaign)).isEmpty();
        assertThat(post(SECRETARY, address + "/undoing")).hasStatus(409);
    }

    @Test
    void undoesNothingThatSomethingCameAfter() {
        merge(SECRETARY, AN, HIEU);
        var address = "/organization/doubles/" + merging() + "/undoing";
        studied(AN);
        assertThat(post(SECRETARY, address)).hasStatus(409).bodyText().contains("đã có thêm ghi nhận học tập");

        post(SECRETARY, page(AN) + "/transfer", "from", TL1.value().toString(), "cell", "TL2", "on", "2024-02-01");
        assertThat(post(SECRETARY, address)).hasStatus(409).bodyText().contains("trước hết là: chuyển sinh hoạt");
        assertThat(onRoster()).doesNotContain(HIEU);
    }

    @Test
    void mergesARecordOnThatHoldsAnotherAndCountsThePersonOnce() {
        studied(HIEU);
        var before = shape();
        assertThat(merge(SECRETARY, AN, HIEU)).hasStatus3xxRedirection();
        var first = merging();
        var between = shape();
        assertThat(onRoster()).contains(HIEU).doesNotContain(AN);

        assertThat(web.get().uri(page(BINH) + "/double?q=An").with(World.as(SECRETARY)))
                .bodyText()
                .contains("Nguyễn Văn An");
        assertThat(merge(SECRETARY, BINH, AN)).hasStatus3xxRedirection();

        assertThat(onRoster()).containsExactlyInAnyOrder(CHUNG, DUNG, HA, HANH, HIEU);
        assertThat(recount.differences(campaign)).isEmpty();
        assertThat(web.get().uri("/organization/find?q=19.000007").with(World.as(SECRETARY)))
                .bodyText()
                .contains(page(BINH))
                .doesNotContain(page(AN));
        assertThat(web.get().uri(page(BINH)).with(World.as(SECRETARY)))
                .bodyText()
                .contains("19.000001", "19.000007");
        undoneLaterFirst(first, "hồ sơ 19.000001 vào hồ sơ 19.000002", between, before);
        assertThat(recount.differences(campaign)).isEmpty();
    }

    @Test
    void mergesAThirdIntoARecordThatHoldsAnotherAndUndoesTheLaterFirst() {
        studied(BINH);
        var before = shape();
        assertThat(merge(SECRETARY, AN, HIEU)).hasStatus3xxRedirection();
        var first = merging();
        var between = shape();
        assertThat(merge(SECRETARY, AN, BINH)).hasStatus3xxRedirection();

        assertThat(onRoster()).containsExactlyInAnyOrder(BINH, CHUNG, DUNG, HA, HANH);
        assertThat(recount.differences(campaign)).isEmpty();
        undoneLaterFirst(first, "hồ sơ 19.000002 vào hồ sơ 19.000001", between, before);
    }

    @Test
    void takesAPersonOfThreeRecordsOnceOnTheRosterOfAnEarlierDay() {
        merge(SECRETARY, AN, HIEU);
        merge(SECRETARY, BINH, AN);

        assertThat(db.sql("select member from study.rolls_on('2023-06-01') where member = any (:three)")
                        .param("three", new UUID[] {AN.value(), BINH.value(), HIEU.value()})
                        .query(UUID.class)
                        .list())
                .containsExactly(BINH.value());
    }

    @Test
    void closesNoAccountThatReachesBeyondTheActor() {
        var account = account(HIEU, TN);

        assertThat(web.get().uri(page(AN) + "/double?other=" + HIEU.value()).with(World.as(SECRETARY)))
                .bodyText()
                .contains("quản trị hệ thống sẽ quyết định")
                .doesNotContain("close-" + account);
        merge(SECRETARY, AN, HIEU, "close-" + account, "1");

        assertThat(disabled(account)).isFalse();
    }

    @Test
    void mergesOnlyWhatTheActorKeepsAndWhatFits() {
        assertThat(merge(CELL_SECRETARY, AN, HIEU)).hasStatus(404);
        assertThat(merge(OTHER_SECRETARY, AN, HIEU)).hasStatus(404);
        assertThat(merge(INSPECTOR, AN, HIEU)).hasStatus(404);
        assertThat(merge(SECRETARY, AN, NAM)).hasStatus(404);
        assertThat(merge(SECRETARY, AN, AN)).hasStatus(422);
        assertThat(merge(SECRETARY, AN, HIEU, "on", "2010-05-19"))
                .hasStatus(422)
                .bodyText()
                .contains("19/05/2010");
        assertThat(merge(SECRETARY, AN, HIEU, "on", "2199-01-01")).hasStatus(422);
        assertThat(onRoster()).contains(AN, HIEU);

        assertThat(merge(SECRETARY, AN, HIEU)).hasStatus3xxRedirection();
        assertThat(merge(SECRETARY, BINH, HIEU)).hasStatus(409);
        assertThat(merge(SECRETARY, HIEU, BINH)).hasStatus(409);
        assertThat(post(SECRETARY, page(HIEU) + "/return", "reason", "nhầm")).hasStatus(409);
    }

    @Test
    void changesNoFigureThatItsUnitHasClosed() {
        db.sql("insert into study.closure (campaign, unit, closed_by) values (:id, :unit, :by)")
                .param("id", campaign.value())
                .param("unit", TL2.value())
                .param("by", OFFICER.account().value())
                .update();

        assertThat(merge(SECRETARY, AN, HIEU, "reason", "một người <b>"))
                .hasStatus(409)
                .bodyText()
                .contains("Chi bộ xóm 2 đã khép số liệu", "một người &lt;b>");
    }

    @Test
    void restsNothingOnTheOtherWhileTheCutOffDayIsToCome() {
        waitForTheCutOff();
        studied(HIEU);

        assertThat(merge(SECRETARY, AN, HIEU)).hasStatus(409).bodyText().contains("chưa đến ngày chốt danh sách");
        assertThat(onRoster()).contains(AN, HIEU);
    }

    @Test
    void keepsWhoStayedWhenTheCutOffDayComes() {
        waitForTheCutOff();
        studied(HIEU);

        assertThat(merge(SECRETARY, HIEU, AN)).hasStatus3xxRedirection();

        db.sql("select study.take_rolls(:id)")
                .param("id", campaign.value())
                .query(Integer.class)
                .single();
        assertThat(onRoster()).contains(HIEU).doesNotContain(AN);
    }

    @Test
    void putsThePersonOnceOnTheRosterOfAnEarlierDay() {
        merge(SECRETARY, AN, HIEU);

        assertThat(db.sql("select member from study.rolls_on(:day)")
                        .param("day", LocalDate.of(2023, 12, 12))
                        .query(UUID.class)
                        .list())
                .contains(AN.value())
                .doesNotContain(HIEU.value());
        assertThat(db.sql("select member from study.rolls_on(:day)")
                        .param("day", LocalDate.of(2011, 1, 1))
                        .query(UUID.class)
                        .list())
                .doesNotContain(HIEU.value());
    }

    @Test
    void findsTheOtherByNameNumberAndBirth() {
        db.sql("update organization.member set birth_date = '1970-03-15' where id = :id")
                .param("id", HIEU.value())
                .update();
        var address = page(AN) + "/double";

        assertThat(web.get().uri(address).with(World.as(SECRETARY)))
                .bodyText()
                .contains("Nông Văn Hiếu", "cùng ngày sinh")
                .doesNotContain("Phạm Văn Nam");
        for (var asked : new String[] {"hieu", "19.000007", "15/03/1970"})
            assertThat(web.get().uri(address).param("q", asked).with(World.as(SECRETARY)))
                    .as(asked)
                    .bodyText()
                    .contains("Nông Văn Hiếu");
        assertThat(web.get().uri(address).param("q", "nam").with(World.as(SECRETARY)))
                .bodyText()
                .doesNotContain("Phạm Văn Nam");
        assertThat(web.get().uri(address).with(World.as(INSPECTOR))).hasStatus(404);
    }

    private void waitForTheCutOff() {
        db.sql("update study.campaign set rolls_taken_at = null where id = :id")
                .param("id", campaign.value())
                .update();
    }

    private void studied(MemberId member) {
        recorder.record(
                OFFICER, campaign, List.of(Fact.studied(member.value(), 1, Form.CELL_MEETING, false, NINE)), NINE);
    }

    private MvcTestResult merge(Actor actor, MemberId kept, MemberId dropped, String... parameters) {
        var request =
                web.post().uri(page(kept) + "/double").with(World.as(actor)).with(csrf());
        var on = "2024-01-05";
        var reason = "hai hồ sơ của một người";
        for (int i = 0; i < parameters.length; i += 2) {
            if (parameters[i].equals("on")) on = parameters[i + 1];
            else if (parameters[i].equals("reason")) reason = parameters[i + 1];
            else request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.param("other", dropped.value().toString())
                .param("on", on)
                .param("reason", reason)
                .exchange();
    }

    private MvcTestResult post(Actor actor, String uri, String... parameters) {
        var request = web.post().uri(uri).with(World.as(actor)).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) request = request.param(parameters[i], parameters[i + 1]);
        return request.exchange();
    }

    /// The three records, their place on the roster and the tallies, to the letter.
    private String shape() {
        return db.sql("""
                select jsonb_build_array(
                           (select jsonb_agg(to_jsonb(m) order by m.id) from organization.member m),
                           (select jsonb_agg(to_jsonb(s) order by s.member, s.valid) from organization.membership s),
                           (select jsonb_agg(to_jsonb(r) order by r.member)
                            from   study.roster r
                            where  r.campaign = :id),
                           (select jsonb_agg(to_jsonb(t) order by t.position)
                            from   study.tally t
                            where  t.campaign = :id))::text
                """).param("id", campaign.value()).query(String.class).single();
    }

    /// The earlier merging cannot be undone while the `later` one stands; then both are, and all is as it was.
    private void undoneLaterFirst(UUID first, String later, String between, String before) {
        assertThat(post(SECRETARY, "/organization/doubles/" + first + "/undoing"))
                .hasStatus(409)
                .bodyText()
                .contains("Hãy hủy trước việc gộp " + later);
        assertThat(post(SECRETARY, "/organization/doubles/" + latest() + "/undoing"))
                .hasStatus3xxRedirection();
        assertThat(shape()).isEqualTo(between);
        assertThat(post(SECRETARY, "/organization/doubles/" + first + "/undoing"))
                .hasStatus3xxRedirection();
        assertThat(shape()).isEqualTo(before);
    }

    private UUID latest() {
        return db.sql("select id from organization.double_record where undone_at is null order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private UUID merging() {
        return db.sql("select id from organization.double_record")
                .query(UUID.class)
                .single();
    }

    private UUID account(MemberId member, UnitId unit) {
        var id = World.id("8a00", 77);
        db.sql(
                        "insert into access.account (id, username, full_name, member) values (:id, 'hieu', 'Nông Văn Hiếu', :member)")
                .param("id", id)
                .param("member", member.value())
                .update();
        db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on)
                values (:id, :account, 'MEMBER', :unit, '2020-01-01')
                """)
                .param("id", World.id("8ab0", 77))
                .param("account", id)
                .param("unit", unit.value())
                .update();
        return id;
    }

    private boolean disabled(UUID account) {
        return db.sql("select disabled_at is not null from access.account where id = :id")
                .param("id", account)
                .query(Boolean.class)
                .single();
    }

    private List<MemberId> onRoster() {
        return db
                .sql("""
                select member from study.roster
                where  campaign = :id and removed_on is null and unit = any (:units)
                """)
                .param("id", campaign.value())
                .param("units", new UUID[] {TL1.value(), TL2.value()})
                .query(UUID.class)
                .list()
                .stream()
                .map(MemberId::new)
                .toList();
    }

    /// total and studied of the unit's own tally.
    private String total(UnitId unit) {
        return db.sql("select total || ' ' || studied from study.tally where campaign = :id and unit = :unit")
                .param("id", campaign.value())
                .param("unit", unit.value())
                .query(String.class)
                .single();
    }

    /// Every row about either record that a merging may change.
    private String everything() {
        return db.sql("""
                select string_agg(line, e'\\n' order by line)
                from   (
                    select to_jsonb(m)::text as line from organization.member m
                    union  all
                    select to_jsonb(s)::text from organization.membership s
                    union  all
                    select to_jsonb(p)::text from organization.post p
                    union  all
                    select to_jsonb(e)::text from organization.exemption e
                    union  all
                    select to_jsonb(r)::text from study.roster r where r.campaign = :id
                    union  all
                    select to_jsonb(t)::text from study.tally t where t.campaign = :id
                    union  all
                    select to_jsonb(f)::text from study.fact f where f.campaign = :id
                ) l
                """).param("id", campaign.value()).query(String.class).single();
    }

    private static String page(MemberId id) {
        return "/organization/members/" + id.value();
    }
}
