package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

@AppTest
class SessionControllerTest implements World {

    private static final Map<String, String> TYPED = Map.of(
            "title",
            "Lớp học xã",
            "form",
            "CELL_MEETING",
            "host",
            "TL",
            "day",
            "2023-12-12",
            "startsAt",
            "07:30",
            "endsAt",
            "11:00",
            "topic",
            "1",
            "site-1",
            "TL1",
            "site-name-1",
            "Nhà văn hóa",
            "main",
            "1");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    private String campaign = "";

    @BeforeEach
    void openACampaign() {
        var id = Trial.draft(db, OFFICER, TN, 2, "0.5");
        opening.open(OFFICER, id, NINE);
        campaign = "/study/campaigns/" + id.value();
    }

    @Test
    void schedulesChangesClosesAndReopens() {
        var session = scheduled(post(SECRETARY, campaign + "/sessions", TYPED));
        assertThat(get(SECRETARY, session)).hasStatusOk().bodyText().contains("Lớp học xã", "Nhà văn hóa", "07:30");
        assertThat(get(OFFICER, campaign + "/sessions"))
                .hasStatusOk()
                .bodyText()
                .contains("Lớp học xã");

        assertThat(get(SECRETARY, session + "/edit")).hasStatusOk().bodyText().contains("value=\"07:30\"");
        assertThat(post(SECRETARY, session, with(TYPED, "title", "Lớp <b>mới</b>")))
                .hasRedirectedUrl(session);
        assertThat(get(SECRETARY, session)).bodyText().contains("Lớp &lt;b&gt;mới");

        assertThat(post(SECRETARY, session + "/closure", Map.of()))
                .as("a main site makes it a conference, and nobody is accounted for")
                .hasStatus(409)
                .bodyText()
                .contains("còn 3 người", session + "/conclusion");
        db.sql("update study.site set main = false").update();
        assertThat(post(SECRETARY, session + "/closure", Map.of())).hasRedirectedUrl(session);
        assertThat(get(SECRETARY, session)).bodyText().contains("Đã kết thúc ghi nhận");
        assertThat(post(SECRETARY, session, TYPED)).hasStatus(409);
        assertThat(post(SECRETARY, session + "/reopening", Map.of())).hasRedirectedUrl(session);
        assertThat(post(SECRETARY, session + "/removal", Map.of())).hasRedirectedUrl(campaign + "/sessions");
        assertThat(get(SECRETARY, session)).hasStatus(404);
    }

    @Test
    void movesTheEndOfLinksForTheDoorWithTheSession() {
        var session = scheduled(post(SECRETARY, campaign + "/sessions", TYPED));
        var site = db.sql("select t.id::text from study.site t where t.session = :id::uuid")
                .param("id", session.replaceFirst(".*/", ""))
                .query(String.class)
                .single();
        assertThat(post(SECRETARY, "/study/sites/" + site + "/links", Map.of("holder", "Người trực")))
                .hasStatusOk();

        var form = new HashMap<>(with(TYPED, "day", "2023-12-15"));
        form.put("site-id-1", site);
        assertThat(post(SECRETARY, session, form)).hasRedirectedUrl(session);
        assertThat(db.sql("""
                        select to_char(l.ends_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI')
                        from   study.operator_link l
                        """).query(String.class).single()).isEqualTo("2023-12-16 00:00");
    }

