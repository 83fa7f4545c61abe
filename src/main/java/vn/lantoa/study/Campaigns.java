package vn.lantoa.study;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;

/// The campaigns. One is seen by everybody whose scope touches its subtree, from above or from below; what is seen of
/// its figures and names is asked again for each unit.
@Component
class Campaigns {

    private final JdbcClient db;

    Campaigns(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is no such campaign or `scope` does not touch its subtree
    Campaign require(Scope scope, CampaignId id) {
        return db.sql("""
                select c.id, c.title, c.unit, c.cut_off, c.opens_on, c.closes_on, c.essay, c.topics_required, c.target,
                       c.plan_symbol, c.plan_on, c.opened_at, c.closed_at
                from   study.campaign c
                where  c.id = :id
                and    study.touches(:scope, c.unit)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Campaign.class)
                .optional()
                .orElseThrow(NotFound::new);
    }
}
