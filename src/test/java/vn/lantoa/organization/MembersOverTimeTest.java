package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/// Death, leaving and return, attachment and transfer, also across a reorganization.
@AppTest
class MembersOverTimeTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Redrawing redrawing;

    @Test
    void putsBackWhomAMistakeTookOff() {
        var secretary = post(BINH, TL1, "SECRETARY");
        var presenter = post(BINH, TL1, "PRESENTER");
        var line = memberships(BINH);
        assertThat(leave(BINH, "DEATH", "2023-12-01")).hasStatus3xxRedirection();
        assertThat(leave(BINH, "RESIGNED", "2023-12-02")).hasStatus(409);
        assertThat(transfer(BINH, TL1, "TL2", "2023-12-02")).hasStatus(409);
        assertThat(web.get().uri(page(BINH)).with(World.as(SECRETARY)))
                .bodyText()
                .contains("Từ trần", "Đưa trở lại danh sách");
        db.sql("""
                insert into organization.post (id, member, unit, kind, from_on)
                values (:id, :member, :unit, 'SECRETARY', '2023-12-05')
                """)
                .param("id", World.id("8cd0", 99))
                .param("member", AN.value())
                .param("unit", TL1.value())
                .update();

        assertThat(post(SECRETARY, page(BINH) + "/return", "reason", "")).hasStatus(422);
        assertThat(post(OTHER_SECRETARY, page(BINH) + "/return", "reason", "nhầm người"))
                .hasStatus(404);
        assertThat(post(SECRETARY, page(BINH) + "/return", "reason", "nhầm người"))
                .hasStatus3xxRedirection();

        assertThat(memberships(BINH)).isEqualTo(line);
        assertThat(until(presenter)).isNull();
        assertThat(until(secretary)).isEqualTo("2023-12-01");
        assertThat(db.sql("select detail from access.audit where action = 'organization.member.return'")
                        .query(String.class)
                        .single())
                .isEqualTo("nhầm người");
        assertThat(web.get().uri(page(BINH)).with(World.as(SECRETARY)))
                .bodyText()
                .contains("đã đưa trở lại danh sách: nhầm người");
        assertThat(post(SECRETARY, page(BINH) + "/return", "reason", "nhầm người"))
                .hasStatus(409);
    }

    @Test
    void putsBackIntoTheHeirOfTheCell() {
        leave(HIEU, "TRANSFER_OUT", "2023-06-01");
        reorganized(TL2, LocalDate.of(2023, 10, 1), TL1);

        assertThat(post(SECRETARY, page(HIEU) + "/return", "reason", "nhầm")).hasStatus3xxRedirection();

        assertThat(memberships(HIEU)).isEqualTo("TL2 [2010-05-19,2023-10-01) IMPORT, TL1 [2023-10-01,) REORGANIZATION");
        assertThat(web.get().uri("/organization/members?unit=TL1").with(World.as(SECRETARY)))
                .bodyText()
                .contains("19.000007");
    }

    @Test
    void asksWhereToWhenACellHasNoOneHeir() {
        leave(HIEU, "TRANSFER_OUT", "2023-06-01");
        reorganized(TL2, LocalDate.of(2023, 10, 1), TL1, PC1);

        assertThat(post(SECRETARY, page(HIEU) + "/return", "reason", "nhầm"))
                .hasStatus(409)
                .bodyText()
                .contains("Chi bộ xóm 1 (TL1)", "Chi bộ xóm Bán Luông (PC1)");
    }

    @Test
    void namesTheHeirOfACellThatHasEnded() {
        reorganized(TL2, LocalDate.of(2023, 10, 1), PC1);

        assertThat(transfer(BINH, TL1, "TL2", "2023-12-01"))
                .hasStatus(422)
                .bodyText()
                .contains("Chi bộ xóm 2 không còn từ ngày 01/10/2023", "Chi bộ xóm Bán Luông (PC1)");
    }

    @Test
    void transfersOnlyOnDaysThatFit() {
        db.sql("update organization.unit set from_on = '2023-11-01' where id = :id")
                .param("id", TL2.value())
                .update();
        assertThat(transfer(BINH, TL1, "TL2", "2023-10-31"))
                .hasStatus(422)
                .bodyText()
                .contains("01/11/2023");
        assertThat(transfer(BINH, TL1, "TL2", "2199-10-31")).hasStatus(422);
        assertThat(transfer(BINH, TL1, "TL2", "2004-01-01")).hasStatus(422);

        db.sql("""
                update organization.membership set reason = 'REORGANIZATION', valid = daterange('2023-11-05', null)
                where  member = :id
                """).param("id", BINH.value()).update();
        assertThat(transfer(BINH, TL1, "TL2", "2023-11-04"))
                .hasStatus(422)
                .bodyText()
                .contains("05/11/2023");
        assertThat(transfer(BINH, TL1, "TL2", "2023-11-06")).hasStatus3xxRedirection();
        assertThat(memberships(BINH))
                .isEqualTo("TL1 [2023-11-05,2023-11-06) REORGANIZATION, TL2 [2023-11-06,) TRANSFER");
    }

    @Test
    void attachesForAWhileAndCountsAtHome() {
        assertThat(attach(OTHER_SECRETARY, BINH, "TL2", "2023-01-01", "2199-12-31"))
                .hasStatus(404);
        assertThat(attach(CELL_SECRETARY, BINH, "TL1", "2023-01-01", "2199-12-31"))
                .hasStatus(422);
        assertThat(attach(CELL_SECRETARY, BINH, "TX1", "2023-01-01", "2199-12-31"))
                .hasStatus(422);
        assertThat(attach(CELL_SECRETARY, BINH, "TL2", "2023-01-01", "2022-12-31"))
                .hasStatus(422);
        assertThat(attach(CELL_SECRETARY, BINH, "TL2", "2003-01-01", "2022-12-31"))
                .hasStatus(422);
        assertThat(attach(CELL_SECRETARY, BINH, "TL2", "2023-01-01", "2199-12-31"))
                .hasStatus3xxRedirection();
        assertThat(attach(OFFICER, BINH, "TX1", "2024-01-01", "2024-01-31")).hasStatus(409);

        assertThat(web.get().uri("/organization/members?unit=TL2").with(World.as(SECRETARY)))
                .bodyText()
                .contains("Sinh hoạt tạm thời tại đây: 1", "Dương Thị Bình", "thuộc Chi bộ xóm 1");
        assertThat(web.get().uri("/organization/members?unit=TL").with(World.as(SECRETARY)))
                .bodyText()
                .doesNotContain("Sinh hoạt tạm thời tại đây");
        assertThat(db.sql("select unit from study.rolls_on('2023-06-01') where member = :id")
                        .param("id", BINH.value())
                        .query(UUID.class)
                        .list())
                .containsExactly(TL1.value());
        assertThat(web.get().uri(page(BINH)).with(World.as(CELL_SECRETARY)))
                .bodyText()
                .contains("12/GT-CB", "Sinh hoạt tạm thời");
    }

    @Test
    void endsAnAttachmentEarlyExtendsItAndTakesItBack() {
        attach(CELL_SECRETARY, BINH, "TL2", "2023-01-01", "2199-12-31");
        var id = db.sql("select id from organization.temporary_attachment")
                .query(UUID.class)
                .single();
        var end = "/organization/attachments/" + id + "/end";

        assertThat(post(OTHER_SECRETARY, end, "last", "2023-03-31")).hasStatus(404);
        assertThat(post(CELL_SECRETARY, end, "last", "2023-03-31")).hasStatus3xxRedirection();
        assertThat(attachment()).isEqualTo("2023-04-01");
        assertThat(post(CELL_SECRETARY, end, "last", "2023-05-31")).hasStatus3xxRedirection();
        assertThat(attachment()).isEqualTo("2023-06-01");
        assertThat(post(CELL_SECRETARY, end, "last", "2022-12-31")).hasStatus3xxRedirection();
        assertThat(attachment()).isEqualTo("revoked");
        assertThat(post(CELL_SECRETARY, end, "last", "2023-03-31")).hasStatus(404);
    }

    @Test
    void keepsADecisionThatAnAttachmentRestsOn() {
        var decision = apply(new Operation.Create("M1", "TL", Level.CELL, "Chi bộ mới"));
        assertThat(redrawing.obstacles(OFFICER, decision)).isEmpty();
        assertThat(attach(SECRETARY, BINH, "M1", "2025-08-01", "2199-12-31")).hasStatus3xxRedirection();

        assertThat(redrawing.obstacles(OFFICER, decision))
                .extracting(Fault::key)
                .containsExactly("organization.redraw.attachments-rest");
    }

    @Test
    void keepsADecisionThatAReturnRestsOn() {
        leave(HIEU, "TRANSFER_OUT", "2023-06-01");
        var decision = apply(new Operation.Merge(List.of("TL2"), "TL1"));
        assertThat(redrawing.obstacles(OFFICER, decision)).isEmpty();
        assertThat(post(SECRETARY, page(HIEU) + "/return", "reason", "nhầm")).hasStatus3xxRedirection();

        assertThat(redrawing.obstacles(OFFICER, decision))
                .extracting(Fault::key)
                .containsExactly("organization.redraw.members-since");
    }

    private ReorganizationId apply(Operation operation) {
        var id = redrawing.draw(
                OFFICER,
                TN,
                new Redrawing.Decision("1-QĐ/TU", null, RedrawingTest.ON, List.of(operation), List.of()),
                RedrawingTest.AT);
        redrawing.apply(OFFICER, id, RedrawingTest.AT);
        return id;
    }

    private String attachment() {
        return db.sql("""
                select case when revoked_at is null then until_on::text else 'revoked' end
                from   organization.temporary_attachment
                """).query(String.class).single();
    }

    private MvcTestResult attach(Actor actor, MemberId id, String host, String from, String last) {
        return post(actor, page(id) + "/attachments", "unit", host, "from", from, "last", last, "decision", "12/GT-CB");
    }

    private MvcTestResult leave(MemberId id, String reason, String on) {
        return post(SECRETARY, page(id) + "/departure", "reason", reason, "on", on);
    }

    private MvcTestResult transfer(MemberId id, UnitId from, String cell, String on) {
        return post(SECRETARY, page(id) + "/transfer", "from", from.value().toString(), "cell", cell, "on", on);
    }

    private UUID post(MemberId member, UnitId unit, String kind) {
        var id = UUID.randomUUID();
        db.sql("""
                insert into organization.post (id, member, unit, kind, from_on)
                values (:id, :member, :unit, :kind, '2023-01-01')
                """)
                .param("id", id)
                .param("member", member.value())
                .param("unit", unit.value())
                .param("kind", kind)
                .update();
        return id;
    }

    private @Nullable String until(UUID post) {
        return db.sql("select coalesce(until_on::text, '') from organization.post where id = :id")
                .param("id", post)
                .query(String.class)
                .single()
                .transform(day -> day.isEmpty() ? null : day);
    }

    private String memberships(MemberId member) {
        return db.sql("""
                select string_agg(u.code || ' ' || s.valid || ' ' || s.reason, ', ' order by s.valid)
                from   organization.membership s
                join   organization.unit u on u.id = s.unit
                where  s.member = :member
                """).param("member", member.value()).query(String.class).single();
    }

    private void reorganized(UnitId ended, LocalDate on, UnitId... heirs) {
        var decision = World.id("8f00", 1);
        db.sql("""
                insert into organization.reorganization (id, unit, decision, effective_on, operations, drawn_by, applied_at)
                values (:id, :unit, '1-QĐ/TU', :on, '[]', :by, now())
                """)
                .param("id", decision)
                .param("unit", TN.value())
                .param("on", on)
                .param("by", OFFICER.account().value())
                .update();
        for (var heir : heirs)
            db.sql("""
                    insert into organization.lineage (from_unit, to_unit, reorganization, kind)
                    values (:from, :to, :id, :kind)
                    """)
                    .param("from", ended.value())
                    .param("to", heir.value())
                    .param("id", decision)
                    .param("kind", heirs.length == 1 ? "MERGED" : "DIVIDED")
                    .update();
        db.sql("update organization.unit set until_on = :on where id = :id")
                .param("on", on)
                .param("id", ended.value())
                .update();
    }

    private MvcTestResult post(Actor actor, String uri, String... parameters) {
        var request = web.post().uri(uri).with(World.as(actor)).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) request = request.param(parameters[i], parameters[i + 1]);
        return request.exchange();
    }

    private static String page(MemberId id) {
        return "/organization/members/" + id.value();
    }
}