    @Test
    void changesASessionOfManySitesWithoutListingThemAndAddsToThem() {
        var session = scheduled(post(SECRETARY, campaign + "/sessions", TYPED));
        var id = session.replaceFirst(".*/", "");
        db.sql("""
                insert into study.site (id, session, unit, name)
                select gen_random_uuid(), :id::uuid, :unit, 'Điểm cầu ' || n from generate_series(1, 70) n
                """).param("id", id).param("unit", TL.value()).update();
        assertThat(get(SECRETARY, session)).bodyText().contains("Hiện 50 trong 71 điểm cầu");
        assertThat(get(SECRETARY, session + "/edit"))
                .bodyText()
                .contains("name=\"keepsSites\"", "71 điểm cầu", "Điểm cầu mới 1", "name=\"site-2\"")
                .doesNotContain("name=\"site-3\"", "value=\"Điểm cầu 7");

        var sites = Map.of("site-1", "", "site-name-1", "", "site-capacity-1", "", "keepsSites", "1");
        var changed = new HashMap<>(with(TYPED, "title", "Đổi tên"));
        changed.keySet().removeIf(field -> field.startsWith("site") || field.equals("main"));
        changed.putAll(sites);
        assertThat(post(SECRETARY, session, changed)).hasRedirectedUrl(session);
        assertThat(sitesOf(id)).isEqualTo(71);

        changed.put("site-1", code(TL.value()));
        changed.put("site-name-1", "Nhà văn hóa xóm 9");
        assertThat(post(SECRETARY, session, changed)).hasRedirectedUrl(session);
        assertThat(sitesOf(id)).isEqualTo(72);
        assertThat(post(SECRETARY, session, changed)).as("is there already").hasStatus(422);
        changed.put("site-name-1", "Nhà văn hóa xóm 10");
        changed.put("main", "1");
        assertThat(post(SECRETARY, session, changed)).as("has a main site").hasStatus(422);
        assertThat(sitesOf(id)).isEqualTo(72);
        assertThat(get(SECRETARY, session)).bodyText().contains("Đổi tên");
    }

    private int sitesOf(String session) {
        return db.sql("select count(*) from study.site t where t.session = :id::uuid")
                .param("id", session)
                .query(Integer.class)
                .single();
    }

    private String code(java.util.UUID unit) {
        return db.sql("select u.code from organization.unit u where u.id = :id")
                .param("id", unit)
                .query(String.class)
                .single();
    }

    @Test
    void callsThoseWhoNeedItToAMakeUpAndRecordsWhoCame() {
        assertThat(get(SECRETARY, campaign + "/make-ups"))
                .hasStatusOk()
                .bodyText()
                .contains("Chi bộ xóm 1", "Chi bộ xóm 2");

        var session = scheduled(post(
                SECRETARY,
                campaign + "/make-ups",
                with(with(TYPED, "of", TL1.value().toString()), "makeUp", "1")));
        assertThat(get(SECRETARY, session))
                .hasStatusOk()
                .bodyText()
                .contains("Nguyễn Văn An", "Dương Thị Bình", "Ma Thị Dung")
                .doesNotContain("Hoàng Văn Chung", "Trần Thị Hà");

        var came = Map.of("member", BINH.value().toString());
        assertThat(post(SECRETARY, session + "/attendance", came)).hasRedirectedUrl(session);
        assertThat(post(SECRETARY, session + "/attendance", came)).hasRedirectedUrl(session);
        assertThat(post(
                        SECRETARY,
                        session + "/attendance",
                        Map.of("member", HA.value().toString())))
                .hasRedirectedUrl(session);
        assertThat(db.sql("select sum(studied) || ' ' || sum(made_up) from study.tally where campaign = :id::uuid")
                        .param("id", campaign.replaceFirst(".*/", ""))
                        .query(String.class)
                        .single())
                .isEqualTo("1 1");
        assertThat(post(SECRETARY, session + "/removal", Map.of())).hasStatus(409);
        assertThat(get(SECRETARY, campaign + "/make-ups")).bodyText().contains("Chi bộ xóm 1");
    }

    @Test
    void callsEverybodyInNeedAtOnce() {
        var session =
                scheduled(post(SECRETARY, campaign + "/make-ups", with(with(TYPED, "all", "true"), "makeUp", "1")));

        assertThat(get(SECRETARY, session))
                .bodyText()
                .contains("Nguyễn Văn An", "Dương Thị Bình", "Ma Thị Dung", "Trần Thị Hà");
    }

