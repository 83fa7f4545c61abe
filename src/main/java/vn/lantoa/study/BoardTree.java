package vn.lantoa.study;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.BoardUnit;

/// The tree a campaign froze when it opened, for reading: as far as a scope reaches today or reached in that tree.
@Component
class BoardTree {

    private final JdbcClient db;

    BoardTree(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if the campaign's tree has no such unit or it lies outside `scope`
    BoardUnit require(Scope scope, CampaignId campaign, UnitId unit) {
        return find(scope, campaign, unit.value()).orElseThrow(NotFound::new);
    }

    /// The unit if the campaign's tree has it and `scope` reaches it.
    Optional<BoardUnit> find(Scope scope, CampaignId campaign, UUID unit) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.unit = :unit
                and    study.sees(:scope::uuid[], u.campaign, u.unit)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit)
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional();
    }

    /// @throws NotFound if the campaign's tree has no unit of `code` or it lies outside `scope`
    BoardUnit require(Scope scope, CampaignId campaign, String code) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.code = :code
                and    study.sees(:scope::uuid[], u.campaign, u.unit)
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
                and    study.sees(:scope::uuid[], u.campaign, u.unit)
                order  by u.position
                """)
                .param("campaign", campaign.value())
                .param("position", unit.position())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .list();
    }

    /// Whether `scope` reads `unit` of this campaign.
    boolean reaches(Scope scope, CampaignId campaign, BoardUnit unit) {
        return db.sql("select study.sees(:scope::uuid[], :campaign, :unit)")
                .param("scope", scope.array())
                .param("campaign", campaign.value())
                .param("unit", unit.unit())
                .query(Boolean.class)
                .single();
    }

    /// The topmost unit where the scope lies above the campaign, else one that the scope names or reaches.
    Optional<BoardUnit> tops(Scope scope, CampaignId campaign) {
        return db.sql("""
                select u.unit, u.parent, u.code, u.name, u.level, u.depth, u.position, u.last
                from   study.campaign_unit u
                where  u.campaign = :campaign
                and    u.position = study.top(:scope::uuid[], :campaign)
                """)
                .param("campaign", campaign.value())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional();
    }

    /// The unit that `scope` names and that holds today what this campaign's tree has under other units; empty where
    /// the tree knows a unit of the scope or one above it.
    Optional<UUID> founded(Scope scope, CampaignId campaign) {
        return db.sql("""
                select h.unit as value
                from   study.home_today(:scope::uuid[], :campaign) as h (unit)
                where  h.unit is not null
                """)
                .param("campaign", campaign.value())
                .param("scope", scope.array())
                .query(UUID.class)
                .optional();
    }
}
