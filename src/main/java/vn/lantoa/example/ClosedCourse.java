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

/// A campaign that was closed five weeks after its cut-off: above 98 %, the rest mainly exempt, many exempt members
/// there all the same. Two are of 2024, one for each province, and one is of 2026 on the tree of today.
final class ClosedCourse {

    private static final List<String> EIGHTH = List.of("42-NQ/TW", "43-NQ/TW", "44-NQ/TW", "45-NQ/TW");
    private static final List<Course.Topic> EIGHTH_TOPICS = List.of(
            new Course.Topic("Chính sách xã hội trong giai đoạn mới", "Bí thư Tỉnh ủy", true),
            new Course.Topic("Sức mạnh đại đoàn kết toàn dân tộc", "Báo cáo viên Tỉnh ủy", false),
            new Course.Topic("Chiến lược bảo vệ Tổ quốc", "Báo cáo viên Quân khu", false),
            new Course.Topic("Xây dựng đội ngũ trí thức", "Báo cáo viên Tỉnh ủy", false));
    private static final List<String> REASONS = List.of("ILL", "ILL", "DUTY", "DUTY", "FAMILY", "ABROAD", "OTHER");

    final Course course;
    final Ledger ledger = new Ledger();
    final Meetings meetings;
    /// Who became exempt after the cut-off, with the reason.
    final Map<Person, String> late = new LinkedHashMap<>();

    final Node province;
    /// Who keeps the campaign.
    final UUID officer;
    final Instant closedAt;

    private final SignIns signIns;
    private final LocalDate cutOff;
    private final Chance chance;
    private final Gathering first;
    private final Gathering conference;

    private ClosedCourse(Plan plan, Node province, SignIns signIns) {
        this.signIns = signIns;
        this.province = province;
        this.officer = signIns.id(plan.officer);
        this.cutOff = plan.cutOff;
        this.closedAt = at(cutOff.plusDays(35), 16, 0);
        this.chance = Chance.of(plan.name);
        this.course = course(plan);
        this.meetings = new Meetings(province, course.bits(), plan.name);
        var opening = cutOff.plusDays(4);
        var everybody = cutOff.plusDays(11);
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
        meetings.classes(cutOff.plusDays(12));
        meetings.makeUps(cutOff.plusDays(25));
        province.cells().forEach(this::study);
    }

    /// That of Thái Nguyên, on the tree before the [Decision].
    static ClosedCourse ofThaiNguyen(Tree tree, SignIns signIns) {
        var plan = new Plan(
                "closed course",
                "Học tập, quán triệt các nghị quyết Hội nghị Trung ương 8 khóa XIII",
                LocalDate.of(2024, 3, 1),
                "canbo",
                "120-KH/TU",
                EIGHTH,
                EIGHTH_TOPICS);
        return new ClosedCourse(plan, tree.province, signIns);
    }

    /// That of Bắc Kạn, on the tree before the [Decision].
    static ClosedCourse ofBacKan(Tree tree, SignIns signIns) {
        var plan = new Plan(
                "closed course of Bắc Kạn",
                "Học tập, quán triệt các nghị quyết Hội nghị Trung ương 8 khóa XIII (Bắc Kạn)",
                LocalDate.of(2024, 3, 8),
                "canbo-backan",
                "96-KH/TU",
                EIGHTH,
                EIGHTH_TOPICS);
        return new ClosedCourse(plan, tree.bacKan, signIns);
    }

    /// That of both together, on the tree after the [Decision].
    static ClosedCourse ofToday(Tree tree, SignIns signIns) {
        var plan = new Plan(
                "closed course of today's tree",
                "Học tập, quán triệt Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
                LocalDate.of(2026, 2, 2),
                "canbo",
                "18-KH/TU",
                List.of("01-CT/TW", "03-HD/BTGDVTW"),
                List.of(
                        new Course.Topic("Báo cáo chính trị trình Đại hội XIV", "Bí thư Tỉnh ủy", true),
                        new Course.Topic("Chương trình hành động thực hiện Nghị quyết", "Báo cáo viên Tỉnh ủy", false),
                        new Course.Topic("Điểm mới trong công tác xây dựng Đảng", "Báo cáo viên Tỉnh ủy", false)));
        return new ClosedCourse(plan, tree.province, signIns);
    }

    private Course course(Plan plan) {
        var chance = Chance.of(plan.name + "'s id");
        return new Course(
                Ids.at(at(cutOff, 8, 0).toEpochMilli(), chance.word(), chance.word()),
                plan.title,
                cutOff,
                cutOff.plusDays(3),
                cutOff.plusDays(30),
                "REQUIRED",
                plan.symbol,
                cutOff.minusDays(3),
                at(cutOff.minusDays(2), 9, 0),
                at(cutOff.plusDays(3), 7, 0),
                closedAt,
                plan.documents,
                plan.topics,
                List.of("IN_PERSON", "BRIDGE", "ONLINE", "RECORDED", "CELL_MEETING", "HANDBOOK"),
                plan.topics.size());
    }

    private void study(Node cell) {
        var way = Chance.of("way of " + (cell.parent == null ? cell : cell.parent).code)
                .share();
        for (var one : cell.people) {
            if (one.exemptOn(cutOff) == null) study(one, cell, way);
            else if (chance.happens(0.42)) alone(one, cell);
        }
    }

    private void study(Person one, Node cell, double way) {
        var lot = chance.share();
        if (lot < 0.0002 && !one.keyCadre) exempted(one);
        else if (lot < 0.0048) excused(one, cell);
        else if (lot < 0.0054)
            ledger.add(Event.absent(one, meetingDay(cell), closedAt.minusSeconds(864_000), by(cell)));
        else if (lot < 0.022) madeUp(one, cell);
        else if (lot < 0.0232) corrected(one, cell);
        else if (one.keyCadre) enter(one, first, cell);
        else if (lot < 0.09) alone(one, cell);
        else if (way < 0.58) enter(one, conference, cell);
        else if (way < 0.86) enter(one, meetings.classOf(cell), cell);
        else inMeeting(one, cell);
    }

    private void exempted(Person one) {
        one.exempt = new Person.Exempt("TREATMENT", lateFrom(), null);
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
        var at = at(cutOff.plusDays(12 + chance.below(15)), 18, 0).plusSeconds(chance.below(9_000));
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
        return at(cutOff.plusDays(13 + own.below(9)), 19, 0).plusSeconds(own.below(3) * 1_800L);
    }

    /// The day from which those are exempt who became it after the cut-off.
    LocalDate lateFrom() {
        return cutOff.plusDays(10);
    }

    private UUID by(Node cell) {
        return signIns.recorder(cell.committee());
    }

    void copy(Connection connection, Papers papers, Posts posts) throws SQLException {
        course.copy(connection, province, papers, officer);
        Gathering.copy(connection, course.id(), meetings.all, officer);
        new Frozen(connection, province, course, ledger).copy(late);
        ledger.copy(connection, course);
        new Aftermath(connection, this, signIns, posts).copy(conference);
    }

    /// @param name from which everything is drawn
    /// @param officer user name of who keeps it
    private record Plan(
            String name,
            String title,
            LocalDate cutOff,
            String officer,
            String symbol,
            List<String> documents,
            List<Course.Topic> topics) {}
}
