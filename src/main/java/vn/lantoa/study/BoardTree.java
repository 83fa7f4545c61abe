package vn.lantoa.study;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.BoardUnit;

/// The tree a campaign froze when it opened, as far as a scope reaches. The tree is of that day, the scope of today.
@Component
class BoardTree {

    private final JdbcClient db;

    BoardTree(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if the campaign's tree has no such unit or it lies outside `scope`
    BoardUnit require(Scope scope, CampaignId campaign, UnitId unit) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    organization.covers(:scope::uuid[], u.unit)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// @throws NotFound if the campaign's tree has no unit of `code` or it lies outside `scope`
    BoardUnit require(Scope scope, CampaignId campaign, String code) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.code = :code
                and    organization.covers(:scope::uuid[], u.unit)
                """)
                .param("campaign", campaign.value())
                .param("code", code)
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The highest unit of the campaign's tree that `scope` covers: where somebody who names no unit begins.
    ///
    /// @throws NotFound if `scope` covers none
    BoardUnit top(Scope scope, CampaignId campaign) {
        return tops(scope, campaign).orElseThrow(NotFound::new);
    }

    /// The units above `unit`, from the highest that `scope` covers down to its parent.
    List<BoardUnit> above(Scope scope, CampaignId campaign, BoardUnit unit) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.position < :position
                and    u.last >= :position
                and    organization.covers(:scope::uuid[], u.unit)
                order  by u.position
                """)
                .param("campaign", campaign.value())
                .param("position", unit.position())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .list();
    }

    /// Whether `scope` covers `unit`.
    boolean reaches(Scope scope, BoardUnit unit) {
        return db.sql("select organization.covers(:scope::uuid[], :unit)")
                .param("scope", scope.array())
                .param("unit", unit.unit())
                .query(Boolean.class)
                .single();
    }

    /// Either a unit that the scope names or, where the scope lies above the campaign, its topmost unit.
    private Optional<BoardUnit> tops(Scope scope, CampaignId campaign) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.unit = any (:scope::uuid[])
                union  all
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.position = 0
                and    organization.covers(:scope::uuid[], u.unit)
                order  by position
                limit  1
                """)
                .param("campaign", campaign.value())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional();
    }
}
