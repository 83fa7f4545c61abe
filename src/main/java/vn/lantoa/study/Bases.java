package vn.lantoa.study;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.BoardUnit;
import vn.lantoa.study.view.Grounds;

/// Finds the unit that somebody means on a basis: in the campaign's frozen tree, or in today's.
@Component
public class Bases {

    private final BoardTree tree;
    private final TodayTree today;

    Bases(BoardTree tree, TodayTree today) {
        this.tree = tree;
        this.today = today;
    }

    /// The unit `wanted`, or the highest that `scope` reaches; a unit that has ended stands for what became of it.
    ///
    /// @throws NotFound if it is not on that tree or lies outside `scope`
    public BoardUnit place(Scope scope, CampaignId campaign, Basis basis, @Nullable UnitId wanted) {
        if (basis == Basis.WAS)
            return wanted == null ? tree.top(scope, campaign) : tree.require(scope, campaign, wanted);
        return wanted == null ? today.top(scope, campaign) : today.require(scope, campaign, wanted);
    }

    /// As [#place(Scope, CampaignId, Basis, UnitId)], by the unit's code.
    public BoardUnit named(Scope scope, CampaignId campaign, Basis basis, @Nullable String code) {
        if (code == null) return place(scope, campaign, basis, null);
        return basis == Basis.WAS ? tree.require(scope, campaign, code) : today.require(scope, campaign, code);
    }

    /// The units above `unit`, from the highest that `scope` reaches down to its parent.
    public List<BoardUnit> above(Scope scope, CampaignId campaign, Basis basis, BoardUnit unit) {
        return basis == Basis.WAS ? tree.above(scope, campaign, unit) : today.above(scope, campaign, unit);
    }

    /// Whose rosters are counted at `unit` or below it.
    ///
    /// @throws NotFound if nobody's
    Extent extent(CampaignId campaign, Basis basis, BoardUnit unit) {
        return basis == Basis.WAS ? Extent.of(unit) : today.extent(campaign, basis, unit);
    }

    /// Which bases there are to choose from at `unit`, and where on each of them somebody who looks at it should look.
    ///
    /// @param others units that stand directly under `unit` today and hold nothing of the campaign
    public Grounds grounds(Scope scope, CampaignId campaign, Basis basis, BoardUnit unit, int others) {
        if (!today.changed(campaign)) return new Grounds(basis, false, null, null, 0);
        return new Grounds(
                basis,
                true,
                basis == Basis.WAS ? unit.unit() : was(scope, campaign, unit),
                basis == Basis.WAS
                        ? today.standing(scope, campaign, unit.unit())
                                .map(BoardUnit::unit)
                                .orElse(null)
                        : unit.unit(),
                others);
    }

    /// How many units stand directly under `unit` today.
    int subordinates(BoardUnit unit) {
        return today.subordinates(unit);
    }

    /// `unit` itself if the frozen tree had it, else the highest unit there that `scope` reads, or null.
    private @Nullable UUID was(Scope scope, CampaignId campaign, BoardUnit unit) {
        return tree.find(scope, campaign, unit.unit())
                .or(() -> tree.tops(scope, campaign))
                .map(BoardUnit::unit)
                .orElse(null);
    }
}
