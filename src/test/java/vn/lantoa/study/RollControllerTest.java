package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class RollControllerTest implements World {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0};

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    MockMvcTester web;

    String address = "";

    @BeforeEach
    void begin() {
        var campaign = Trial.draft(db, OFFICER, DT, 1, "1.0");
        opening.open(OFFICER, campaign, NINE);
        var session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b1, false);
        address = "/study/sites/" + Trial.site(db, session, TL).value() + "/roll";
    }

    @Test
    void recordsWhoSigned() {
        assertThat(show()).hasStatusOk().bodyText().contains("Nguyễn Văn An", "Nông Văn Hiếu");

        assertThat(tick(AN.value().toString(), "08:15")).hasStatus(302);
        assertThat(show()).bodyText().contains("Vào lúc 08:15");
        assertThat(db.sql("select count(*) from study.scan s where s.way = 'PAPER' and s.outcome = 'recorded'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysSoWhenNobodyIsTickedOrTheTimeIsNone() {
        assertThat(tick("", "08:15")).hasStatus(422).bodyText().contains("Chưa đánh dấu ai");
        assertThat(tick(AN.value().toString(), "25:99"))
                .hasStatus(422)
                .bodyText()
                .contains("Giờ không hợp lệ", "value=\"" + AN.value() + "\" checked");
    }

    @Test
    void keepsPicturesOfTheSheetsAndNothingElse() {
        assertThat(send("to-1.png", PNG)).hasStatus(302);
        assertThat(show()).bodyText().contains("to-1.png");
        assertThat(send("virus.png", "MZ".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasStatus(415);

        var photo = db.sql("select p.id::text from study.roll_photo p")
                .query(String.class)
                .single();
        assertThat(web.get().uri("/study/photos/" + photo).with(World.as(SITE_OPERATOR)))
                .hasStatusOk()
                .hasContentType("image/png");
        assertThat(web.get().uri("/study/photos/" + photo).with(World.as(OTHER_SECRETARY)))
                .hasStatus(404);
    }

    private MvcTestResult show() {
        return web.get().uri(address).with(World.as(SITE_OPERATOR)).exchange();
    }

    private MvcTestResult tick(String member, String at) {
        return web.post()
                .uri(address)
                .param("member", member)
                .param("at", at)
                .with(World.as(SITE_OPERATOR))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult send(String name, byte[] content) {
        return web.post()
                .uri(address + "/photos")
                .multipart()
                .file(new MockMultipartFile("file", name, "image/png", content))
                .with(World.as(SITE_OPERATOR))
                .with(csrf())
                .exchange();
    }
}
