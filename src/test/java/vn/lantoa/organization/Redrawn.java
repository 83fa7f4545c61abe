package vn.lantoa.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.organization.view.LifeEvent.Decision;

/// The [World] after one or two decisions.
///
///     1 July 2025, 1674-QĐ/TU: the district DT is dissolved; two communes are founded under TN.
///       NX  xã Phú Xuyên  all of PC (with PC1), part of TL (TL1)
///       NL  xã La Bằng    part of TL (TL2)
///       TX  moves from VN to TN and is called Thần Sa from then on
///     1 March 2026, 20-QĐ/TU: NL goes into NX as a whole, with TL2.
record Redrawn(UnitId nx, UnitId nl, Decision first) {

    static final LocalDate FIRST = LocalDate.of(2025, 7, 1);
    static final LocalDate SECOND = LocalDate.of(2026, 3, 1);

    /// After the first decision.
    static Redrawn once(Redrawing redrawing, Units units) {
        var decision = apply(
                redrawing,
                "1674-QĐ/TU",
                FIRST,
                List.of(
                        new Create("NX", "TN", Level.GRASSROOTS, "Đảng bộ xã Phú Xuyên"),
                        new Create("NL", "TN", Level.GRASSROOTS, "Đảng bộ xã La Bằng"),
                        new Merge(List.of("PC"), "NX"),
                        new Divide("TL", List.of(new Heir("NX", List.of("TL1")), new Heir("NL", List.of("TL2")))),
                        new Move("TX", "TN"),
                        new Rename("TX", "Đảng bộ xã Thần Sa"),
                        new Dissolve("DT")));
        return new Redrawn(
                units.require(Scope.everything(), "NX").unitId(),
                units.require(Scope.everything(), "NL").unitId(),
                decision);
    }

    /// Applies the second as well.
    Decision again(Redrawing redrawing) {
        return apply(redrawing, "20-QĐ/TU", SECOND, List.of(new Merge(List.of("NL"), "NX")));
    }

    /// One decision on the [World].
    static Decision apply(Redrawing redrawing, String number, LocalDate on, List<Operation> operations) {
        Instant at = on.atTime(2, 0).toInstant(ZoneOffset.UTC);
        var decision = new Redrawing.Decision(number, on, on, operations, List.of());
        var id = redrawing.draw(World.OFFICER, World.TN, decision, at);
        redrawing.apply(World.OFFICER, id, at);
        UUID value = id.value();
        return new Decision(number, value);
    }
}
