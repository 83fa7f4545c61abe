package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class SurfaceControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    Bundled bundled;

    @Test
    void describesTheApplicationToAPhone() {
        assertThat(web.get().uri("/manifest.webmanifest"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.icons[3].purpose")
                .isEqualTo("maskable");
    }

    @Test
    void keepsOnlyTheLookAndThePageForNoNetwork() {
        assertThat(web.get().uri("/sw.js"))
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-cache")
                .bodyText()
                .contains(bundled.script("app"), bundled.icons(), bundled.script("worker"))
                .doesNotContain("/study", "/organization");
    }

    @Test
    void saysThatThereIsNoNetwork() {
        assertThat(web.get().uri("/offline")).hasStatusOk().bodyText().contains("<h1>Không có mạng</h1>");
    }

    @Test
    void letsBrowsersKeepHashedFilesForAYearAndOthersForAnHour() {
        assertThat(web.get().uri(bundled.script("app")))
                .hasStatusOk()
                .hasHeader("Cache-Control", "max-age=31536000, public, immutable");
        assertThat(web.get().uri("/icons/icon.svg")).hasStatusOk().hasHeader("Cache-Control", "max-age=3600, public");
        assertThat(web.get().uri("/favicon.ico")).hasStatusOk();
    }

    @Test
    void sendsFilesAsTheBundlerCompressedThem() {
        assertThat(web.get().uri(bundled.styles("app").getFirst()).header("Accept-Encoding", "gzip"))
                .hasStatusOk()
                .hasHeader("Content-Encoding", "gzip");
    }
}
