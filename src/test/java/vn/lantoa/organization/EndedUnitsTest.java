package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.Found;
import vn.lantoa.organization.view.FoundUnit;
import vn.lantoa.organization.view.LifeEvent;
import vn.lantoa.organization.view.LifeEvent.Part;
import vn.lantoa.organization.view.UnitLink;

/// Units that no longer exist: their pages, and that they are found without being in the way.
@AppTest
class EndedUnitsTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    Redrawing redrawing;

    @Autowired
    Lives lives;

    @Autowired
    Units units;

    @Autowired
    Search search;

    @Test
    void haveALifeThatIsReadFromStatesAndLineage() {
        var redrawn = Redrawn.once(redrawing, units);
        var later = redrawn.again(redrawing);
        var decision = redrawn.first();
        var first = link(redrawn.nx(), "NX", "Đảng bộ xã Phú Xuyên", true);
        var second = link(redrawn.nl(), "NL", "Đảng bộ xã La Bằng", true);

        assertThat(lives.of(Scope.of(TN), TL))
                .startsWith(new LifeEvent.Divided(
                        Redrawn.FIRST, decision, List.of(new Part(second, 1), new Part(first, 1))));
        assertThat(lives.of(Scope.of(TN), PC)).startsWith(new LifeEvent.MergedInto(Redrawn.FIRST, decision, first));
        assertThat(lives.of(Scope.of(TN), DT)).startsWith(new LifeEvent.Dissolved(Redrawn.FIRST, decision));
        assertThat(lives.of(Scope.of(redrawn.nx()), redrawn.nx()))
                .containsExactly(
                        new LifeEvent.MergedFrom(Redrawn.SECOND, later, List.of(second)),
                        new LifeEvent.TookOver(
                                Redrawn.FIRST,
                                decision,
                                List.of(new Part(link(TL, "TL", "Đảng bộ xã Tân Linh", false), 1))),
                        new LifeEvent.MergedFrom(
                                Redrawn.FIRST, decision, List.of(link(PC, "PC", "Đảng bộ xã Phú Cường", true))),
                        new LifeEvent.Founded(
                                Redrawn.FIRST,
                                decision,
                                "Đảng bộ xã Phú Xuyên",
                                link(TN, "TN", "Đảng bộ tỉnh Thái Nguyên", false)));
        assertThat(lives.of(Scope.of(TN), TX))
                .startsWith(
                        new LifeEvent.Moved(
                                Redrawn.FIRST,
                                decision,
                                link(VN, "VN", "Đảng bộ huyện Võ Nhai", true),
                                link(TN, "TN", "Đảng bộ tỉnh Thái Nguyên", true)),
                        new LifeEvent.Renamed(Redrawn.FIRST, decision, "Đảng bộ xã Tràng Xá", "Đảng bộ xã Thần Sa"));
    }

    @Test
    void areToldApartFromUnitsThatGaveAPartAwayAndStandOn() {
        var decision = Redrawn.apply(
                redrawing,
                "2-QĐ/TU",
                Redrawn.FIRST,
                List.of(
                        new Operation.Create("N", "TN", Level.UPPER_GRASSROOTS, "Đảng bộ phường mới"),
                        new Operation.Divide(
                                "DT",
                                List.of(
                                        new Operation.Heir("N", List.of("PC")),
                                        new Operation.Heir("DT", List.of("TL"))))));
        var fresh = link(units.require(Scope.of(TN), "N").unitId(), "N", "Đảng bộ phường mới", true);

        assertThat(lives.of(Scope.of(TN), DT))
                .startsWith(new LifeEvent.GaveAway(Redrawn.FIRST, decision, List.of(new Part(fresh, 1))))
                .hasSize(2);
        assertThat(lives.of(Scope.of(TN), new UnitId(fresh.id())))
                .startsWith(new LifeEvent.TookOver(
                        Redrawn.FIRST, decision, List.of(new Part(link(DT, "DT", "Đảng bộ huyện Đại Từ", true), 1))))
                .hasSize(2);
        assertThat(web.get().uri("/organization/units/" + DT.value()).with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("Giao một phần cho", "(1 tổ chức)", "Lập tổ chức trực thuộc");
    }

    @Test
    void standWhereTheyStoodLast() {
        var redrawn = Redrawn.once(redrawing, units);
        redrawn.again(redrawing);

        assertThat(units.path(Scope.of(redrawn.nx()), PC))
                .extracting(Step::code, Step::within)
                .containsExactly(tuple("TW", false), tuple("TN", false), tuple("DT", false), tuple("PC", true));
        assertThat(units.children(Scope.of(TN), redrawn.nx()))
                .extracting(Branch::code)
                .containsExactly("TL1", "TL2", "PC1");
        assertThat(units.numbers(redrawn.nx(), Redrawn.SECOND).members()).isEqualTo(9);
    }

    @Test
    void sayOnTheirPageWhatTheyAreNowAndWhatTheyWere() {
        var redrawn = Redrawn.once(redrawing, units);
        redrawn.again(redrawing);

        assertThat(web.get().uri("/organization/units/" + TL.value()).with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "đã kết thúc hoạt động từ ngày 01/07/2025",
                        "/organization/units/" + redrawn.nx().value(),
                        "2 tổ chức trực thuộc ngày 30/06/2025",
                        "Chia tách thành",
                        "/organization/reorganizations/" + redrawn.first().reorganization(),
                        "/organization/tree?unit=TL&amp;on=2025-06-30")
                .doesNotContain("/dissolution", "/organization/members?unit");
        assertThat(web.get().uri("/organization/units/" + DT.value()).with(World.as(READER)))
                .bodyText()
                .contains("Không có tổ chức kế thừa", "Giải thể")
                .doesNotContain("/organization/exports");
        assertThat(web.get().uri("/organization/units/" + redrawn.nx().value()).with(World.as(OFFICER)))
                .bodyText()
                .contains("Sáp nhập từ 1 tổ chức", "Nhận một phần của", "Thành lập", "/organization/tree?unit=NX");
        assertThat(web.get().uri("/organization/units/" + DT.value()).with(World.as(OTHER_OFFICER)))
                .hasStatus(404);
    }

    @Test
    void areFoundByTheirNamesAndLeadToTheirHeirs() {
        Redrawn.once(redrawing, units);

        assertThat(search.remembered(Scope.of(TN), "tan linh", 20))
                .extracting(FoundUnit::code, FoundUnit::untilOn)
                .containsExactly(tuple("TL", Redrawn.FIRST));
        assertThat(search.remembered(Scope.of(TN), "tan linh", 20).getFirst().heirs())
                .extracting(UnitLink::code)
                .containsExactly("NL", "NX");
        assertThat(search.remembered(Scope.of(VN), "tan linh", 20)).isEmpty();
        assertThat(search.remembered(Scope.of(TN), "xa", 20))
                .extracting(FoundUnit::code)
                .as("what stands first")
                .startsWith("NL", "TX", "NX");
        assertThat(web.get().uri("/organization/find?q=phu cuong").with(World.as(OFFICER)))
                .bodyText()
                .contains(
                        "/organization/units/" + PC.value(), "đã kết thúc 01/07/2025, nay là", "Đảng bộ xã Phú Xuyên");
        assertThat(web.get().uri("/organization/search?q=phu cuong").with(World.as(OFFICER)))
                .bodyText()
                .contains("đã kết thúc 01/07/2025, nay là Đảng bộ xã Phú Xuyên");
    }

    @Test
    void areNeverOfferedToWorkIn() {
        Redrawn.once(redrawing, units);

        assertThat(search.units(Scope.of(TN), "tan linh", false, 20)).isEmpty();
        assertThat(web.get().uri("/organization/picker?name=unit&q=phu cuong").with(World.as(OFFICER)))
                .bodyText()
                .doesNotContain("value=\"PC\"");
        assertThat(web.get().uri("/organization/picker?name=unit&value=PC").with(World.as(OFFICER)))
                .bodyText()
                .doesNotContain("value=\"PC\"");
    }

    @Test
    void areOfferedWhereFiguresOfThePastAreChosen() {
        Redrawn.once(redrawing, units);

        assertThat(web.get()
                        .uri("/organization/picker?name=unit&kind=ever&q=phu cuong")
                        .with(World.as(OFFICER)))
                .bodyText()
                .contains("value=\"PC\"");
        assertThat(web.get()
                        .uri("/organization/picker?name=unit&kind=ever&value=PC")
                        .with(World.as(OFFICER)))
                .bodyText()
                .contains("value=\"PC\"", "checked");
        assertThat(web.get()
                        .uri("/organization/picker?name=unit&kind=ever&q=phu cuong")
                        .with(World.as(OTHER_OFFICER)))
                .bodyText()
                .doesNotContain("value=\"PC\"");
    }

    @Test
    void letRenamedUnitsBeFoundByTheirFormerNames() {
        Redrawn.once(redrawing, units);

        assertThat(search.units(Scope.of(TN), "tràng xá", false, 20))
                .extracting(Found::code, Found::name)
                .containsExactly(tuple("TX", "Đảng bộ xã Thần Sa"));
        assertThat(search.remembered(Scope.of(TN), "trang xa", 20))
                .extracting(FoundUnit::name, FoundUnit::former)
                .containsExactly(tuple("Đảng bộ xã Thần Sa", "Đảng bộ xã Tràng Xá"));
        assertThat(search.remembered(Scope.of(TN), "than sa", 20))
                .extracting(FoundUnit::former)
                .containsOnlyNulls();
        assertThat(web.get().uri("/organization/find?q=trang xa").with(World.as(OFFICER)))
                .bodyText()
                .contains("trước đây là Đảng bộ xã Tràng Xá");
    }

    @Test
    void keepTheirCodesAndTellFilesWhatTheyAreNow() {
        Redrawn.once(redrawing, units);
        var file = """
                code,parent_code,level,name,valid_from
                PC,TN,GRASSROOTS,Đảng bộ xã Phú Cường,2026-01-01
                DT,TN,UPPER_GRASSROOTS,Đảng bộ huyện Đại Từ,2026-01-01
                TL3,TL,CELL,Chi bộ xóm 3,2026-01-01
                """;

        assertThat(web.post()
                        .uri("/api/v1/imports/units")
                        .contentType("text/csv")
                        .content(file)
                        .with(World.program(OFFICER)))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"accepted":0,"rejected":3,"errors":[
                          {"row":2,"column":"code","message":"Tổ chức mang mã “PC” đã kết thúc hoạt động từ 01/07/2025, nay là Đảng bộ xã Phú Xuyên (NX). Hãy dùng mã của tổ chức kế thừa."},
                          {"row":3,"column":"code","message":"Tổ chức mang mã “DT” đã kết thúc hoạt động từ 01/07/2025 và không có tổ chức kế thừa."},
                          {"row":4,"column":"parent_code","message":"Tổ chức cấp trên mang mã “TL” đã kết thúc hoạt động từ 01/07/2025, nay là Đảng bộ xã La Bằng (NL), Đảng bộ xã Phú Xuyên (NX). Hãy dùng mã của tổ chức kế thừa."}]}
                        """);
        assertThat(web.post()
                        .uri("/api/v1/imports/members")
                        .contentType("text/csv")
                        .content("member_no,full_name,standing,unit_code\n20.1,Đỗ Thị Quỳnh,FULL,PC\n")
                        .with(World.program(OFFICER)))
                .hasStatus(422)
                .bodyText()
                .contains("Chi bộ mang mã “PC” đã kết thúc hoạt động từ 01/07/2025, nay là Đảng bộ xã Phú Xuyên (NX)");
    }

    private static UnitLink link(UnitId id, String code, String name, boolean within) {
        return new UnitLink(id.value(), code, name, within);
    }
}
