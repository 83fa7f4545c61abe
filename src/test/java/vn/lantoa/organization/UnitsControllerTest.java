package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class UnitsControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void beginsWithTheUnitOfThePost() {
        assertThat(web.get().uri("/organization/units").with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains("Đảng bộ xã Tân Linh", "Chi bộ xóm 1", "Chi bộ xóm 2")
                .doesNotContain("Chi bộ Làng Đèn");
    }

    @Test
    void showsWhatAUnitIsMadeOf() {
        assertThat(web.get().uri("/organization/units/" + DT.value()).with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Đảng bộ tỉnh Thái Nguyên",
                        "Đảng bộ xã Phú Cường",
                        "01/01/2015",
                        "/organization/exports/units.xlsx?unit=DT");
        assertThat(web.get().uri("/organization/units/" + DT.value()).with(World.as(READER)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/organization/exports", "/organization/members?unit", "/dissolution");
    }

    @Test
    void hidesOtherBranches() {
        assertThat(web.get().uri("/organization/units/" + TX.value()).with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/units/" + TL.value()).with(World.as(MEMBER)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/units/" + TL.value() + "/name").with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/units/nonsense").with(World.as(OFFICER)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/units").with(World.as(SITE_OPERATOR)))
                .hasStatus(404);
    }

    @Test
    void createsAUnit() {
        assertThat(web.post()
                        .uri("/organization/units")
                        .param("parent", TL.value().toString())
                        .param("code", "TL3")
                        .param("name", "Chi bộ <b>xóm 3</b>")
                        .param("level", "CELL")
                        .param("on", "01/01/2023")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(web.get().uri("/organization/units/" + TL.value()).with(World.as(OFFICER)))
                .bodyText()
                .contains("Chi bộ &lt;b&gt;xóm 3&lt;/b&gt;");
    }

    @Test
    void keepsWhatWasTypedIntoARefusedForm() {
        assertThat(web.post()
                        .uri("/organization/units")
                        .param("parent", TL.value().toString())
                        .param("code", "TL1")
                        .param("name", "Chi bộ xóm 33")
                        .param("level", "CELL")
                        .param("on", "2023-01-01")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("Chi bộ xóm 33", "Mã “TL1” đã dùng");
        for (var letter : new String[] {"\u0000", "\u0007", "\u0085", "\u2028", "\u202e", "\ud800"})
            assertThat(web.post()
                            .uri("/organization/units/" + TL1.value() + "/name")
                            .param("name", "x" + letter + "y")
                            .param("on", "31/01/2023")
                            .with(World.as(OFFICER))
                            .with(csrf()))
                    .as("U+%04x", (int) letter.charAt(0))
                    .hasStatus(422)
                    .bodyText()
                    .contains("có ký tự điều khiển không nhìn thấy được");
        assertThat(web.post()
                        .uri("/organization/units/" + TL1.value() + "/name")
                        .param("name", "x")
                        .param("on", "31/02/2023")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(422);
    }

    @Test
    void saysKindlyWhyAUnitCannotBeDissolved() {
        assertThat(web.post()
                        .uri("/organization/units/" + TL1.value() + "/dissolution")
                        .param("on", "2024-01-01")
                        .with(World.as(OFFICER))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("còn 4 đảng viên");
    }

    @Test
    void findsForThePaletteAndForPickers() {
        assertThat(web.get().uri("/organization/search?q=tan linh").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("/organization/units/" + TL.value());
        assertThat(web.get().uri("/organization/search?q=nguyen van").with(World.as(READER)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Nguyễn Văn An");
        assertThat(web.get()
                        .uri("/organization/picker?name=unit&kind=cell&q=xom")
                        .with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"TL1\"", "value=\"TL2\"");
        assertThat(web.get().uri("/organization/picker?name=unit&value=TL1").with(World.as(OFFICER)))
                .bodyText()
                .contains("checked")
                .doesNotContain("TL2");
        assertThat(web.get().uri("/organization/picker?name=<b>").with(World.as(OFFICER)))
                .hasStatus(404);
        assertThat(web.get().uri("/organization/find?q=lang den").with(World.as(OFFICER)))
                .bodyText()
                .contains("TX1");
    }
}
