package vn.lantoa.live;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.World;
import vn.lantoa.kernel.Ids;
import vn.lantoa.study.SessionId;

/// A conference of one's own for a test of what goes on around it: held by the commune TL, about two topics.
final class Aired {

    private Aired() {}

    static SessionId conference(JdbcClient db) {
        var campaign = Ids.next();
        db.sql("""
                insert into study.campaign (id, title, unit, cut_off, opens_on, closes_on, topics_required, created_by)
                values (:id, 'Đợt thử', :unit, :day, :day, :until, 1, :by)
                """)
                .param("id", campaign)
                .param("unit", World.TN.value())
                .param("day", World.DAY)
                .param("until", World.DAY.plusYears(5))
                .param("by", World.OFFICER.account().value())
                .update();
        db.sql("""
                insert into study.topic (campaign, number, title)
                select :id, n, 'Chuyên đề ' || n from generate_series(1, 2) n
                """).param("id", campaign).update();
        unit(db, campaign, World.TN, null, 0, 1);
        unit(db, campaign, World.TL, World.TN, 1, 1);
        var session = Ids.next();
        db.sql("""
                insert into study.session (id, campaign, title, form, host, starts_at, ends_at, topics, created_by)
                values (:id, :campaign, 'Hội nghị thử', 'BRIDGE', :host, :from, :until, 3, :by)
                """)
                .param("id", session)
                .param("campaign", campaign)
                .param("host", World.TL.value())
                .param("from", moment(World.NINE))
                .param("until", moment(World.NINE.plusSeconds(7_200)))
                .param("by", World.OFFICER.account().value())
                .update();
        return new SessionId(session);
    }

    private static void unit(
            JdbcClient db,
            java.util.UUID campaign,
            vn.lantoa.kernel.UnitId unit,
            vn.lantoa.kernel.@org.jspecify.annotations.Nullable UnitId parent,
            int position,
            int last) {
        db.sql("""
                insert into study.campaign_unit (campaign, unit, parent, code, name, level, depth, position, last)
                select :campaign, u.id, :parent, u.code, u.name, u.level, :depth, :position, :last
                from   organization.unit u
                where  u.id = :unit
                """)
                .param("campaign", campaign)
                .param("unit", unit.value())
                .param("parent", parent == null ? null : parent.value())
                .param("depth", position)
                .param("position", position)
                .param("last", last)
                .update();
    }

    static java.time.OffsetDateTime moment(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
