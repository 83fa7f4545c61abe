package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.ElsewhereDatabase;
import vn.lantoa.Lantoa;
import vn.lantoa.World;
import vn.lantoa.WorldLoader;
import vn.lantoa.ground.Command;

/// All migrations and a short way through every module on the oldest PostgreSQL that the application takes, as the
/// ordinary owner of the database.
@SpringBootTest(classes = Lantoa.class)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = ElsewhereDatabase.class)
@Import(WorldLoader.class)
@DirtiesContext
class ElsewhereTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    List<Command> commands;

    @Test
    void walksOnTheOldestPostgres() {
        assertThat(db.sql("select current_setting('server_version_num')::int / 10000")
                        .query(Integer.class)
                        .single())
                .isEqualTo(15);
        assertThat(db.sql("select rolsuper from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();

        assertThat(web.post()
                        .uri("/api/v1/imports/members")
                        .content("""
                                member_no,full_name,standing,unit_code,admitted_on
                                19.000901,Hoàng Thị Thử,FULL,%s,2020-02-03
                                """.formatted(code(TL1)))
                        .with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.created")
                .isEqualTo(1);
        assertThat(web.get().uri("/organization/members?q=hoang thi thu").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("Hoàng Thị Thử");

        var campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        var session = Trial.session(db, campaign, DT, Form.BRIDGE, 1, false);
        var hall = Trial.site(db, session, TL);
        assertThat(web.post()
                        .uri("/api/v1/sessions/" + session.value() + "/check-ins")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"memberNo\":\"19.000001\",\"site\":\"" + hall.value() + "\",\"nonce\":\"a\"}")
                        .with(World.program(SITE_OPERATOR)))
                .hasStatusOk()
                .bodyText()
                .contains("recorded");
        assertThat(web.get().uri("/study/campaigns/" + campaign.value()).with(World.as(OFFICER)))
                .hasStatusOk();
        assertThat(recount()).contains("tallies agree with the facts");
    }

    private String code(vn.lantoa.kernel.UnitId unit) {
        return db.sql("select code from organization.unit where id = :id")
                .param("id", unit.value())
                .query(String.class)
                .single();
    }

    private String recount() {
        var said = new ByteArrayOutputStream();
        var command = commands.stream()
                .filter(each -> each.name().equals("recount"))
                .findFirst()
                .orElseThrow();
        assertThat(command.run(List.of(), new PrintStream(said, true, StandardCharsets.UTF_8)))
                .isZero();
        return said.toString(StandardCharsets.UTF_8);
    }
}
