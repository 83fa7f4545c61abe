package vn.lantoa.example;

import static vn.lantoa.example.Meetings.at;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// The campaign of December 2023, closed: above 98 %, the rest mainly exempt, many exempt members there all the same.
final class ClosedCourse {

    static final LocalDate CUT_OFF = LocalDate.of(2023, 12, 1);
    private static final Instant CLOSED = at(LocalDate.of(2024, 1, 5), 16, 0);
    private static final List<String> REASONS = List.of("ILL", "ILL", "DUTY", "DUTY", "FAMILY", "ABROAD", "OTHER");

    final Course course;
    final Ledger ledger = new Ledger();
    final Meetings meetings;
    /// Who became exempt after the cut-off, with the reason.
    final Map<Person, String> late = new LinkedHashMap<>();

    private final SignIns signIns;
    private final Chance chance = Chance.of("closed course");
    private final Gathering first;
    private final Gathering conference;

    ClosedCourse(Tree tree, SignIns signIns) {
        this.signIns = signIns;
        this.course = course();
        this.meetings = new Meetings(tree.province, course.bits(), "closed course");
        var opening = LocalDate.of(2023, 12, 5);
        var everybody = LocalDate.of(2023, 12, 12);
        first = meetings.conference(
                "Hội nghị trực tuyến cán bộ chủ chốt toàn tỉnh",
                true,
                false,
                at(opening, 7, 30),
                at(opening, 11, 30),
                at(opening, 17, 0));
        conference = meetings.conference(
                "Hội nghị trực tuyến toàn tỉnh đến cơ sở",
                false,
                true,
                at(everybody, 7, 30),
                at(everybody, 11, 30),
                at(everybody, 17, 0));
        meetings.classes(LocalDate.of(2023, 12, 13));
        meetings.makeUps(LocalDate.of(2023, 12, 26));
        tree.province.cells().forEach(this::study);
    }

    private static Course course() {
        var chance = Chance.of("closed course's id");
        return new Course(
                Ids.at(at(CUT_OFF, 8, 0).toEpochMilli(), chance.word(), chance.word()),
                "Học tập, quán triệt các nghị quyết Hội nghị Trung ương 8 khóa XIII",
                CUT_OFF,
                LocalDate.of(2023, 12, 4),
                LocalDate.of(2023, 12, 31),
                "REQUIRED",
                "120-KH/TU",
                LocalDate.of(2023, 11, 28),
                at(LocalDate.of(2023, 11, 29), 9, 0),
                at(LocalDate.of(2023, 12, 4), 7, 0),
                CLOSED,
                List.of("42-NQ/TW", "43-NQ/TW", "44-NQ/TW", "45-NQ/TW"),
                List.of(
                        new Course.Topic("Chính sách xã hội trong giai đoạn mới", "Bí thư Tỉnh ủy", true),
                        new Course.Topic("Sức mạnh đại đoàn kết toàn dân tộc", "Báo cáo viên Tỉnh ủy", false),
                        new Course.Topic("Chiến lược bảo vệ Tổ quốc", "Báo cáo viên Quân khu", false),
                        new Course.Topic("Xây dựng đội ngũ trí thức", "Báo cáo viên Tỉnh ủy", false)),
                List.of("IN_PERSON", "BRIDGE", "ONLINE", "RECORDED", "CELL_MEETING", "HANDBOOK"),
                4);
    }

    private void study(Node cell) {
        var way = Chance.of("way of " + (cell.parent == null ? cell : cell.parent).code)
                .share();
        for (var one : cell.people) {
            if (one.exemptOn(CUT_OFF) == null) study(one, cell, way);
            else if (chance.happens(0.42)) alone(one, cell);
        }
    }

    private void study(Person one, Node cell, double way) {
        var lot = chance.share();
        if (lot < 0.0002 && !one.keyCadre) exempted(one);
        else if (lot < 0.0048) excused(one, cell);
        else if (lot < 0.0054) ledger.add(Event.absent(one, meetingDay(cell), CLOSED.minusSeconds(864_000), by(cell)));
        else if (lot < 0.022) madeUp(one, cell);
        else if (lot < 0.0232) corrected(one, cell);
        else if (one.keyCadre) enter(one, first, cell);
        else if (lot < 0.09) alone(one, cell);
        else if (way < 0.58) enter(one, conference, cell);
        else if (way < 0.86) enter(one, meetings.classOf(cell), cell);
        else inMeeting(one, cell);
    }

    private void exempted(Person one) {
        one.exempt = new Person.Exempt("TREATMENT", Aftermath.LATE_FROM, null);
        late.put(one, "TREATMENT");
    }

    private void enter(Person one, Gathering session, Node cell) {
        var at = session.from()
                .minusSeconds(1_500)
                .plusSeconds(chance.below(1_900))
                .plusMillis(chance.below(1000));
        ledger.add(Event.door(one, "IN", session, at, by(cell)));
        if (!session.keyCadres()) return;
        ledger.add(Event.door(one, "OUT", session, session.to().plusSeconds(chance.below(600)), by(cell)));
    }

    private void alone(Person one, Node cell) {
        var at =
                at(LocalDate.of(2023, 12, 13).plusDays(chance.below(15)), 18, 0).plusSeconds(chance.below(9_000));
        ledger.add(Event.studied(one, "HANDBOOK", course.bits(), at, at.plusSeconds(100_000), by(cell)));
    }

    private void inMeeting(Person one, Node cell) {
        var at = meetingDay(cell);
        ledger.add(Event.studied(one, "CELL_MEETING", course.bits(), at, at.plusSeconds(9_000), by(cell)));
    }

    private Event excused(Person one, Node cell) {
        var at = meetingDay(cell);
        var event = Event.excused(one, chance.of(REASONS), at, at.plusSeconds(9_600), by(cell));
        ledger.add(event);
        return event;
    }

    private void madeUp(Person one, Node cell) {
        excused(one, cell);
        enter(one, meetings.makeUpOf(cell), cell);
    }

    /// Called absent by mistake; taken back the next day.
    private void corrected(Person one, Node cell) {
        var at = meetingDay(cell);
        var wrong = Event.absent(one, at, at.plusSeconds(9_000), by(cell));
        ledger.add(wrong);
        ledger.add(Event.voiding(wrong, at.plusSeconds(86_400), by(cell), "Điểm danh nhầm"));
        ledger.add(Event.studied(one, "CELL_MEETING", course.bits(), at, at.plusSeconds(86_460), by(cell)));
    }

    /// The evening on which the cell met to study, the same for all its members.
    private Instant meetingDay(Node cell) {
        var own = Chance.of("meeting of " + cell.code);
        return at(LocalDate.of(2023, 12, 14).plusDays(own.below(9)), 19, 0).plusSeconds(own.below(3) * 1_800L);
    }

    private UUID by(Node cell) {
        return signIns.recorder(cell.committee());
    }

    void copy(Connection connection, Tree tree, Papers papers, Posts posts) throws SQLException {
        var officer = signIns.id("canbo");
        course.copy(connection, tree.province, papers, officer);
        Gathering.copy(connection, course.id(), meetings.all, officer);
        new Frozen(connection, tree.province, course, ledger).copy(late);
        ledger.copy(connection, course);
        new Aftermath(connection, tree, this, signIns, posts).copy(conference, CLOSED);
    }
}
