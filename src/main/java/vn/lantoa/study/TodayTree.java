package vn.lantoa.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.BoardUnit;

/// The tree as it is today, as far as a campaign is counted in it and a scope covers it today; for every basis but
/// [Basis#WAS]. The units it hands out have no place in a frozen tree: their position is 0, and so is their last.
@Component
class TodayTree {

    private static final String SELECT = """
            select o.id as unit, o.parent, o.code, o.name, o.level, 0 as depth, 0 as position, 0 as last
            from   organization.unit o
            join   organization.unit_tree k on k.ancestor = (select study.summit(:campaign)) and k.descendant = o.id
            """;

    private final JdbcClient db;
    private final Cache<Asked, Boolean> changed = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(10))
            .maximumSize(1_000)
            .build();

    TodayTree(JdbcClient db) {
        this.db = db;
    }

    /// Whether a unit of the campaign's frozen tree has ended or stands elsewhere today, so that bases differ.
    boolean changed(CampaignId campaign) {
        var edition = db.sql("select e.number from organization.tree_edition e")
                .query(Long.class)
                .single();
        return changed.get(
                new Asked(campaign, edition),
                asked -> db.sql("select study.reorganized(:campaign)")
                        .param("campaign", campaign.value())
                        .query(Boolean.class)
                        .single());
    }

    /// The unit of today that `unit` is, or became.
    ///
    /// @throws NotFound if it lies outside `scope` or the campaign is not counted there
    BoardUnit require(Scope scope, CampaignId campaign, UnitId unit) {
        return standing(scope, campaign, unit.value()).orElseThrow(NotFound::new);
    }

    /// As [#require(Scope, CampaignId, UnitId)] for the unit of `code`, standing or not.
    BoardUnit require(Scope scope, CampaignId campaign, String code) {
        return db.sql("select u.id as value from organization.unit u where u.code = :code")
                .param("code", code.replace("\0", ""))
                .query(UnitId.class)
                .optional()
                .map(unit -> require(scope, campaign, unit))
                .orElseThrow(NotFound::new);
    }

    /// Where `unit` is counted today; empty if `scope` does not cover that.
    Optional<BoardUnit> standing(Scope scope, CampaignId campaign, UUID unit) {
        return db.sql(SELECT + """
                where  o.id = (select s.place from study.standing(array[:unit::uuid]) s)
                and    organization.covers(:scope::uuid[], o.id)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit)
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional();
    }

    /// The highest unit that `scope` covers among those the campaign is counted in.
    ///
    /// @throws NotFound if there is none
    BoardUnit top(Scope scope, CampaignId campaign) {
        return db.sql("""
                with place as materialized (
                    select k.descendant as unit, k.depth
                    from   organization.unit_tree k
                    where  k.ancestor = (select study.summit(:campaign))
                    and    (k.depth = 0 or k.descendant = any (:scope::uuid[]))
                )
                select o.id as unit, o.parent, o.code, o.name, o.level, 0 as depth, 0 as position, 0 as last
                from   place p
                join   organization.unit o on o.id = p.unit and o.until_on is null
                where  p.depth > 0 or organization.covers(:scope::uuid[], o.id)
                order  by p.depth, o.position, o.code
                limit  1
                """)
                .param("campaign", campaign.value())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The units above `unit`, from the highest that `scope` covers and the campaign is counted in down to its parent.
    List<BoardUnit> above(Scope scope, CampaignId campaign, BoardUnit unit) {
        return db.sql("""
                with line as materialized (
                    select t.ancestor as unit, t.depth
                    from   organization.unit_tree t
                    join   organization.unit_tree k on k.ancestor = (select study.summit(:campaign))
                                                   and k.descendant = t.ancestor
                    where  t.descendant = :unit
                    and    t.depth > 0
                )
                select o.id as unit, o.parent, o.code, o.name, o.level, 0 as depth, 0 as position, 0 as last
                from   line l
                join   organization.unit o on o.id = l.unit
                where  organization.covers(:scope::uuid[], o.id)
                order  by l.depth desc
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.unit())
                .param("scope", scope.array())
                .query(BoardUnit.class)
                .list();
    }

    /// The rosters that are counted at `unit` or below it.
    ///
    /// @throws NotFound if there are none
    Extent extent(CampaignId campaign, Basis basis, BoardUnit unit) {
        var positions = db.sql("""
                select p.position
                from   study.places(:campaign, :basis) p
                join   organization.unit_tree t on t.ancestor = :unit and t.descendant = p.unit
                order  by p.position
                """)
                .param("campaign", campaign.value())
                .param("basis", basis.name())
                .param("unit", unit.unit())
                .query(Integer.class)
                .list();
        if (positions.isEmpty()) throw new NotFound();
        return new Extent(positions.getFirst(), positions.getLast(), positions);
    }

    /// How many units stand directly under `unit` today.
    int subordinates(BoardUnit unit) {
        return db.sql("select count(*) from organization.unit u where u.parent = :unit and u.until_on is null")
                .param("unit", unit.unit())
                .query(Integer.class)
                .single();
    }

    private record Asked(CampaignId campaign, long edition) {}
}
