package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.organization.view.DayBranch;
import vn.lantoa.organization.view.UnitLink;

@AppTest
class TreeControllerTest implements World {

    private static final LocalDate BEFORE = LocalDate.of(2025, 6, 30);

    @Autowired
    MockMvcTester web;

    @Autowired
    Redrawing redrawing;

    @Autowired
    Units units;

    @Autowired
    Past past;

    Redrawn redrawn;

    @BeforeEach
    void redraw() {
        redrawn = Redrawn.once(redrawing, units);
        redrawn.again(redrawing);
    }

    @Test
    void showsWhatStoodBelowAUnitAndWhatBecameOfIt() {
        var district = past.page(Scope.everything(), DT, BEFORE).orElseThrow();

        assertThat(district.children())
                .extracting(DayBranch::code, DayBranch::cells, DayBranch::members, DayBranch::untilOn)
                .containsExactly(tuple("PC", 1L, 2L, Redrawn.FIRST), tuple("TL", 2L, 7L, Redrawn.FIRST));
        assertThat(district.children())
                .allSatisfy(child ->
                        assertThat(child.heirs()).extracting(UnitLink::code).containsExactly("NX"));
        assertThat(district.members()).isEqualTo(9);
        assertThat(district.cells()).isEqualTo(3);
        assertThat(past.page(Scope.everything(), VN, BEFORE).orElseThrow().children())
                .extracting(
                        DayBranch::name,
                        DayBranch::nameNow,
                        child -> child.movedTo() == null ? "" : child.movedTo().code())
                .containsExactly(tuple("Đảng bộ xã Tràng Xá", "Đảng bộ xã Thần Sa", "TN"));
        assertThat(past.page(Scope.everything(), DT, Redrawn.FIRST)).isEmpty();
    }

    @Test
    void countsTheSameByOnePassAndUnitByUnit() {
        var asked = List.of(DT.value(), TL1.value(), TL2.value());

        assertThat(past.held(asked, BEFORE, true))
                .isEqualTo(past.held(asked, BEFORE, false))
                .containsOnlyKeys(TL1.value(), TL2.value());
    }

    @Test
    void leadsFromTheRootOfThatDay() {
        assertThat(past.way(Scope.of(TN), TL2, BEFORE))
                .extracting(Step::code, Step::within)
                .containsExactly(
                        tuple("TW", false),
                        tuple("TN", true),
                        tuple("DT", true),
                        tuple("TL", true),
                        tuple("TL2", true));
        assertThat(past.way(Scope.of(TN), TL2, Redrawn.FIRST))
                .extracting(Step::code)
                .containsExactly("TW", "TN", "NL", "TL2");
        assertThat(past.way(Scope.of(TN), TL2, Redrawn.SECOND))
                .extracting(Step::code)
                .containsExactly("TW", "TN", "NX", "TL2");
    }

