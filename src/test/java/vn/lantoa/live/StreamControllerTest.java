package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Ids;
import vn.lantoa.study.SessionId;

@AppTest
class StreamControllerTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Footage footage;

    private SessionId session = new SessionId(new UUID(0, 0));
    private Path directory = Path.of(".");
    private String base = "";
    private UUID mark = new UUID(0, 0);

    @BeforeEach
    void record() throws IOException {
        session = Aired.conference(db);
        var path = Seal.unguessable();
        base = "/live/hls/" + path;
        db.sql("""
                insert into live.broadcast (session, kind, path, opened_at, changed_by)
                values (:session, 'INGEST', :path, :at, :by)
                """)
                .param("session", session.value())
                .param("path", path)
                .param("at", Aired.moment(NINE))
                .param("by", OFFICER.account().value())
                .update();
        mark = Ids.next();
        db.sql("insert into live.mark (id, session, at, title, made_by) values (:id, :session, :at, 'Khai mạc', :by)")
                .param("id", mark)
                .param("session", session.value())
                .param("at", Aired.moment(NINE.plusSeconds(4)))
                .param("by", OFFICER.account().value())
                .update();
        directory = footage.begin(session.value());
        Files.writeString(directory.resolve("master.m3u8"), """
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-STREAM-INF:BANDWIDTH=2745600,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2"
                0.m3u8

                """);
        var list = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n");
        for (var i = 0; i < 15; i++) {
            list.append("#EXTINF:2.000000,\n#EXT-X-PROGRAM-DATE-TIME:2023-12-12T09:00:%02d.000+0700\n%05d.ts\n"
                    .formatted(2 * i, i));
            Files.writeString(directory.resolve("0/%05d.ts".formatted(i)), "segment " + i);
        }
        Files.writeString(directory.resolve("0.m3u8"), list);
    }

    @AfterEach
    void clear() throws IOException {
        FileSystemUtils.deleteRecursively(footage.root().resolve(session.value().toString()));
    }

    @Test
    void letsAnyoneWhoKnowsThePathFetchAndCachesKeepSegmentsForGood() {
        var segment = get("/1/0/00014.ts");
        assertThat(segment).hasStatusOk().bodyText().isEqualTo("segment 14");
        assertThat(segment)
                .headers()
                .hasValue("Cache-Control", "max-age=31536000, public, immutable")
                .hasValue("Content-Type", "video/mp2t")
                .hasValue("Access-Control-Allow-Origin", "*")
                .doesNotContainHeader("Set-Cookie")
                .doesNotContainHeader("Pragma");
    }

    @Test
    void keepsPlaylistsForASecond() {
        for (var name : new String[] {"/master.m3u8", "/0.m3u8"}) {
            assertThat(get(name))
                    .hasStatusOk()
                    .headers()
                    .hasValue("Cache-Control", "max-age=1, public")
                    .hasValue("Content-Type", "application/vnd.apple.mpegurl")
                    .doesNotContainHeader("Set-Cookie");
        }
        assertThat(get("/0.m3u8")).bodyText().contains("#EXT-X-MEDIA-SEQUENCE:5\n", "1/0/00014.ts");
        assertThat(get("/state")).hasStatusOk().bodyText().isEqualTo("{\"reception\":\"WAITING\",\"playable\":true}");
        assertThat(get("/state")).headers().hasValue("Cache-Control", "max-age=1, public");
    }

    @Test
    void hidesEverythingFromWhoDoesNotKnowThePath() {
        for (var name : new String[] {"/state", "/master.m3u8", "/0.m3u8", "/1/0/00014.ts"})
            assertThat(web.get().uri("/live/hls/" + Seal.unguessable() + name).exchange())
                    .as(name)
                    .hasStatus(404);
    }

    @Test
    void servesNothingButSegments() {
        for (var name : new String[] {
            "/1/0/node", "/1/0/..%2f..%2fseal.key", "/..%2f..%2fseal.key/0/00001.ts", "/1/2/00001.ts", "/9/0/00001.ts"
        }) {
            var answer = get(name);
            assertThat(answer.getResponse().getStatus()).as(name).isIn(400, 404);
        }
    }

    @Test
    void offersTheRecordingByPartsOnlyOncePublished() {
        var part = "/parts/" + mark + "/0.m3u8";
        assertThat(get(part)).hasStatus(404);

        db.sql("update live.broadcast set ended_at = :at where session = :session")
                .param("at", Aired.moment(NINE.plusSeconds(30)))
                .param("session", session.value())
                .update();
        later();
        assertThat(get(part)).hasStatus(404);
        assertThat(get("/1/0/00014.ts")).as("long ended").hasStatus(404);

        db.sql("update live.broadcast set published_at = now() where session = :session")
                .param("session", session.value())
                .update();
        later();
        assertThat(get(part))
                .hasStatusOk()
                .bodyText()
                .contains("#EXT-X-PLAYLIST-TYPE:VOD", "../../1/0/00002.ts", "#EXT-X-ENDLIST")
                .doesNotContain("00001.ts");
        assertThat(get("/parts/" + mark + "/master.m3u8")).hasStatusOk();
        assertThat(get("/parts/" + Ids.next() + "/0.m3u8")).hasStatus(404);
        assertThat(get("/1/0/00014.ts")).hasStatusOk();
    }

    private MvcTestResult get(String name) {
        return web.get().uri(java.net.URI.create(base + name)).exchange();
    }

    // What is known of a path is kept for a second.
    private static void later() {
        try {
            Thread.sleep(1_050);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
