package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import vn.lantoa.kernel.Ids;
import vn.lantoa.organization.Level;

/// What units wrote after the closed campaign: closures, head-counts of guests, adjustments, remarks for the report.
final class Aftermath {

    private final Connection connection;
    private final ClosedCourse closed;
    private final SignIns signIns;
    private final Posts posts;
    private final Chance chance;

    Aftermath(Connection connection, ClosedCourse closed, SignIns signIns, Posts posts) {
        this.connection = connection;
        this.closed = closed;
        this.signIns = signIns;
        this.posts = posts;
        this.chance = Chance.of("aftermath of " + closed.course.title());
    }

    void copy(Gathering conference) throws SQLException {
        copyClosures(closed.closedAt);
        copyGuests(conference);
        copyAdjustments();
        copyRemarks(closed.closedAt);
    }

    private void copyClosures(Instant closedAt) throws SQLException {
        var officer = closed.officer;
        try (var rows = new Copy(connection, "copy study.closure (campaign, unit, closed_at, closed_by) from stdin")) {
            for (var unit : closed.province.subtree().toList()) {
                var days = unit.cell() ? 8 : unit.level == Level.GRASSROOTS ? 5 : unit == closed.province ? 0 : 2;
                var by = unit == closed.province ? officer : signIns.recorder(unit.committee());
                rows.row(closed.course.id(), unit.id, closedAt.minusSeconds(days * 43_200L), by);
            }
        }
        try (var rows = new Copy(connection, "copy study.ending (campaign, ended_at, ended_by) from stdin")) {
            rows.row(closed.course.id(), closedAt, officer);
        }
        try (var keep = connection.prepareStatement("""
                select study.keep_figures(c.campaign, array_agg(c.unit), c.closed_at)
                from   study.closure c
                where  c.campaign = ?
                group  by c.campaign, c.closed_at""")) {
            keep.setObject(1, closed.course.id());
            keep.execute();
        }
    }

    private void copyGuests(Gathering conference) throws SQLException {
        var at = conference.to();
        try (var rows = new Copy(connection, """
                copy study.declared (campaign, unit, session, kind, people, recorded_by, recorded_at) from stdin""")) {
            for (var unit : closed.province.subtree().toList()) {
                if (!unit.overCells() || !chance.happens(0.8)) continue;
                var by = signIns.recorder(unit.committee());
                var members = unit.cells().mapToInt(cell -> cell.size).sum();
                rows.row(closed.course.id(), unit.id, conference.id(), "GUESTS", chance.between(4, 40), by, at);
                rows.row(
                        closed.course.id(),
                        unit.id,
                        conference.id(),
                        "MEMBERS",
                        members - chance.below(members / 12 + 1),
                        by,
                        at);
            }
        }
    }

    private void copyAdjustments() throws SQLException {
        try (var rows = new Copy(connection, """
                copy study.adjustment (id, campaign, member, kind, from_unit, to_unit, on_day, reason, standing, exempt,
                                       recorded_by, recorded_at) from stdin""")) {
            for (var one : closed.late.keySet()) {
                var day = closed.lateFrom();
                rows.row(
                        Ids.at(Meetings.at(day, 8, 0).toEpochMilli(), chance.word(), chance.word()),
                        closed.course.id(),
                        one.id,
                        "EXEMPTED",
                        one.cell.id,
                        one.cell.id,
                        day,
                        "Chi bộ quyết định miễn sinh hoạt vì điều trị dài ngày",
                        one.standing(),
                        false,
                        signIns.recorder(one.cell.committee()),
                        Meetings.at(day, 15, 0));
            }
        }
    }

    private void copyRemarks(Instant closedAt) throws SQLException {
        try (var rows = new Copy(connection, """
                copy study.remark (campaign, unit, strengths, shortcomings, proposals, signer, signer_post, essays_due,
                                   essays_in, recorded_by, recorded_at) from stdin""")) {
            for (var unit : closed.province.subtree().toList()) {
                if (unit.level != Level.PROVINCIAL && unit.level != Level.UPPER_GRASSROOTS) continue;
                var due = (int) unit.members()
                        .filter(one -> one.exemptOn(closed.course.cutOff()) == null
                                && "STUDIED".equals(closed.ledger.seat(one).outcome(closed.course.needed())))
                        .count();
                var by = unit == closed.province ? closed.officer : signIns.recorder(unit.committee());
                rows.row(
                        closed.course.id(),
                        unit.id,
                        "Cấp ủy chủ động xây dựng kế hoạch; người đứng đầu trực tiếp truyền đạt; điểm cầu nối đến cơ sở, "
                                + "tiết kiệm thời gian đi lại.",
                        "Một số chi bộ nông thôn điểm danh còn chậm; đường truyền có nơi chưa ổn định.",
                        "Cung cấp tài liệu sớm hơn và bản ghi hình để học bù.",
                        posts.secretary(unit).name,
                        "Bí thư",
                        due,
                        due - due * chance.below(30) / 1000,
                        by,
                        closedAt.minusSeconds(3_600));
            }
        }
    }
}
