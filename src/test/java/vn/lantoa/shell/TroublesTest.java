package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

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
}
