package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
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
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.live.view.GroupForm;
import vn.lantoa.live.view.GroupRow;
import vn.lantoa.live.view.MinutesForm;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SiteId;

@AppTest
class DiscussionTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Arranging arranging;

    @Autowired
    Gathering gathering;

    @Autowired
    Discussions discussions;

    @Autowired
    Groups groups;

    @Autowired
    Seating seating;

    @Autowired
    GroupNotes notes;

    @Autowired
    Hub hub;

    @Autowired
    Conferences conferences;

    private Morning morning;

    @BeforeEach
    void holdsAConference() {
        morning = Morning.of(db, web);
    }

    @Test
    void isPreparedByWhoRunsTheConferenceOnly() {
        matter("Một");
        matter("Hai");
        arranging.move(SECRETARY, morning.session(), matter(1), -5);

        assertThat(discussions.matters(morning.session()))
                .extracting(Matter::body)
                .containsExactly("Hai", "Một");
        for (var stranger : List.of(MEMBER, SITE_OPERATOR, OTHER_SECRETARY, INSPECTOR))
            assertThatExceptionOfType(NotFound.class)
                    .isThrownBy(() -> arranging.put(stranger, morning.session(), null, "Xen vào", "", "", false));
        refuses("live.matter.empty", () -> matter("  "));
        refuses(
                "live.matter.minutes.wrong",
                () -> arranging.put(SECRETARY, morning.session(), null, "Ba", "", "481", false));
        refuses("live.typed.long", () -> matter("x".repeat(1_001)));
        refuses("live.discussion.no-group", () -> arranging.open(SECRETARY, morning.session(), NINE));
    }

    @Test
    void keepsMattersWithoutWhatNobodyCanSee() {
        for (var letter : new String[] {"\u0000", "\u0007", "\u000b", "\u0085", "\u202e", "\ud800"})
            matter("Một" + letter + "hai");
        matter("Một\r\nhai\u2028ba");

        assertThat(discussions.matters(morning.session()))
                .extracting(Matter::body)
                .containsExactly("Một hai", "Một hai", "Một hai", "Một hai", "Một hai", "Một hai", "Một\nhai\nba");
    }

    @Test
    void makesAGroupForEachSiteThatHasNone() {
        group("Tổ 1", morning.main(), "", "");

        assertThat(arranging.oneForEachSite(SECRETARY, morning.session())).isEqualTo(1);

        assertThat(groups.rows(morning.session()))
                .extracting(GroupRow::name, GroupRow::siteName)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Tổ 1", "Hội trường xã"),
                        org.assertj.core.groups.Tuple.tuple("Tổ 2", "Điểm cầu Tràng Xá"));
        refuses("live.group.series.none", () -> arranging.oneForEachSite(SECRETARY, morning.session()));
    }

    @Test
    void splitsASiteByUnitsAndTellsEachMemberHisGroup() {
        arranging.split(SECRETARY, morning.session(), new SiteId(morning.main()), "2");

        var rows = groups.rows(morning.session());
        assertThat(rows).extracting(GroupRow::people).containsExactly(4, 3);
        assertThat(of(BINH, morning.main())).containsExactly(rows.get(0).id());
        assertThat(of(HA, morning.main())).containsExactly(rows.get(1).id());
        assertThat(of(NAM, morning.bridge())).isEmpty();
        assertThat(get(MEMBER, "")).bodyText().contains("Đồng chí ở Tổ 1", "Hội trường xã");
        refuses(
                "live.group.series.taken",
                () -> arranging.split(SECRETARY, morning.session(), new SiteId(morning.main()), "2"));
        refuses(
                "live.group.series.few",
                () -> arranging.split(SECRETARY, morning.session(), new SiteId(morning.bridge()), "2"));
        refuses(
                "live.group.series.count.wrong",
                () -> arranging.split(SECRETARY, morning.session(), new SiteId(morning.bridge()), "1"));
    }

    @Test
    void seatsPeopleOfAUnitInOneGroupOfASiteAndTheRestInTheOneThatNamesNone() {
        var one = group("Một", morning.main(), "", "");
        var two = group("Hai", morning.main(), "", "");
        assertThat(of(BINH, morning.main())).containsExactly(one.value(), two.value());

        seat(one, TL1);
        assertThat(of(BINH, morning.main())).containsExactly(one.value());
        assertThat(of(HA, morning.main())).containsExactly(two.value());

        seat(two, TL1);
        assertThat(of(BINH, morning.main())).containsExactly(two.value());
        assertThat(groups.require(morning.session(), one).units()).isZero();
    }

    @Test
    void seatsWhoIsOnTheListOfAnotherSiteThere() {
        arranging.oneForEachSite(SECRETARY, morning.session());
        db.sql("insert into study.expected (site, member) values (:site, :member)")
                .param("site", morning.bridge())
                .param("member", BINH.value())
                .update();

        assertThat(get(MEMBER, "")).bodyText().contains("Đồng chí ở Tổ 2", "Điểm cầu Tràng Xá");
    }

    @Test
    void findsWhoLeadsAGroupByNumberOrNameWhateverTheAccents() {
        var group = group("Một", morning.main(), number(BINH), name(HA));

        var row = groups.require(morning.session(), group);
        assertThat(row.chair()).isEqualTo(BINH.value());
        assertThat(row.secretary()).isEqualTo(HA.value());
        assertThat(of(HA, null)).containsExactly(group.value());
        refuses("live.group.person.none", () -> group("Hai", morning.main(), "Không Có Ai", ""));
        refuses("live.group.name.taken", () -> group("MỘT", morning.main(), "", ""));
        refuses("live.group.person.several", () -> group("Hai", morning.main(), "n", ""));
        assertThat(post(
                        SECRETARY,
                        "/groups",
                        Map.of("name", "Hai", "site", morning.main().toString(), "chair", "n")))
                .hasStatus(422)
                .bodyText()
                .contains("chairNo", number(BINH));
        assertThat(seating.candidates(
                        morning.session(), SECRETARY.scope(vn.lantoa.access.Permission.READ_NAMES), null, name(NAM)))
                .as("names beyond what the secretary may read")
                .isEmpty();
        group("Hai", morning.bridge(), number(NAM), "");
        assertThatExceptionOfType(NotFound.class)
                .as("a site of another conference")
                .isThrownBy(() -> group("Ba", UUID.randomUUID(), "", ""));
    }

    @Test
    void isWrittenByItsChairItsSecretaryAndWhoKeepsItsSiteOnly() {
        var group = opened(number(BINH), "");
        save(MEMBER, group, "", "Của tổ trưởng");
        save(SITE_OPERATOR, group, mark(group), "Của điểm cầu");

        assertThat(note(group).opinions()).isEqualTo("Của điểm cầu");
        for (var stranger : List.of(OTHER_SECRETARY, OTHER_CELL_SECRETARY, INSPECTOR))
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> save(stranger, group, "", "Xen vào"));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> gathering.enter(READER, morning.session(), group));
        assertThat(gathering.enter(OFFICER, morning.session(), group).writes()).isTrue();
    }

    @Test
    void keepsBothTextsOfTwoWhoWriteOnTheSameMatter() {
        var group = opened(number(BINH), "");
        save(MEMBER, group, "", "Nhất trí");
        var seen = mark(group);
        save(SITE_OPERATOR, group, seen, "Nhất trí cao");

        assertThat(save(MEMBER, group, seen, "Còn băn"))
                .containsExactly(matter(0).value());
        assertThat(save(MEMBER, group, seen, "Còn băn khoăn")).hasSize(1);

        assertThat(note(group).opinions()).isEqualTo("Nhất trí cao");
        var aside = notes.asides(group.value());
        assertThat(aside).singleElement().matches(one -> one.note().opinions().equals("Còn băn khoăn"));
        assertThat(get(MEMBER, "/groups/" + group.value() + "/minutes"))
                .bodyText()
                .contains("Nhất trí cao", "Còn băn khoăn", "Bản của Dương Thị Bình");
        assertThat(handIn(MEMBER, group, mark(group), "Nhất trí cao", "7")).isEqualTo(Gathering.Outcome.ASIDE);

        gathering.settle(
                MEMBER,
                morning.session(),
                group,
                aside.getFirst().id(),
                true,
                form(mark(group), "Nhất trí cao", "7"),
                NINE);
        assertThat(note(group).opinions()).isEqualTo("Nhất trí cao\nCòn băn khoăn");
        assertThat(notes.asides(group.value())).isEmpty();
        assertThat(db.sql("select count(*) from live.group_aside where settled_at is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void isKeptWhileTypingAndTellsWhatStands() {
        var group = opened(number(BINH), "");
        var path = "/groups/" + group.value() + "/minutes/drafts";
        var id = matter(0).value();

        assertThat(post(MEMBER, path, Map.of("base-" + id, "", "opinions-" + id, "Gõ dở")))
                .hasStatusOk()
                .bodyText()
                .contains(mark(group), "Đã lưu lúc");
        assertThat(note(group).opinions()).isEqualTo("Gõ dở");
        assertThat(post(MEMBER, path, Map.of("base-" + id, "", "opinions-" + id, "Gõ ở máy khác")))
                .hasStatusOk()
                .bodyText()
                .contains("\"beside\":[\"" + id);
        assertThat(post(MEMBER, path, Map.of("base-" + id, mark(group), "agreed-" + id, "nhiều")))
                .hasStatus(422)
                .bodyText()
                .contains("Số ý kiến phải từ 0");
        assertThat(post(OTHER_SECRETARY, path, Map.of())).hasStatus(404);
    }

    @Test
    void letsTheNumberOfTheFirstStandAndTellsTheSecondWriter() {
        var group = opened(number(BINH), "");
        var path = "/groups/" + group.value() + "/minutes";
        var id = matter(0).value();
        gathering.save(SITE_OPERATOR, morning.session(), group, new MinutesForm("24", "", Map.of()), NINE);

        assertThat(post(
                        MEMBER,
                        path,
                        Map.of("present", "25", "presentBase", "", "base-" + id, "", "opinions-" + id, "Nhất trí")))
                .hasStatus(409)
                .bodyText()
                .contains("vừa ghi 24 lúc 09:00, nên số 25", "name=\"presentBase\" value=\"24\"");
        assertThat(note(group).opinions()).as("the text is kept").isEqualTo("Nhất trí");
        assertThat(present(group)).isEqualTo(24);
        assertThat(post(MEMBER, path + "/drafts", Map.of("present", "26", "presentBase", "")))
                .hasStatusOk()
                .bodyText()
                .contains("\"stands\":\"24\"", "nên số 26");
        assertThat(handIn(MEMBER, group, mark(group), "Nhất trí", "25")).isEqualTo(Gathering.Outcome.OTHER_PRESENT);
        assertThat(groups.require(morning.session(), group).handedInAt()).isNull();

        gathering.save(MEMBER, morning.session(), group, new MinutesForm(" 24 ", "", Map.of()), NINE);
        var saved = gathering.save(MEMBER, morning.session(), group, new MinutesForm("25", "24", Map.of()), NINE);
        assertThat(saved.present()).as("who has seen it may change it").isNull();
        assertThat(present(group)).isEqualTo(25);
        gathering.save(SITE_OPERATOR, morning.session(), group, new MinutesForm("24", "24", Map.of()), NINE);
        assertThat(present(group)).as("who did not touch it changes nothing").isEqualTo(25);
        saved = gathering.save(SITE_OPERATOR, morning.session(), group, new MinutesForm("", "24", Map.of()), NINE);
        assertThat(saved.present()).isNotNull();
    }

    @Test
    void isReadByThoseWhoSitInTheGroup() {
        var group = opened(number(HA), "");
        var other = group("Tổ khác", morning.bridge(), "", "");
        save(SITE_OPERATOR, group, "", "Nhất trí");
        save(SITE_OPERATOR, group, mark(group), "Nhất trí cao");
        assertThat(save(SECRETARY, group, "x", "Ý khác")).hasSize(1);
        var path = "/groups/" + group.value() + "/minutes";

        assertThat(get(MEMBER, "")).bodyText().contains("Đọc biên bản tổ", path);
        assertThat(get(MEMBER, path))
                .hasStatusOk()
                .bodyText()
                .contains("Nhất trí cao", "Tổ đang ghi biên bản")
                .doesNotContain("<textarea", "Ý khác", "handing-in");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> save(MEMBER, group, mark(group), "Xen vào"));
        assertThat(post(MEMBER, path + "/withdrawal", Map.of())).hasStatus(404);
        assertThat(get(MEMBER, "/groups/" + other.value() + "/minutes")).hasStatus(404);
    }

    @Test
    void goesToTheMainSiteAndBackWithARemark() {
        var group = opened(number(BINH), "");
        assertThat(handIn(MEMBER, group, "", "", "")).isEqualTo(Gathering.Outcome.EMPTY);
        assertThat(handIn(MEMBER, group, "", "Nhất trí", "")).isEqualTo(Gathering.Outcome.NO_PRESENT);
        assertThat(handIn(MEMBER, group, mark(group), "Nhất trí", "7")).isEqualTo(Gathering.Outcome.HANDED_IN);
        refuses("live.group.handed-in.already", () -> save(MEMBER, group, mark(group), "Sửa sau khi nộp"));
        assertThat(get(SECRETARY, "/desk")).bodyText().contains("1 trong 1 tổ đã nộp");
        assertThat(get(SECRETARY, "/desk/list?show=open")).bodyText().contains("Không có tổ nào như vậy");
        refuses("live.group.remark.missing", () -> back(SECRETARY, group, " "));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> back(MEMBER, group, "Tự trả"));

        back(SECRETARY, group, "Ghi rõ kiến nghị");
        assertThat(get(MEMBER, "/groups/" + group.value() + "/minutes"))
                .bodyText()
                .contains("Ghi rõ kiến nghị", "<textarea");
        refuses("live.group.not-handed-in", () -> back(SECRETARY, group, "Lần nữa"));
        assertThat(handIn(MEMBER, group, mark(group), "Nhất trí, đề nghị", "7")).isEqualTo(Gathering.Outcome.HANDED_IN);
        gathering.takeBack(MEMBER, morning.session(), group);
        assertThat(groups.require(morning.session(), group).state()).isEqualTo(GroupState.WRITING);
    }

    @Test
    void tellsWhoIsLateOnceTheTimeIsOver() {
        var group = opened(number(BINH), "");
        var session = Set.of(morning.session().value());
        assertThat(get(SECRETARY, "/desk")).bodyText().contains("1 tổ nộp muộn", "Muộn");

        var before = groups.versions(session);
        save(MEMBER, group, "", "Một chữ");
        assertThat(groups.versions(session)).isNotEqualTo(before);
        var seen = discussions.versions(session);
        save(MEMBER, group, mark(group), "Hai chữ");
        assertThat(discussions.versions(session))
                .as("the pages of all members rest")
                .isEqualTo(seen);
        arranging.due(SECRETARY, morning.session(), "10:30");
        assertThat(discussions.of(morning.session()).due()).isEqualTo(NINE.plusSeconds(5_400));
        refuses("live.discussion.due.wrong", () -> arranging.due(SECRETARY, morning.session(), "mười giờ"));
    }

    @Test
    void showsOnThePageOfTheConferenceWhileItIsOn() {
        var session = Set.of(morning.session().value());
        matter("Nội dung");
        group("Tổ thử", morning.main(), "", "");
        var before = hub.versions(session);
        assertThat(web.get().uri(morning.base() + "/now").with(World.as(MEMBER)))
                .bodyText()
                .doesNotContain("Đang thảo luận");

        arranging.open(SECRETARY, morning.session(), NINE);

        assertThat(hub.versions(session)).isNotEqualTo(before);
        assertThat(web.get().uri(morning.base() + "/now").with(World.as(MEMBER)))
                .bodyText()
                .contains("Đang thảo luận", morning.base() + "/discussion");
        assertThat(get(SITE_OPERATOR, "")).bodyText().contains("Các tổ tại điểm cầu đồng chí phụ trách", "Tổ thử");
        assertThat(get(OTHER_SECRETARY, "")).bodyText().doesNotContain("Tổ thử");
    }

    @Test
    void tellsOnThePageOfTheConferenceThatTheHallAsksWhoIsPresent() {
        var session = Set.of(morning.session().value());
        var before = hub.versions(session);
        assertThat(web.get().uri(morning.base() + "/now").with(World.as(MEMBER)))
                .bodyText()
                .doesNotContain("/presence");

        db.sql("""
                insert into study.prompt (session, number, opens_at, closes_at, opened_by)
                values (:session, 1, now() - interval '1 minute', now() + interval '9 minutes', :by)
                """)
                .param("session", morning.session().value())
                .param("by", SECRETARY.account().value())
                .update();

        assertThat(hub.versions(session)).isNotEqualTo(before);
        var now = Instant.now();
        assertThat(conferences.prompts(session, now)).isEqualTo(conferences.prompts(session, now.plusSeconds(60)));
        assertThat(conferences.prompts(session, now))
                .as("it ends when it is said to, by the clock that is handed in")
                .isNotEqualTo(conferences.prompts(session, now.plusSeconds(3_600)));
        var there = "/study/sessions/" + morning.session().value() + "/presence";
        assertThat(web.get().uri(morning.base() + "/now").with(World.as(MEMBER)))
                .bodyText()
                .contains(there);
        assertThat(web.get().uri(morning.base()).with(World.as(MEMBER)))
                .bodyText()
                .contains(there);
        assertThat(web.get().uri(morning.base()).with(World.as(SITE_OPERATOR)))
                .as("whose account is of no member")
                .bodyText()
                .doesNotContain(there);

        db.sql(
                        "insert into study.prompt_answer (session, number, member, answered_at) values (:session, 1, :member, now())")
                .param("session", morning.session().value())
                .param("member", BINH.value())
                .update();
        assertThat(web.get().uri(morning.base() + "/now").with(World.as(MEMBER)))
                .bodyText()
                .doesNotContain(there);
    }

    @Test
    void refusesWhatIsTooLongAndKeepsItInTheForm() {
        var group = opened(number(BINH), "");
        var id = matter(0).value();
        var text = "Ý".repeat(Gathering.LONGEST_OPINIONS) + " thừa";

        assertThat(post(
                        MEMBER,
                        "/groups/" + group.value() + "/minutes",
                        Map.of("base-" + id, "", "opinions-" + id, text)))
                .hasStatus(422)
                .bodyText()
                .contains(text, "tối đa");
        assertThat(notes.of(List.of(group.value()))).isEmpty();
        save(MEMBER, group, "", "<script>alert(1)</script>\u0007 Ệ".repeat(3));
        assertThat(get(MEMBER, "/groups/" + group.value() + "/minutes"))
                .bodyText()
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;");
    }

    @Test
    void endsWithTheConference() {
        var group = opened(number(BINH), "");
        save(MEMBER, group, "", "Trước khi kết thúc");
        db.sql("update study.session set closed_at = now() where id = :id")
                .param("id", morning.session().value())
                .update();

        refuses("live.discussion.closed", () -> save(MEMBER, group, mark(group), "Sau đó"));
        refuses("live.discussion.closed", () -> arranging.oneForEachSite(SECRETARY, morning.session()));
        assertThat(post(
                        MEMBER,
                        "/groups/" + group.value() + "/minutes",
                        Map.of(
                                "base-" + matter(0).value(),
                                "",
                                "opinions-" + matter(0).value(),
                                "Sau đó")))
                .hasStatus(409);
        assertThat(get(SECRETARY, "/groups/" + group.value() + "/minutes"))
                .bodyText()
                .contains("Trước khi kết thúc");
        assertThat(get(SECRETARY, "/edit")).hasStatusOk();
    }

    @Test
    void keepsMattersAndGroupsOnWhichSomethingIsWritten() {
        var group = opened(number(BINH), "");
        save(MEMBER, group, "", "Đã ghi");

        refuses("live.matter.discussed", () -> arranging.remove(SECRETARY, morning.session(), matter(0)));
        refuses("live.group.written", () -> arranging.remove(SECRETARY, morning.session(), group));
        var other = group("Tổ thừa", morning.bridge(), "", "");
        arranging.remove(SECRETARY, morning.session(), other);
        assertThat(groups.rows(morning.session())).hasSize(1);
    }

    @Test
    void isTakenOutAsPaperAndTableAndStandsInTheMinutesOfTheConference() throws IOException {
        var group = opened(number(BINH), number(HA));
        gathering.handIn(
                MEMBER,
                morning.session(),
                group,
                new MinutesForm(
                        "7",
                        "",
                        Map.of(
                                matter(0).value(),
                                new MinutesForm.Line("", "Nhất trí với dự thảo", "Cấp thêm kinh phí", "6", "1", ""))),
                NINE);
        arranging.oneForEachSite(SECRETARY, morning.session());

        var docx = unzipped(bytes(get(SECRETARY, ".docx"))).get("word/document.xml");
        assertThat(docx)
                .contains(
                        "Nhất trí với dự thảo", "Kiến nghị với cấp trên: Cấp thêm kinh phí", name(BINH), "Nhất trí: 6");
        assertThat(bytes(get(SECRETARY, ".pdf"))).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        var columns = Columns.of(
                Column.required("group", "Tổ"),
                Column.optional("state", "Biên bản"),
                Column.optional("agreed", "Nhất trí"),
                Column.optional("proposals", "Kiến nghị"),
                Column.optional("secretary", "Thư ký"));
        var read = new ArrayList<String>();
        try (var table =
                Table.open(new ByteArrayInputStream(bytes(get(SECRETARY, ".xlsx"))), columns, Limits.usual())) {
            for (var row : table)
                read.add(row.text("group") + "|" + row.text("state") + "|" + row.text("agreed") + "|"
                        + row.text("proposals") + "|" + row.text("secretary"));
        }
        assertThat(read).containsExactly("Tổ thử|Đã nộp|6|Cấp thêm kinh phí|" + name(HA), "Tổ 1|Chưa ghi||" + "|");
        assertThat(get(OTHER_SECRETARY, ".docx")).hasStatus(404);

        assertThat(web.post()
                        .uri(morning.base() + "/minutes/draft")
                        .with(World.as(SECRETARY))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(web.get().uri(morning.base() + "/minutes").with(World.as(SECRETARY)))
                .bodyText()
                .contains(
                        "2 tổ; 1 tổ đã nộp biên bản, 7 người dự",
                        "Tổ thử kiến nghị: Cấp thêm kinh phí",
                        "Nhất trí 6, không nhất trí 1");
    }

    private void matter(String body) {
        arranging.put(SECRETARY, morning.session(), null, body, "", "20", true);
    }

    private MatterId matter(int place) {
        return new MatterId(discussions.matters(morning.session()).get(place).id());
    }

    private GroupId group(String name, UUID site, String chair, String secretary) {
        arranging.put(
                SECRETARY,
                morning.session(),
                null,
                new GroupForm(name, "Phòng 2", site.toString(), chair, "", secretary, "", List.of()));
        return new GroupId(groups.rows(morning.session()).stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id());
    }

    private void seat(GroupId group, UnitId unit) {
        var row = groups.require(morning.session(), group);
        arranging.put(
                SECRETARY,
                morning.session(),
                group,
                new GroupForm(
                        row.name(),
                        "",
                        morning.main().toString(),
                        "",
                        "",
                        "",
                        "",
                        List.of(unit.value().toString())));
    }

    /// A group that writes on one matter.
    private GroupId opened(String chair, String secretary) {
        matter("Nội dung");
        var group = group("Tổ thử", morning.main(), chair, secretary);
        arranging.open(SECRETARY, morning.session(), NINE);
        return group;
    }

    private List<UUID> save(Actor actor, GroupId group, String base, String opinions) {
        return gathering
                .save(actor, morning.session(), group, form(base, opinions, ""), NINE)
                .beside();
    }

    private Gathering.Outcome handIn(Actor actor, GroupId group, String base, String opinions, String present) {
        return gathering
                .handIn(actor, morning.session(), group, form(base, opinions, present), NINE)
                .outcome();
    }

    private void back(Actor actor, GroupId group, String remark) {
        gathering.sendBack(actor, morning.session(), group, remark, NINE);
    }

    private MinutesForm form(String base, String opinions, String present) {
        return new MinutesForm(
                present, "", Map.of(matter(0).value(), new MinutesForm.Line(base, opinions, "", "", "", "")));
    }

    private Note note(GroupId group) {
        return notes.of(List.of(group.value()))
                .getOrDefault(group.value(), Map.of())
                .getOrDefault(matter(0).value(), Note.BLANK);
    }

    private @org.jspecify.annotations.Nullable Integer present(GroupId group) {
        return groups.require(morning.session(), group).present();
    }

    private String mark(GroupId group) {
        return note(group).mark();
    }

    private List<UUID> of(MemberId member, @org.jspecify.annotations.Nullable UUID site) {
        return seating.of(morning.session(), member.value(), site);
    }

    private String number(MemberId member) {
        return told(member, "member_no");
    }

    private String name(MemberId member) {
        return told(member, "full_name");
    }

    private String told(MemberId member, String what) {
        return db.sql(
                        "select to_jsonb(r) ->> :what from study.roster r where r.campaign = :campaign and r.member = :id")
                .param("what", what)
                .param("campaign", morning.campaign())
                .param("id", member.value())
                .query(String.class)
                .single();
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get()
                .uri(morning.base() + "/discussion" + path)
                .with(World.as(actor))
                .exchange();
    }

    private MvcTestResult post(Actor actor, String path, Map<String, String> fields) {
        var request = web.post()
                .uri(morning.base() + "/discussion" + path)
                .with(World.as(actor))
                .with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }

    private static byte[] bytes(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsByteArray();
    }

    private static Map<String, String> unzipped(byte[] file) throws IOException {
        var parts = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return parts;
    }

    private static void refuses(String key, Runnable deed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(deed::run)
                .satisfies(refused -> assertThat(refused.key()).isEqualTo(key));
    }
}
