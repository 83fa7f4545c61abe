package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Zone;

/// The campaign that an officer has begun to write.
final class DraftCourse {

    private DraftCourse() {}

    private static Course course(Instant now) {
        var chance = Chance.of("draft course's id");
        var today = Zone.day(now);
        return new Course(
                Ids.at(now.toEpochMilli(), chance.word(), chance.word()),
                "Học tập Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ và chuyển đổi số",
                today.plusDays(20),
                today.plusDays(21),
                today.plusDays(60),
                "REQUIRED",
                null,
                null,
                now.minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.SECONDS),
                null,
                null,
                List.of("57-NQ/TW"),
                List.of(
                        new Course.Topic("Quan điểm, mục tiêu của Nghị quyết", "Báo cáo viên Tỉnh ủy", false),
                        new Course.Topic("Chuyển đổi số ở cơ sở", "Báo cáo viên Tỉnh ủy", false)),
                List.of("IN_PERSON", "BRIDGE", "CELL_MEETING", "HANDBOOK"),
                2);
    }

    static void copy(Connection connection, Tree tree, Papers papers, SignIns signIns, Instant now)
            throws SQLException {
        course(now).copy(connection, tree.province, papers, signIns.id("canbo"));
    }
}
