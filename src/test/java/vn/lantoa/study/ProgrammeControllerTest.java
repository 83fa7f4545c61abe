package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.io.text.ICalReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;

/// The programme of a session, and the calendars that carry it.
@AppTest
class ProgrammeControllerTest implements World {

    private static final Map<String, String> TIMES = Map.of(
            "from-1",
            "2023-12-12T09:00",
            "until-1",
            "2023-12-12T09:50",
            "from-2",
            "2023-12-12T10:00",
            "until-2",
            "2023-12-12T11:00",
            "presenter-2",
            "Bà Lê");

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    CheckIns checkIns;

    private SessionId session = new SessionId(new java.util.UUID(0, 0));
    private String here = "";

    @BeforeEach
    void openASession() {
        var campaign = Trial.draft(db, OFFICER, TN, 2, "1");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, TL, Form.CELL_MEETING, 3, false);
        here = "/study/sessions/" + session.value();
    }

    @Test
    void setsTheTimesAndTakesThemAway() {
        assertThat(get(READER, here + "/programme")).hasStatusOk().bodyText().contains("09:00–10:00", "10:00–11:00");
        assertThat(post(SECRETARY, here + "/programme", TIMES)).hasRedirectedUrl(here + "/programme");
        assertThat(get(READER, here + "/programme")).bodyText().contains("09:00–09:50", "Bà Lê");
        assertThat(timetabled()).isTrue();

        assertThat(post(SECRETARY, here + "/programme", Map.of("none", "1"))).hasStatus3xxRedirection();
        assertThat(timetabled()).isFalse();
    }

    @Test
    void keepsTimesThatAreRefused() {
        assertThat(post(SECRETARY, here + "/programme", with(TIMES, "until-1", "2023-12-12T10:30")))
                .hasStatus(422)
                .bodyText()
                .contains("trùng thời gian", "2023-12-12T10:30");
        assertThat(post(SECRETARY, here + "/programme", with(TIMES, "until-1", "mai")))
                .hasStatus(422);
        assertThat(post(OTHER_SECRETARY, here + "/programme", TIMES)).hasStatus(404);
        assertThat(timetabled()).isFalse();
    }

    @Test
    void leavesTheTimesAloneOnceSomebodyCame() {
        var site = Trial.site(db, session, TL);
        var number = db.sql("select m.member_no from organization.member m where m.id = :id")
                .param("id", AN.value())
                .query(String.class)
                .single();
        checkIns.record(
                OFFICER, session, List.of(new CheckIn(number, site.value(), false, NINE, "x", null, true)), NINE);

        assertThat(post(SECRETARY, here + "/programme", TIMES)).hasStatus(409);
    }

    @Test
    void saysWhichMeetingItIsHeldWithin() throws Exception {
        assertThat(post(SECRETARY, here + "/programme/combination", Map.of("meeting", "Sinh hoạt chi bộ tháng 12")))
                .hasRedirectedUrl(here + "/programme");
        for (var page : List.of(here, here + "/programme"))
            assertThat(get(READER, page)).bodyText().contains("Kết hợp với", "Sinh hoạt chi bộ tháng 12");
        assertThat(event(calendar(get(READER, here + "/calendar.ics")))
                        .getDescription()
                        .getValue())
                .contains("Kết hợp với: Sinh hoạt chi bộ tháng 12");
        db.sql("update study.session set form = 'BRIDGE' where id = :id")
                .param("id", session.value())
                .update();
        assertThat(post(SECRETARY, here + "/programme/combination", Map.of("meeting", "Khác")))
                .hasStatus(409);
    }

    @Test
    void goesIntoACalendarWithItsZoneAndKnowsItsChanges() throws Exception {
        var first = calendar(get(READER, here + "/calendar.ics"));
        assertThat(first.validate(true).hasErrors()).isFalse();
        assertThat(first.toString())
                .contains("BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "DTSTART;TZID=Asia/Ho_Chi_Minh:20231212T090000");
        var event = event(first);
        assertThat(event.<java.time.ZonedDateTime>getDateTimeStart().getDate().toInstant())
                .isEqualTo(NINE);

        assertThat(post(SECRETARY, here + "/programme", TIMES)).hasStatus3xxRedirection();
        var second = event(calendar(get(READER, here + "/calendar.ics")));
        assertThat(second.getUid()).isEqualTo(event.getUid());
        assertThat(second.getSequence().getSequenceNo())
                .isGreaterThan(event.getSequence().getSequenceNo());
        assertThat(second.getDescription().getValue()).contains("09:00 Chuyên đề 1", "10:00 Chuyên đề 2");
    }

    @Test
    void feedsWhoeverHasTheAddressUntilItIsRevoked() throws Exception {
        Trial.site(db, session, TL1);
        move();
        var made = post(MEMBER, "/study/mine/calendar", Map.of());
        assertThat(made).hasStatusOk();
        var address = address(made);

        var feed = calendar(web.get().uri(address).exchange());
        assertThat(feed.toString()).contains("session-" + session.value());
        assertThat(event(feed).getLocation().getValue()).isEqualTo("Điểm cầu thử");

        var next = address(post(MEMBER, "/study/mine/calendar", Map.of()));
        assertThat(web.get().uri(address).exchange()).hasStatus(404);
        assertThat(web.get().uri(next).exchange()).hasStatusOk();
        assertThat(post(MEMBER, "/study/mine/calendar/revocation", Map.of())).hasRedirectedUrl("/study/mine/calendar");
        assertThat(web.get().uri(next).exchange()).hasStatus(404);
    }

    /// The reader is another than the writer, so that neither forgives the other.
    @Test
    void isReadByAnotherProgramThanTheOneThatWroteIt() throws Exception {
        Trial.site(db, session, TL1);
        db.sql(
                        "update study.site set main = true, hall = 'Hội trường Ủy ban nhân dân xã Tân Linh, tầng hai' where session = :id")
                .param("id", session.value())
                .update();
        db.sql("update study.session set title = :title where id = :id")
                .param(
                        "title",
                        "Hội nghị quán triệt, học tập; nghị quyết của Ban Chấp hành Đảng bộ xã " + "ữợẵ🙂".repeat(40))
                .param("id", session.value())
                .update();
        var text = text(get(READER, here + "/calendar.ics"));
        for (var line : text.split("\r\n", -1))
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
        var first = read(text);
        var event = first.getEvents().getFirst();
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(NINE);
        assertThat(first.getTimezoneInfo()
                        .getTimezone(event.getDateStart())
                        .getComponent()
                        .getTimezoneId()
                        .getValue())
                .isEqualTo("Asia/Ho_Chi_Minh");
        assertThat(event.getSummary().getValue())
                .startsWith("Hội nghị quán triệt, học tập; nghị quyết")
                .endsWith("ữợẵ🙂".repeat(40));
        assertThat(event.getLocation().getValue()).contains("Hội trường Ủy ban nhân dân");

        assertThat(post(SECRETARY, here + "/programme", TIMES)).hasStatus3xxRedirection();
        var second = read(text(get(READER, here + "/calendar.ics"))).getEvents().getFirst();
        assertThat(second.getUid().getValue()).isEqualTo(event.getUid().getValue());
        assertThat(second.getSequence().getValue())
                .isGreaterThan(event.getSequence().getValue());
        assertThat(second.getDescription().getValue()).isEqualTo("09:00 Chuyên đề 1\n10:00 Chuyên đề 2");
    }

    @Test
    void tellsThoseItConcernedThatItIsOff() throws Exception {
        Trial.site(db, session, TL1);
        move();
        var member = address(post(MEMBER, "/study/mine/calendar", Map.of()));
        var stranger = address(post(OTHER_CELL_SECRETARY, "/study/mine/calendar", Map.of()));
        var before = read(text(web.get().uri(member).exchange())).getEvents().getFirst();
        assertThat(before.getStatus()).isNull();

        assertThat(post(SECRETARY, here + "/removal", Map.of())).hasStatus3xxRedirection();
        var after = read(text(web.get().uri(member).exchange())).getEvents().getFirst();
        assertThat(after.getStatus().isCancelled()).isTrue();
        assertThat(after.getUid().getValue()).isEqualTo(before.getUid().getValue());
        assertThat(after.getSequence().getValue())
                .isGreaterThan(before.getSequence().getValue());
        assertThat(text(web.get().uri(stranger).exchange()))
                .doesNotContain(session.value().toString());
    }

    @Test
    void isFoundWhereAMemberLooks() {
        for (var page : List.of("/study/mine", "/study/mine/today"))
            assertThat(get(MEMBER, page)).bodyText().contains("/study/mine/calendar", "Thêm vào lịch của tôi");
        assertThat(get(MEMBER, "/study/mine/calendar")).bodyText().contains("Google Lịch");
    }

    @Test
    void feedsNobodyWhatDoesNotConcernHim() throws Exception {
        Trial.site(db, session, TL1);
        move();
        var address = address(post(OTHER_CELL_SECRETARY, "/study/mine/calendar", Map.of()));

        assertThat(calendar(web.get().uri(address).exchange()).toString())
                .doesNotContain(session.value().toString());
    }

    /// To tomorrow: feeds hold a year back, not more.
    private void move() {
        db.sql(
                        "update study.session set starts_at = now() + interval '1 day', ends_at = now() + interval '2 days' where id = :id")
                .param("id", session.value())
                .update();
    }

    private boolean timetabled() {
        return db.sql("select s.timetabled from study.session s where s.id = :id")
                .param("id", session.value())
                .query(Boolean.class)
                .single();
    }

    private static String address(MvcTestResult made) throws Exception {
        var found =
                Pattern.compile("/c/[\\w-]+\\.ics").matcher(made.getResponse().getContentAsString());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static Calendar calendar(MvcTestResult answer) throws Exception {
        return new CalendarBuilder().build(new StringReader(text(answer)));
    }

    private static String text(MvcTestResult answer) throws Exception {
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    /// By a reader that warns of nothing.
    private static ICalendar read(String text) throws Exception {
        try (var reader = new ICalReader(text)) {
            var read = reader.readNext();
            assertThat(reader.getWarnings()).isEmpty();
            assertThat(read.validate(ICalVersion.V2_0).isEmpty()).isTrue();
            return read;
        }
    }

    private static VEvent event(Calendar calendar) {
        return calendar.<VEvent>getComponents("VEVENT").getFirst();
    }

    private static Map<String, String> with(Map<String, String> typed, String name, String value) {
        var changed = new HashMap<>(typed);
        changed.put(name, value);
        return changed;
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
