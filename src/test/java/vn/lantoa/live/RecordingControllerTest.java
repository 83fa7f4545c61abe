package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Ids;
import vn.lantoa.study.SessionId;

@AppTest
class RecordingControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Recordings recordings;

    @Autowired
    Footage footage;

    @Autowired
    Outliving outliving;

    private SessionId session = new SessionId(new UUID(0, 0));
    private UUID mark = new UUID(0, 0);

    @BeforeEach
    void records() {
        session = Aired.conference(db);
        mark = Ids.next();
        db.sql("""
                insert into live.broadcast (session, kind, path, opened_at, ended_at, published_at, changed_by)
                values (:session, 'INGEST', :path, now() - interval '3 hours', now() - interval '1 hour', now(), :by)
                """)
                .param("session", session.value())
                .param("path", session.value().toString())
                .param("by", OFFICER.account().value())
                .update();
        db.sql("""
                insert into live.mark (id, session, at, topic, title, made_by)
                values (:id, :session, now() - interval '2 hours', 1, 'Chuyên đề 1', :by)
                """)
                .param("id", mark)
                .param("session", session.value())
                .param("by", OFFICER.account().value())
                .update();
    }

    @Test
    void removesARecordingForGoodWithAReasonByWhoRunsTheConference() throws IOException {
        var segment = film();
        assertThat(get(READER, "/recording"))
                .bodyText()
                .contains("<live-player")
                .doesNotContain("Xóa hẳn");
        assertThat(get(SECRETARY, "/recording")).bodyText().contains("Xóa hẳn", "tự xóa sau 365 ngày");
        assertThat(remove(READER, "x")).hasStatus(404);
        assertThat(remove(OTHER_SECRETARY, "x")).hasStatus(404);
        assertThat(remove(SECRETARY, " ")).hasStatus(422).bodyText().contains("Hãy ghi lý do");
        assertThat(segment).exists();

        assertThat(remove(SECRETARY, "Có nội dung không phổ biến")).hasStatus3xxRedirection();

        assertThat(footage.root().resolve(session.value().toString())).doesNotExist();
        assertThat(get(READER, "/recording"))
                .bodyText()
                .contains("xóa bản ghi hình lúc", "Có nội dung không phổ biến")
                .doesNotContain("<live-player");
        assertThat(remove(SECRETARY, "lần nữa")).hasStatus(409);
        assertThat(post(SECRETARY, "/recording/publication")).hasStatus(409);
        assertThat(db.sql("select detail from access.audit where action = 'live.broadcast.remove' and subject = :id")
                        .param("id", session.value())
                        .query(String.class)
                        .single())
                .isEqualTo("Có nội dung không phổ biến");
    }

    @Test
    void keepsWhatIsStillBroadcast() {
        db.sql("update live.broadcast set ended_at = null, published_at = null").update();

        assertThat(remove(SECRETARY, "nhầm")).hasStatus(409);
    }

    @Test
    void removesWhatHasBeenKeptForAsLongAsTheRuleSays() throws IOException {
        var segment = film();
        outliving.run();
        assertThat(segment).exists();

        db.sql(
                        "update live.broadcast set ended_at = now() - interval '366 days', opened_at = now() - interval '367 days'")
                .update();
        outliving.run();

        assertThat(segment).doesNotExist();
        assertThat(recordings.removal(session)).get().extracting(Removal::by).isNull();
        assertThat(get(READER, "/recording")).bodyText().contains("hết thời hạn lưu");
        outliving.run();
    }

    @Test
    void showsCaptionsToWhoMayWatch() {
        assertThat(caption(READER, "WEBVTT\n")).hasStatus(404);
        assertThat(caption(SECRETARY, "Không phải phụ đề"))
                .hasStatus(422)
                .bodyText()
                .contains("WEBVTT");
        assertThat(caption(SECRETARY, "WEBVTT\n\n00:01.000 --> 00:02.000\n<b>Kính thưa</b> &lt;img&gt;\n"))
                .hasStatus3xxRedirection();

        assertThat(get(READER, "/recording")).bodyText().contains("<track kind=\"captions\" default srclang=\"vi\"");
        var file = get(READER, "/captions/" + mark);
        assertThat(file).hasStatusOk().hasContentType("text/vtt;charset=UTF-8");
        assertThat(new String(file.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains("00:00:01.000 --> 00:00:02.000\nKính thưa &lt;img&gt;");
        assertThat(get(OTHER_SECRETARY, "/captions/" + mark)).hasStatus(404);
        post(SECRETARY, "/recording/withdrawal");
        assertThat(get(READER, "/captions/" + mark)).hasStatus(404);
        assertThat(get(SECRETARY, "/captions/" + mark)).hasStatusOk();

        assertThat(post(SECRETARY, "/marks/" + mark + "/captions/removal")).hasStatus3xxRedirection();
        assertThat(get(SECRETARY, "/captions/" + mark)).hasStatus(404);
    }

    private Path film() throws IOException {
        var run = footage.begin(session.value());
        return Files.writeString(run.resolve("0").resolve("00001.ts"), "film");
    }

    private MvcTestResult caption(Actor actor, String text) {
        return web.post()
                .uri(base() + "/marks/" + mark + "/captions")
                .multipart()
                .file(new MockMultipartFile("file", "a.vtt", "text/vtt", text.getBytes(StandardCharsets.UTF_8)))
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult remove(Actor actor, String reason) {
        return web.post()
                .uri(base() + "/recording/removal")
                .param("reason", reason)
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult post(Actor actor, String path) {
        return web.post().uri(base() + path).with(World.as(actor)).with(csrf()).exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return web.get().uri(base() + path).with(World.as(actor)).exchange();
    }

    private String base() {
        return "/live/conferences/" + session.value();
    }
}
