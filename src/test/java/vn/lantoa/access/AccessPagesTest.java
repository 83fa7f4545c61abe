package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class AccessPagesTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void showsAccountsToAdministratorsOnly() {
        for (var path : new String[] {
            "/access/accounts",
            "/access/accounts/new",
            "/access/settings",
            "/access/audit",
            "/access/imports/accounts",
            "/access/accounts/" + MEMBER.account().value(),
            "/access/imports/accounts/template.csv"
        }) {
            assertThat(web.get().uri(path).with(World.as(ADMINISTRATOR)))
                    .as(path)
                    .hasStatusOk();
            assertThat(web.get().uri(path).with(World.as(OFFICER))).as(path).hasStatus(404);
        }
    }

    @Test
    void keepsWhatWasTypedWhenAnAccountIsRefused() {
        assertThat(web.post()
                        .uri("/access/accounts")
                        .param("username", "dangvien")
                        .param("fullName", "<b>Một</b> người")
                        .with(World.as(ADMINISTRATOR))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("value=\"dangvien\"", "&lt;b>Một&lt;/b> người", "đã có người dùng");
    }

    @Test
    void callsWhatWasDoneByWords() {
        assertThat(web.get().uri("/organization/exports/units.csv").with(World.as(OFFICER)))
                .hasStatusOk();

        assertThat(web.get().uri("/access/audit").with(World.as(ADMINISTRATOR)))
                .bodyText()
                .contains("Xuất danh sách tổ chức đảng", "organization.units.export");
    }

    @Test
    void refusesAForgedForm() {
        assertThat(web.post()
                        .uri("/access/accounts")
                        .param("username", "moi")
                        .param("fullName", "Người mới")
                        .with(World.as(ADMINISTRATOR)))
                .hasStatus(403);
    }

    @Test
    void issuesATokenForAPasswordAndTellsNothingOtherwise() {
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\"dangvien\",\"password\":\"" + PASSWORD + "\",\"label\":\"thử\"}"))
                .hasStatus(201)
                .bodyText()
                .contains("\"token\":\"lt_");
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\"dangvien\",\"password\":\"sai\"}"))
                .hasStatus(401);
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":"))
                .hasStatus(400);
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(422);
    }

    @Test
    void savesSettingsOrKeepsWhatWasTyped() {
        assertThat(web.post()
                        .uri("/access/settings")
                        .param("printing.rounding", "DOWN")
                        .param("campaign.target", "chín")
                        .with(World.as(ADMINISTRATOR))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"chín\"");
        assertThat(web.post()
                        .uri("/access/settings")
                        .param("printing.rounding", "DOWN")
                        .param("campaign.target", "97,5")
                        .with(World.as(ADMINISTRATOR))
                        .with(csrf()))
                .hasStatus3xxRedirection();
    }

    @Test
    void showsEverybodyTheOwnAccount() {
        assertThat(web.get().uri("/access/account").with(World.as(MEMBER)))
                .hasStatusOk()
                .bodyText()
                .contains("dangvien");
    }
}