    @Test
    void letsThoseLookBackWhoAnswerForItTodayOrForWhatItStoodIn() {
        assertThat(past.require(Scope.of(DT), "TL1", BEFORE).code()).isEqualTo("TL1");
        assertThat(past.require(Scope.of(redrawn.nx()), "PC", BEFORE).code()).isEqualTo("PC");
        assertThat(past.require(Scope.of(redrawn.nx()), "TL2", BEFORE).code()).isEqualTo("TL2");
        assertThatExceptionOfType(NotFound.class)
                .as("stood in DT on that day, not on this one")
                .isThrownBy(() -> past.require(Scope.of(DT), "TL1", Redrawn.FIRST));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> past.require(Scope.of(VN), "TL1", BEFORE));
    }

    @Test
    void showsAPageOfAnyDay() {
        assertThat(web.get().uri("/organization/tree?unit=DT&on=2025-06-30").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Đảng bộ huyện Đại Từ",
                        "đã kết thúc 01/07/2025, nay là",
                        "Đảng bộ xã Phú Xuyên",
                        "/organization/tree?on=2025-06-30&amp;unit=TL",
                        "/organization/exports/units.xlsx?unit=DT&amp;on=2025-06-30");
        assertThat(web.get().uri("/organization/tree?on=30/06/2025").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("Đảng bộ tỉnh Thái Nguyên", "Đảng bộ huyện Đại Từ");
        assertThat(web.get().uri("/organization/tree?unit=VN&on=2025-06-30").with(World.as(READER)))
                .bodyText()
                .contains("Đảng bộ xã Tràng Xá", "nay là", "Đảng bộ xã Thần Sa", "nay trực thuộc")
                .doesNotContain("/organization/exports");
        assertThat(web.get().uri("/organization/tree?unit=VN").with(World.as(OFFICER)))
                .bodyText()
                .doesNotContain("Đảng bộ xã Tràng Xá");
    }

    @Test
    void saysWhyThereIsNothingToSee() {
        assertThat(web.get().uri("/organization/tree?unit=DT&on=2001-01-01").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("Đảng bộ huyện Đại Từ được lập từ ngày 01/01/2015");
        assertThat(web.get().uri("/organization/tree?unit=DT&on=2026-01-01").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("đã kết thúc hoạt động từ ngày 01/07/2025");
        assertThat(web.get().uri("/organization/tree?unit=PC&on=2026-01-01").with(World.as(OFFICER)))
                .bodyText()
                .contains("Nay là", "Đảng bộ xã Phú Xuyên");
        assertThat(web.get().uri("/organization/tree?unit=TN&on=2199-01-01").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("Ngày 01/01/2199 chưa đến");
        assertThat(web.get().uri("/organization/tree?unit=TN&on=2025-02-30").with(World.as(OFFICER)))
                .hasStatus(422)
                .bodyText()
                .contains("không phải là ngày có thật");
    }

    @Test
    void hidesOtherBranches() {
        for (var query : List.of("unit=DT&on=2025-06-30", "unit=TX", "unit=TX&on=2020-01-01", "unit=nothing")) {
            assertThat(web.get().uri("/organization/tree?" + query).with(World.as(SECRETARY)))
                    .as(query)
                    .hasStatus(404);
        }
        assertThat(web.get().uri("/organization/tree").with(World.as(MEMBER))).hasStatus(404);
        assertThat(web.get()
                        .uri("/organization/exports/units.csv?unit=TX&on=2020-01-01")
                        .with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/api/v1/units?unit=TX&on=2020-01-01").with(World.program(SECRETARY)))
                .hasStatus(404);
    }

    @Test
    void writesTheTreeOfThatDayInTheColumnsOfTheImport() {
        assertThat(web.get()
                        .uri("/organization/exports/units.csv?unit=DT&on=2025-06-30")
                        .with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "code,parent_code,level,name,valid_from",
                        "DT,TN,UPPER_GRASSROOTS,Đảng bộ huyện Đại Từ,2015-01-01",
                        "TL2,TL,CELL,Chi bộ xóm 2,2015-01-01")
                .doesNotContain("NX", "TX1");
        assertThat(web.get().uri("/organization/exports/units.csv?unit=NX").with(World.as(OFFICER)))
                .bodyText()
                .contains("TL2,NX,CELL,Chi bộ xóm 2,2026-03-01")
                .doesNotContain("PC,");
        assertThat(web.get()
                        .uri("/organization/exports/units.xlsx?on=2199-01-01")
                        .with(World.as(OFFICER)))
                .hasStatus(422);
    }

    @Test
    void tellsProgramsInPieces() {
        assertThat(web.get().uri("/api/v1/units?unit=DT&on=2025-06-30&size=2").with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"on":"2025-06-30",
                         "items":[{"code":"DT","parentCode":"TN","level":"UPPER_GRASSROOTS","validFrom":"2015-01-01",
                                   "validUntil":"2025-07-01","endedOn":"2025-07-01","heirs":[]},
                                  {"code":"PC","parentCode":"DT","endedOn":"2025-07-01","heirs":["NX"]}],
                         "next":"/api/v1/units?on=2025-06-30&unit=DT&size=2&after=PC"}
                        """);
        assertThat(web.get()
                        .uri("/api/v1/units?on=2025-06-30&unit=DT&size=9&after=PC")
                        .with(World.program(OFFICER)))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"items":[{"code":"PC1","heirs":[],"endedOn":null},{"code":"TL"},{"code":"TL1"},{"code":"TL2"}],
                         "next":null}
                        """);
        assertThat(web.get().uri("/api/v1/units").with(World.program(OTHER_SECRETARY)))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\":[{\"code\":\"TX\",\"parentCode\":\"TN\"},{\"code\":\"TX1\"}]}");
        for (var query : List.of("size=0", "size=1001", "size=x"))
            assertThat(web.get().uri("/api/v1/units?" + query).with(World.program(OFFICER)))
                    .as(query)
                    .hasStatus(400);
        for (var query : List.of("on=2199-01-01", "on=31/02/2025"))
            assertThat(web.get().uri("/api/v1/units?" + query).with(World.program(OFFICER)))
                    .as(query)
                    .hasStatus(422);
    }
}
