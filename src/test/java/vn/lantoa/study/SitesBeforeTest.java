package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Preferences;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.WarningCounts;

/// Sites before the day: details, lists, warnings and files.
@AppTest
class SitesBeforeTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    Sessions sessions;

    @Autowired
    SiteBook book;

    @Autowired
    Preferences preferences;

    @Autowired
    SiteWarnings warnings;

    private CampaignId campaign = new CampaignId(new java.util.UUID(0, 0));
    private SessionId session = new SessionId(new java.util.UUID(0, 0));
    private SiteId hall = new SiteId(new java.util.UUID(0, 0));
    private String list = "";

    @BeforeEach
    void openAConference() {
        campaign = Trial.draft(db, OFFICER, TN, 2, "0.5");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 3, false);
        hall = Trial.site(db, session, TL);
        list = "/study/sessions/" + session.value() + "/sites";
    }

    @Test
    void settlesWhatASiteNeeds() {
        var site = "/study/sites/" + hall.value();
        assertThat(post(
                        SECRETARY,
                        site,
                        Map.of(
                                "name",
                                "Hội trường xã",
                                "hall",
                                "Tầng 2",
                                "address",
                                "Xóm 1",
                                "capacity",
                                "120",
                                "chair",
                                "Bà Lê",
                                "operator",
                                "DIEMCAU",
                                "expects",
                                "UNIT",
                                "note",
                                "Gửi xe ở sân")))
                .hasRedirectedUrl(site);

        assertThat(get(READER, site))
                .hasStatusOk()
                .bodyText()
                .contains("Hội trường xã", "Tầng 2", "Xóm 1", "120", "Bà Lê", "diemcau", "Gửi xe ở sân")
                .doesNotContain("/edit");
        assertThat(get(SECRETARY, list)).bodyText().contains("Hội trường xã", "Tầng 2");
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        var site = "/study/sites/" + hall.value();
        assertThat(post(OFFICER, site, Map.of("name", "Hội trường xã", "operator", "khong-ai")))
                .hasStatus(422)
                .bodyText()
                .contains("khong-ai", "Hội trường xã");
        assertThat(post(OFFICER, site, Map.of("name", "Hội trường xã", "capacity", "nhiều")))
                .hasStatus(422);
    }

    @Test
    void ticksLineAndEquipmentWithWhoAndWhen() {
        var site = "/study/sites/" + hall.value();
        assertThat(post(SITE_OPERATOR, site + "/line-test", Map.of("works", "true")))
                .hasRedirectedUrl(site);
        assertThat(post(SITE_OPERATOR, site + "/checks", Map.of("item", "Loa và micro")))
                .hasRedirectedUrl(site);

        assertThat(get(SITE_OPERATOR, site)).bodyText().contains("Đường truyền tốt", "thử lúc");
        assertThat(warnings.counts(held()).untested()).isZero();
        assertThat(book.checks(hall.value(), List.of("Loa và micro", "Máy chiếu")))
                .extracting(line -> line.checkedAt() != null)
                .containsExactly(true, false);

        assertThat(post(SITE_OPERATOR, site + "/line-test", Map.of("works", "false")))
                .hasRedirectedUrl(site);
        assertThat(warnings.counts(held()).untested()).isEqualTo(1);
        assertThat(post(SITE_OPERATOR, site, Map.of("name", "Khác"))).hasStatus(404);
        assertThat(post(OTHER_SECRETARY, site + "/checks", Map.of())).hasStatus(404);
    }

    @Test
    void findsPeopleByNameWithoutAccents() {
        var site = "/study/sites/" + hall.value();
        for (var page : List.of(site + "?q=tran ha", site + "/expected?q=tran ha"))
            assertThat(get(OFFICER, page))
                    .hasStatusOk()
                    .bodyText()
                    .contains(
                            "Trần Thị Hà",
                            "đang dự kiến ở Điểm cầu thử",
                            HA.value().toString())
                    .doesNotContain("Lý Thị Hạnh");
        assertThat(get(OFFICER, site + "/expected?q=" + number(LAN.value())))
                .bodyText()
                .contains(LAN.value().toString());
        assertThat(get(OFFICER, site + "/expected?q=%25%25")).bodyText().contains("Không tìm thấy ai");
        assertThat(get(OFFICER, site))
                .bodyText()
                .contains("theo số thẻ đảng viên")
                .doesNotContain("{0}");
        assertThat(get(OFFICER, site + "/expected?q=h")).bodyText().doesNotContain("Trần Thị Hà");

        var add = Map.of("member", LAN.value().toString(), "q", "lan");
        assertThat(post(OFFICER, site + "/expected/members", add)).hasRedirectedUrl(site + "?q=lan");
        assertThat(post(OFFICER, site + "/expected/members", add)).hasStatus3xxRedirection();
        assertThat(expected()).containsEntry(hall.value(), 8L);
        assertThat(get(OFFICER, site + "?q=" + number(LAN.value()))).bodyText().contains("Đã có trong danh sách");
        assertThat(db.sql("select count(*) from access.audit a where a.action = 'study.names.read'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void findsNobodyWhoseNameTheSearcherMayNotRead() {
        var site = "/study/sites/" + hall.value();
        assertThat(get(SECRETARY, site + "/expected?q=" + number(HA.value())))
                .bodyText()
                .contains("Trần Thị Hà");
        assertThat(get(SECRETARY, site + "/expected?q=" + number(LAN.value())))
                .bodyText()
                .doesNotContain(LAN.value().toString());
        assertThat(post(
                        SECRETARY,
                        site + "/expected/members",
                        Map.of("member", LAN.value().toString())))
                .hasStatus(404);
        assertThat(get(SITE_OPERATOR, site + "/expected?q=ha")).hasStatus(404);
        assertThat(get(READER, site + "?q=tran ha")).bodyText().doesNotContain("Trần Thị Hà");
    }

    @Test
    void followsTheUsualListOfTheNearestUnitAbove() {
        var equipment = "/study/sessions/" + session.value() + "/equipment";
        var site = "/study/sites/" + hall.value();
        assertThat(get(OFFICER, site)).bodyText().contains("Loa và micro");
        assertThat(post(OFFICER, equipment, Map.of("items", "Cờ\nLọ hoa", "usual", "true")))
                .hasRedirectedUrl(list);
        assertThat(get(OFFICER, site)).bodyText().contains("Lọ hoa").doesNotContain("Loa và micro");
        assertThat(get(OFFICER, list)).bodyText().contains("theo danh mục thường dùng");

        var below = Trial.session(db, campaign, TL, Form.BRIDGE, 3, false);
        var there = "/study/sites/" + Trial.site(db, below, TL1).value();
        assertThat(get(OFFICER, there)).bodyText().contains("Lọ hoa");
        assertThat(post(
                        SECRETARY,
                        "/study/sessions/" + below.value() + "/equipment",
                        Map.of("items", "Quạt", "usual", "true")))
                .hasStatus3xxRedirection();
        assertThat(get(OFFICER, there)).bodyText().contains("Quạt").doesNotContain("Lọ hoa");
        assertThat(get(OFFICER, site)).bodyText().contains("Lọ hoa");

        assertThat(post(OFFICER, equipment, Map.of("items", "", "usual", "true")))
                .hasStatus3xxRedirection();
        assertThat(get(OFFICER, site)).bodyText().contains("Loa và micro");
        assertThat(post(SECRETARY, equipment, Map.of("items", "Khác", "usual", "true")))
                .hasStatus(404);
    }

    @Test
    void takesTheListOfTheConferenceBefore() {
        var earlier = "/study/sessions/" + session.value() + "/equipment/earlier";
        assertThat(get(OFFICER, list)).bodyText().doesNotContain(earlier);
        assertThat(post(OFFICER, earlier, Map.of()))
                .hasStatus(409)
                .bodyText()
                .contains("Chưa có hội nghị nào trước đó");
        var before = Trial.session(db, campaign, DT, Form.BRIDGE, 3, false);
        db.sql(
                        "update study.session set equipment = '{Cờ,Bục}', starts_at = starts_at - interval '1 day' where id = :id")
                .param("id", before.value())
                .update();

        assertThat(get(OFFICER, list)).bodyText().contains(earlier);
        assertThat(post(OFFICER, earlier, Map.of())).hasRedirectedUrl(list);
        assertThat(get(OFFICER, "/study/sites/" + hall.value())).bodyText().contains("Bục");
        assertThat(get(OFFICER, list)).bodyText().contains("có danh mục riêng");
    }

    @Test
    void takesNumbersAndNeverGuessesNames() {
        var lan = number(LAN.value());
        var answer = post(
                OFFICER,
                "/study/sites/" + hall.value() + "/expected",
                Map.of("numbers", lan + "\nKHONG-CO, Ma Thị Dung"));

        assertThat(answer).hasStatus(422).bodyText().contains("KHONG-CO", "Ma Thị Dung", "Lan");
        assertThat(expected()).containsEntry(hall.value(), 8L);
        assertThat(post(
                        OFFICER,
                        "/study/sites/" + hall.value() + "/expected/removal",
                        Map.of("member", LAN.value().toString())))
                .hasStatus3xxRedirection();
        assertThat(expected()).containsEntry(hall.value(), 7L);
    }

    @Test
    void takesAListFromAFile() {
        var file = new MockMultipartFile(
                "file",
                "ds.csv",
                "text/csv",
                ("Số thẻ\n" + number(LAN.value()) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(web.post()
                        .multipart()
                        .uri("/study/sites/" + hall.value() + "/expected")
                        .file(file)
                        .with(World.as(OFFICER))
                        .with(csrf())
                        .exchange())
                .hasStatus3xxRedirection();
        assertThat(expected()).containsEntry(hall.value(), 8L);
    }

    @Test
    void warnsOfSeatsNamesAndUnits() {
        var cell = Trial.site(db, session, PC1);
        db.sql("update study.site set capacity = 3 where id = :id")
                .param("id", hall.value())
                .update();
        for (var site : List.of(hall, cell))
            db.sql("insert into study.expected (site, member) values (:site, :member)")
                    .param("site", site.value())
                    .param("member", AN.value())
                    .update();

        assertThat(warnings.counts(held())).isEqualTo(new WarningCounts(1, 1, 0, 0, 2, 2));
        assertThat(warnings.twice(held()))
                .singleElement()
                .satisfies(twice -> assertThat(twice.fullName()).isEqualTo("Nguyễn Văn An"));

        db.sql("delete from study.expected where site = :site")
                .param("site", cell.value())
                .update();
        db.sql("delete from study.site where id = :site")
                .param("site", cell.value())
                .update();
        assertThat(warnings.unhosted(held()))
                .singleElement()
                .satisfies(unit -> assertThat(unit.code() + " " + unit.people()).isEqualTo("PC1 2"));
        assertThat(get(OFFICER, "/study/sessions/" + session.value() + "/warnings"))
                .hasStatusOk()
                .bodyText()
                .contains("PC1");
        assertThat(get(OFFICER, list + "?only=TIGHT")).bodyText().contains("Điểm cầu thử");
        assertThat(get(OFFICER, list + "?q=khong-co-dau")).bodyText().doesNotContain("Điểm cầu thử");
    }

    /// The counts for all sites at once are those that the rule for one site gives, whatever the sites.
    @Test
    void countsForAllSitesWhatEachSiteExpects() {
        var random = new Random(7);
        for (var round = 0; round < 25; round++) {
            db.sql("delete from study.site where session = :id")
                    .param("id", session.value())
                    .update();
            db.sql("update study.session set for_key_cadres = :cadres where id = :id")
                    .param("id", session.value())
                    .param("cadres", random.nextInt(4) == 0)
                    .update();
            for (var number = random.nextInt(7); number >= 0; number--) {
                var site = Trial.site(
                        db, session, List.of(TN, DT, TL, PC, TL1, TL2, PC1, TX).get(random.nextInt(8)));
                db.sql("update study.site set expects = :expects, main = :main where id = :id")
                        .param(
                                "expects",
                                List.of("UNIT", "UNIT", "LIST", "OPEN").get(random.nextInt(4)))
                        .param("main", random.nextInt(5) == 0)
                        .param("id", site.value())
                        .update();
                for (var member : List.of(AN, BINH, HA, LAN, NAM))
                    if (random.nextInt(4) == 0)
                        db.sql("insert into study.expected (site, member) values (:site, :member)")
                                .param("site", site.value())
                                .param("member", member.value())
                                .update();
            }

            assertThat(expected()).as("round %d", round).isEqualTo(oneByOne());
        }
    }

    @Test
    void importsSitesAllOrNoneAndTheSameFileAgainChangesNothing() {
        var wrong =
                "Mã tổ chức,Tên điểm cầu,Sức chứa,Người trực\nTL,Điểm cầu xã,100,diemcau\nKHONG,X,2,\nPC,Y,nhiều,\nPC,Y,5,khong-ai\n";
        var answer = send(wrong, "true");
        assertThat(answer).hasStatus(422).bodyText().contains("KHONG", "khong-ai", "nhiều");
        var marked = Pattern.compile("href=\"([^\"]+/result\\.xlsx)\"")
                .matcher(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
        assertThat(marked.find()).isTrue();
        assertThat(get(OFFICER, marked.group(1)))
                .hasStatusOk()
                .hasHeader("Content-Disposition", "attachment; filename=\"ket-qua.xlsx\"");
        assertThat(answer).bodyText().contains("“Sức chứa”: “nhiều”").doesNotContain("codes=");
        assertThat(book.count(held())).isEqualTo(1);

        var right =
                "Mã tổ chức,Tên điểm cầu,Sức chứa,Người trực,Điểm cầu chính\nTL,Điểm cầu xã,100,diemcau,x\nPC,,50,,\n";
        assertThat(send(right, "true")).hasStatusOk();
        assertThat(book.count(held())).isEqualTo(1);
        assertThat(send(right, "false")).hasStatusOk();
        assertThat(book.export(held()))
                .extracting(site -> site.unitCode() + " " + site.name() + " " + site.capacity() + " " + site.operator()
                        + " " + site.main())
                .containsExactly("TL Điểm cầu xã 100 diemcau true", "PC Đảng bộ xã Phú Cường 50 null false");

        var before = state();
        assertThat(send(right, "false")).hasStatusOk().bodyText().contains("2");
        assertThat(state()).isEqualTo(before);
        var taken = get(OFFICER, list + ".csv");
        assertThat(taken).hasStatusOk();
        assertThat(send(new String(taken.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), "false"))
                .hasStatusOk();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void tellsEverythingThatIsWrongWithARowAndReadsWhatPeopleWrite() {
        var columns = "Mã tổ chức,Tên điểm cầu,Sức chứa,Người trực,Thành phần\n";
        assertThat(send(columns + "KHONG,X,nhiều,khong-ai,ai cũng được\nPC,X,-1,khong-ai,ai cũng được\n", "true"))
                .hasStatus(422)
                .bodyText()
                .contains("“nhiều”", "“KHONG”", "“khong-ai”", "“ai cũng được” không phải Theo đơn vị");

        assertThat(send(columns + "PC,Một,,,theo danh sach\nTL,Hai,,,Tự do\nTL1,Ba,,,\nDT,Bốn,,,open\n", "false"))
                .hasStatusOk();
        assertThat(book.export(held()))
                .extracting(site -> site.name() + " " + site.expects())
                .contains("Một LIST", "Hai OPEN", "Ba UNIT", "Bốn OPEN");
        assertThat(new String(
                        get(OFFICER, list + ".csv").getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains("Theo danh sách", "Tự do", "Theo đơn vị");
    }

    @Test
    void importsOnlyWhereTheSenderSchedules() {
        assertThat(get(SECRETARY, list + "/imports")).hasStatus(404);
        assertThat(get(SITE_OPERATOR, list + "/imports")).hasStatus(404);
        assertThat(get(OFFICER, list + "/imports")).hasStatusOk();
        assertThat(get(OFFICER, list + "/imports/template.xlsx")).hasStatusOk();
    }

    @Test
    void givesSitesAListOfEquipmentOfTheirOwn() {
        var equipment = "/study/sessions/" + session.value() + "/equipment";
        assertThat(post(OFFICER, equipment, Map.of("items", "Quạt\nĐèn"))).hasRedirectedUrl(list);
        assertThat(get(OFFICER, "/study/sites/" + hall.value())).bodyText().contains("Quạt", "Đèn");
        assertThat(post(OFFICER, equipment, Map.of("items", ""))).hasRedirectedUrl(list);
        assertThat(get(OFFICER, "/study/sites/" + hall.value())).bodyText().contains("Loa và micro");
    }

    @Test
    void countsOnlyWhatIsTickedOfTheListInForce() {
        assertThat(post(OFFICER, "/study/sites/" + hall.value() + "/checks", Map.of("item", "Loa và micro")))
                .hasStatus3xxRedirection();
        assertThat(get(OFFICER, list)).bodyText().contains("Thiết bị 1/6");

        post(OFFICER, "/study/sessions/" + session.value() + "/equipment", Map.of("items", "Quạt\nĐèn"));
        assertThat(get(OFFICER, list)).bodyText().contains("Thiết bị 0/2");
    }

    @Test
    void offersLineAndEquipmentAsAPieceOfOtherPages() {
        var checks = "/study/sites/" + hall.value() + "/checks";
        assertThat(get(SITE_OPERATOR, checks))
                .hasStatusOk()
                .bodyText()
                .contains("Chưa thử đường truyền", "Loa và micro")
                .doesNotContain("<html");
        assertThat(web.post()
                        .uri(checks)
                        .param("item", "Loa và micro")
                        .header("HX-Request", "true")
                        .with(World.as(SITE_OPERATOR))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .containsPattern("value=\"Loa và micro\" checked")
                .doesNotContain("<html");
        assertThat(get(OTHER_SECRETARY, checks)).hasStatus(404);
        preferences.speak(SITE_OPERATOR, java.util.Locale.ENGLISH);
        assertThat(get(SITE_OPERATOR, checks))
                .bodyText()
                .contains("Loudspeakers and microphones", "value=\"Loa và micro\"");
    }

    private List<String> state() {
        return db.sql("select t::text from study.site t where t.session = :id order by t.id")
                .param("id", session.value())
                .query(String.class)
                .list();
    }

    private Map<java.util.UUID, Long> expected() {
        return counts("select x.site, x.expected as people from study.expected_counts(:id) x");
    }

    private Map<java.util.UUID, Long> oneByOne() {
        return counts("""
                select t.id as site, (select count(*) from study.expected_at(t.id)) as people
                from   study.site t
                where  t.session = :id
                """);
    }

    private Map<java.util.UUID, Long> counts(String sql) {
        return db.sql(sql).param("id", session.value()).query(People.class).list().stream()
                .collect(java.util.stream.Collectors.toMap(People::site, People::people));
    }

    record People(java.util.UUID site, long people) {}

    private Session held() {
        return sessions.require(Scope.of(new UnitId(TN.value())), session);
    }

    private String number(java.util.UUID member) {
        return db.sql("select m.member_no from organization.member m where m.id = :id")
                .param("id", member)
                .query(String.class)
                .single();
    }

    private MvcTestResult send(String csv, String dryRun) {
        return web.post()
                .multipart()
                .uri(list + "/imports")
                .file(new MockMultipartFile("file", "diem-cau.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                .param("dryRun", dryRun)
                .with(World.as(OFFICER))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get().uri(path).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String path, Map<String, String> sent) {
        var request = web.post().uri(path).with(World.as(actor)).with(csrf());
        sent.forEach(request::param);
        return request.exchange();
    }
}