    @Test
    void recordsNobodyBeforeTheMakeUpBegins() {
        var typed = with(with(with(TYPED, "of", TL1.value().toString()), "makeUp", "1"), "day", "2028-12-01");
        var session = scheduled(post(SECRETARY, campaign + "/make-ups", typed));

        assertThat(post(
                        SECRETARY,
                        session + "/attendance",
                        Map.of("member", BINH.value().toString())))
                .hasStatus(409)
                .bodyText()
                .contains("Buổi học chưa bắt đầu");
        assertThat(post(SECRETARY, session + "/closure", Map.of())).hasStatus(409);
    }

    @Test
    void callsNobodyOfAUnitOutsideTheSubtree() {
        var typed = with(with(TYPED, "of", TX1.value().toString()), "makeUp", "1");

        assertThat(post(SECRETARY, campaign + "/make-ups", typed))
                .hasStatus(422)
                .bodyText()
                .contains("không có ai cần học bù");
        assertThat(post(SECRETARY, campaign + "/make-ups", TYPED))
                .hasStatus(422)
                .bodyText()
                .contains("Lớp học xã");
        assertThat(db.sql("select count(*) from study.session where make_up")
                        .query(Long.class)
                        .single())
                .isLessThan(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title    | ``                 | Chưa nhập “Tên buổi học”
            title    | LONG               | tối đa 300 ký tự
            endsAt   | 07:00              | phải sau giờ bắt đầu
            startsAt | half past          | không phải là giờ
            day      | 31/02/2023         | không phải là một ngày
            host     | TX                 | ngoài phạm vi
            host     | x'; drop table y   | ngoài phạm vi
            site-1   | TX                 | ngoài phạm vi
            site-1   | ``                 | Chưa nhập “Đơn vị của điểm cầu”
            form     | SLEEPING           | SLEEPING
            topic    | 3                  | chuyên đề số 3
            topic    | x                  | số nguyên
            site-capacity-1 | -1          | số nguyên
            """)
    void refusesAndKeepsTheInput(String field, String value, String sentence) {
        assertThat(post(SECRETARY, campaign + "/sessions", with(TYPED, field, value.replace("LONG", "ư".repeat(400)))))
                .hasStatus(422)
                .bodyText()
                .contains(sentence, "Nhà văn hóa");
    }

    @Test
    void showsSessionsToThoseConcernedOnly() {
        var session = scheduled(post(SECRETARY, campaign + "/sessions", TYPED));

        for (var friend : new Actor[] {OFFICER, CELL_SECRETARY, INSPECTOR})
            assertThat(get(friend, session)).hasStatusOk();
        for (var stranger : new Actor[] {OTHER_SECRETARY, OTHER_OFFICER, MEMBER, ADMINISTRATOR})
            assertThat(get(stranger, session)).hasStatus(404);
        for (var stranger : new Actor[] {CELL_SECRETARY, OTHER_SECRETARY, INSPECTOR, READER}) {
            assertThat(get(stranger, session + "/edit")).hasStatus(404);
            assertThat(post(stranger, session, TYPED)).hasStatus(404);
            assertThat(post(stranger, session + "/closure", Map.of())).hasStatus(404);
            assertThat(post(stranger, session + "/removal", Map.of())).hasStatus(404);
        }
        assertThat(get(READER, campaign + "/sessions/new")).hasStatus(404);
        assertThat(get(READER, campaign + "/make-ups")).hasStatus(404);
        assertThat(post(MEMBER, session + "/attendance", Map.of())).hasStatus(404);
    }

    private static String scheduled(MvcTestResult answer) {
        assertThat(answer).hasStatus3xxRedirection();
        return String.valueOf(answer.getResponse().getRedirectedUrl());
    }

    private MvcTestResult get(Actor actor, String address) {
        return web.get().uri(address).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String address, Map<String, String> typed) {
        var request = web.post().uri(address).with(World.as(actor)).with(csrf());
        typed.forEach(request::param);
        return request.exchange();
    }

    private static Map<String, String> with(Map<String, String> typed, String field, String value) {
        var changed = new HashMap<>(typed);
        changed.put(field, value);
        return changed;
    }
}
