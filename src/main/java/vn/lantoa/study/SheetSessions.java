package vn.lantoa.study;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.study.view.SheetSession;

/// Sessions whose attendance a sheet may bring.
@Component
class SheetSessions {

    private final JdbcClient db;

    SheetSessions(JdbcClient db) {
        this.db = db;
    }

    /// Sessions of `campaign` that have not closed, the latest first.
    List<SheetSession> open(CampaignId campaign) {
        return db.sql("""
                select   s.id, s.title, s.starts_at
                from     study.session s
                where    s.campaign = :campaign
                and      s.closed_at is null
                order by s.starts_at desc
                limit    200
                """)
                .param("campaign", campaign.value())
                .query(SheetSession.class)
                .list();
    }
}
