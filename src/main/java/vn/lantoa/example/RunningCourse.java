package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Zone;

/// The campaign that opened on the day of the first start and is about half recorded, some committees far ahead of
/// others. Nothing is recorded yet in the cell to try the roll call on.
final class RunningCourse {

    /// How far the committees beside the communes are, in percent of their cells.
    private static final Map<String, Integer> PROGRESS = Map.ofEntries(
            Map.entry("KCQ", 74),
            Map.entry("KDN", 19),
            Map.entry("DHTN", 57),
            Map.entry("CAT", 68),
            Map.entry("QST", 80),
            Map.entry("GTTN", 47),
            Map.entry("TKH", 28),
            Map.entry("KCQBK", 63),
            Map.entry("CATBK", 41),
            Map.entry("QSTBK", 72));

    final Course course;
    final Ledger ledger = new Ledger();
    final Meetings meetings;

    private final SignIns signIns;
    private final Chance chance = Chance.of("running course");
    private final Gathering conference;
    private final Instant from;
    private final Instant now;

    /// @param now the first start
    RunningCourse(Tree tree, SignIns signIns, Instant now) {
        this.signIns = signIns;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.from = begin(this.now);
        this.course = course(from, this.now);
        this.meetings = new Meetings(tree.province, course.bits(), "running course");
        conference = meetings.conference(
                "Hội nghị trực tuyến toàn tỉnh đến cơ sở", false, true, from, from.plus(Duration.ofHours(8)), null);
        tree.province.cells().filter(cell -> !Tree.spared(cell)).forEach(this::study);
    }

    /// An hour and a half before the first start, but on the same day.
    private static Instant begin(Instant now) {
        var midnight = Zone.day(now).atStartOfDay(Zone.VIETNAM).toInstant();
        var usual = now.minus(Duration.ofMinutes(95));
        return usual.isBefore(midnight) ? midnight : usual;
    }

    private static Course course(Instant from, Instant now) {
        var chance = Chance.of("running course's id");
        var today = Zone.day(now);
        return new Course(
                Ids.at(from.toEpochMilli(), chance.word(), chance.word()),
                "Học tập, quán triệt Nghị quyết số 79-NQ/TW và Nghị quyết số 80-NQ/TW của Bộ Chính trị",
                today,
                today,
                today.plusDays(30),
                "INVITED",
                "35-KH/TU",
                today.minusDays(12),
                now.minus(Duration.ofDays(11)),
                from,
                null,
                List.of("79-NQ/TW", "80-NQ/TW"),
                List.of(
                        new Course.Topic("Phát triển kinh tế nhà nước", "Bí thư Tỉnh ủy", true),
                        new Course.Topic("Phát triển văn hóa Việt Nam", "Báo cáo viên Trung ương", false)),
                List.of("IN_PERSON", "BRIDGE", "ONLINE", "RECORDED", "CELL_MEETING", "HANDBOOK"),
                2);
    }

    private void study(Node cell) {
        var ahead = progress(cell.committee()) / 100.0;
        var lot = chance.share();
        if (lot > ahead + 0.12) return;
        var part = lot > ahead ? 0.5 : 0.985;
        var inHall = chance.happens(0.8);
        for (var one : cell.people) {
            var willing = one.exemptOn(course.cutOff()) == null ? part : part * 0.35;
            if (chance.happens(willing)) record(one, inHall);
        }
    }

    private static int progress(Node committee) {
        var known = PROGRESS.get(committee.code);
        return known == null ? Chance.of("progress of " + committee.code).between(14, 76) : known;
    }

    private void record(Person one, boolean inHall) {
        var by = signIns.recorder(one.cell.committee());
        var at = moment();
        var lot = chance.share();
        var exempt = one.exemptOn(course.cutOff()) != null;
        if (lot < 0.012 && !exempt) ledger.add(Event.excused(one, chance.happens(0.5) ? "DUTY" : "ILL", at, at, by));
        else if (lot < 0.014 && !exempt) ledger.add(Event.absent(one, at, at, by));
        else if (inHall && lot < 0.93) ledger.add(Event.door(one, "IN", conference, at, by));
        else ledger.add(Event.studied(one, lot < 0.97 ? "CELL_MEETING" : "HANDBOOK", course.bits(), at, at, by));
    }

    /// Between the opening and now, most of it in the first quarter of an hour.
    private Instant moment() {
        var span = Math.max(1, Duration.between(from, now).toMillis() - 2_000);
        var share = chance.happens(0.6) ? 0.1 + chance.share() * 0.16 : chance.share();
        return from.plusMillis((long) (span * share));
    }

    void copy(Connection connection, Tree tree, Papers papers) throws SQLException {
        UUID officer = signIns.id("canbo");
        course.copy(connection, tree.province, papers, officer);
        Gathering.copy(connection, course.id(), meetings.all, officer);
        new Frozen(connection, tree.province, course, ledger).copy(Map.of());
        ledger.copy(connection, course);
    }
}
