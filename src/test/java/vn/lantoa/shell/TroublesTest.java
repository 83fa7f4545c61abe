package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.ContentPolicy;

@AppTest
class TroublesTest implements World {

    @Autowired
    MockMvcTester web;

    @Test
    void showsAMissingPageAsAPageWithAWayBack() {
        assertThat(web.get().uri("/no/such/<b>page").with(World.as(OFFICER)))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                .bodyText()
                .contains("<h1>Không tìm thấy</h1>", "href=\"/\"")
                .doesNotContain("<b>page");
    }

    @Test
    void showsAPieceWhereAPieceWasAskedFor() {
        assertThat(web.get().uri("/no/such/piece").header("HX-Request", "true").with(World.as(OFFICER)))
                .hasStatus(404)
                .bodyText()
                .contains("role=\"alert\"")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Yêu cầu không hợp lệ",
        "403, Trang mở đã lâu nên hết hạn gửi",
        "404, Không tìm thấy",
        "405, Không thực hiện được",
        "409, Dữ liệu vừa được thay đổi",
        "413, Tệp quá lớn",
        "415, Loại dữ liệu",
        "418, Yêu cầu không hợp lệ",
        "500, Hệ thống gặp lỗi",
        "503, Hệ thống gặp lỗi"
    })
    void showsWhatWentWrongOutsideAnyController(int status, String words) {
        assertThat(web.get()
                        .uri("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/study/campaigns"))
                .hasStatus(status)
                .bodyText()
                .contains(words);
    }

    @Test
    void tellsAProgramWhatWentWrongOutsideAnyController() {
        assertThat(web.get()
                        .uri("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 400)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/campaigns"))
                .hasStatus(400)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo(400);
    }

    @Test
    void refusesAMethodThatAnAddressDoesNotTake() {
        assertThat(web.post().uri("/sign-in/nothing").with(World.as(OFFICER)).with(csrf()))
                .hasStatus(404);
        assertThat(web.post().uri("/offline").with(World.as(OFFICER)).with(csrf()))
                .hasStatus(405)
                .bodyText()
                .contains("Ở đây không làm được việc này");
    }

    @Test
    void opensAPieceAsAPageWhereNoScriptRuns() {
        assertThat(web.get()
                        .uri("/no/such/piece")
                        .header("HX-Request", "true")
                        .header("Sec-Fetch-Dest", "document")
                        .with(World.as(OFFICER)))
                .bodyText()
                .contains("<html", "role=\"alert\"");
    }

    @Test
    void opensAPieceAsAPageAlsoWhereAServiceWorkerAsksForIt() {
        assertThat(web.get()
                        .uri("/live/now")
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Sec-Fetch-Dest", "empty")
                        .with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("<html");
        assertThat(web.get().uri("/live/now").header("HX-Request", "true").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("<html");
    }

    @Test
    void takesAnUnreadableParameterForAMistakeOfTheCaller() {
        assertThat(web.get()
                        .uri("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                        .requestAttr(
                                RequestDispatcher.ERROR_EXCEPTION,
                                new org.apache.tomcat.util.http.InvalidParameterException("%")))
                .hasStatus(400);
    }

    @Test
    void saysThatAFormWithItsFilesIsTooLarge() {
        assertThat(web.get()
                        .uri("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                        .requestAttr(
                                RequestDispatcher.ERROR_EXCEPTION,
                                new org.apache.tomcat.util.http.InvalidParameterException("too large", 413)))
                .hasStatus(413)
                .bodyText()
                .contains("Tệp gửi lên quá lớn (tối đa 64 MB).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/library/documents", "/library/search", "/study/search", "/access/accounts"})
    void searchesForWordsAroundALetterThatNoTextCanHold(String address) {
        var actor = address.startsWith("/access") ? ADMINISTRATOR : OFFICER;
        assertThat(web.get().uri(address).param("q", "a\0b").with(World.as(actor)))
                .hasStatusOk();
    }

    @Test
    void takesALetterThatNoTextCanHoldForAMistakeOfTheCaller() {
        assertThat(web.get().uri("/api/v1/documents").param("type", "N\0Q").with(World.as(OFFICER)))
                .hasStatus(400)
                .bodyText()
                .contains("ký tự không nhìn thấy được");
    }

    @Test
    void saysWhereJsonBreaks() {
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\n  oops}"))
                .hasStatus(400)
                .bodyText()
                .contains("sai ở dòng 2");
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("[]"))
                .hasStatus(400)
                .bodyText()
                .contains("phải là một đối tượng JSON, đặt trong dấu { }");
        assertThat(web.post()
                        .uri("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\"a\\u0000b\",\"password\":\"x\"}"))
                .hasStatus4xxClientError();
    }

    @Test
    void tellsAProgramWithoutATokenWhatIsMissing() {
        assertThat(web.get().uri("/api/v1/units")).hasStatus(401).hasHeader("WWW-Authenticate", "Bearer");
        assertThat(web.get()
                        .uri("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 401)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/units"))
                .hasStatus(401)
                .bodyText()
                .contains("Chưa có mã truy cập", "\"instance\":\"/api/v1/units\"")
                .doesNotContain("/error");
    }

    @Test
    void namesTheAddressThatWasAskedForAlsoWhereItIsNoAddress() {
        assertThat(web.get().uri("/api/v1/nothing").with(World.as(OFFICER)))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.instance")
                .isEqualTo("/api/v1/nothing");
        assertThat(web.get()
                        .uri("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 400)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/%zz^"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo(400);
    }

    @Test
    void answersADeviceAndWhoeverOpensItsAddressInABrowser() {
        var browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (var address : new String[] {"/doors/abc", "/doors/abc/nothing"}) {
            assertThat(web.get().uri(address).header("Accept", browser))
                    .hasStatus(404)
                    .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                    .hasHeader("Content-Security-Policy", ContentPolicy.OURS)
                    .bodyText()
                    .contains("<h1>Không tìm thấy</h1>", "<html");
            assertThat(web.get().uri(address).header("Accept", "*/*"))
                    .hasStatus(404)
                    .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(web.get().uri(address))
                    .hasStatus(404)
                    .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        }
        assertThat(web.get().uri("/doors/abc/snapshot").header("Authorization", "Door x"))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(web.get().uri("/api/v1/nothing").header("Accept", browser).with(World.as(OFFICER)))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
