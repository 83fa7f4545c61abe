package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Grant;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.live.ConferencePlaces;

/// Every route with every role, inside and outside its subtree: who may not is told that there is nothing, who may is
/// never told so, and nobody meets an error. The table of routes is `routes.txt`; a route that is missing there fails.
@AppTest
class RoutesTest implements World {

    private static final List<Actor> ACTORS = List.of(
            ADMINISTRATOR,
            OFFICER,
            SECRETARY,
            CELL_SECRETARY,
            SITE_OPERATOR,
            INSPECTOR,
            MEMBER,
            READER,
            OTHER_SECRETARY,
            OTHER_CELL_SECRETARY,
            OTHER_OFFICER);

    /// Whose posts lie beside the cell of the member that the routes are about.
    private static final List<Actor> STRANGERS = List.of(OTHER_SECRETARY, OTHER_CELL_SECRETARY, OTHER_OFFICER, READER);

    /// Of the member that the routes are about.
    private static final String NAME = "Hoàng Văn Chung";

    private static final Map<String, UnitId> UNITS = Map.of("TN", TN, "DT", DT, "TL", TL, "TL1", TL1);

    /// Each unit that a route is asked about, with the units above it.
    private static final Map<String, List<UnitId>> ABOVE = Map.of(
            "TN", List.of(TW, TN),
            "DT", List.of(TW, TN, DT),
            "TL", List.of(TW, TN, DT, TL),
            "TL1", List.of(TW, TN, DT, TL, TL1));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void standInTheTableOfRoutes() throws IOException {
        var served = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (!method.getBeanType().getPackageName().startsWith("vn.lantoa")) return;
            for (var verb : info.getMethodsCondition().getMethods())
                for (var path : info.getPatternValues()) served.add(verb + " " + nameless(path));
        });
        var listed = new TreeSet<String>();
        for (var route : routes()) listed.add(route.method() + " " + nameless(route.path()));

        assertThat(listed).isEqualTo(served);
    }

    @Test
    void answerThoseWhoMayAndNobodyElse() throws IOException {
        assertThat(wrong(ACTORS, STRANGERS, ABOVE, places(DAY, TL))).isEmpty();
    }

    /// A commune divided, one merged, their district dissolved: who keeps the heirs may, who kept what ended may not.
    @Test
    void answerThoseWhoMayOnTheRedrawnTree() throws IOException {
        assertThat(web.post()
                        .uri("/api/v1/reorganizations")
                        .with(World.program(OFFICER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"decision": "1-QĐ/TU", "effectiveOn": "2025-07-01", "operations": [
                                  {"op": "create", "code": "M1", "parentCode": "TN", "level": "GRASSROOTS", "name": "Xã một"},
                                  {"op": "create", "code": "M2", "parentCode": "TN", "level": "GRASSROOTS", "name": "Xã hai"},
                                  {"op": "divide", "from": "TL", "into": [{"code": "M1", "units": ["TL1"]},
                                                                          {"code": "M2", "units": ["TL2"]}]},
                                  {"op": "merge", "from": ["PC"], "into": "M1"},
                                  {"op": "dissolve", "code": "DT"}]}
                                """))
                .hasStatus(201);
        var one = unit("M1");
        var secretary = Trial.settle(db, 21, "bithu-moi", Role.SECRETARY, one);
        var officer = Trial.settle(db, 22, "canbo-moi", Role.OFFICER, one);
        var neighbour = Trial.settle(db, 23, "bithu-ben-canh", Role.SECRETARY, unit("M2"));
        var actors = List.of(
                ADMINISTRATOR,
                OFFICER,
                secretary,
                officer,
                neighbour,
                CELL_SECRETARY,
                MEMBER,
                READER,
                OTHER_SECRETARY,
                waning(SECRETARY),
                waning(INSPECTOR));
        var above = Map.of(
                "TN", List.of(TW, TN),
                "DT", List.of(TW, TN, DT),
                "TL", List.of(TW, TN, one),
                "TL1", List.of(TW, TN, one, TL1));

        assertThat(wrong(
                        actors,
                        List.of(neighbour, OTHER_SECRETARY, READER, waning(SECRETARY), waning(INSPECTOR)),
                        above,
                        places(LocalDate.of(2025, 8, 1), one)))
                .isEmpty();
    }

    private List<String> wrong(
            List<Actor> actors, List<Actor> strangers, Map<String, List<UnitId>> above, Map<String, String> places)
            throws IOException {
        var wrong = new ArrayList<String>();
        for (var route : routes()) {
            if (route.permission().equals("ALL")) continue;
            for (var actor : actors) {
                var status = status(route, actor, strangers, places);
                if (route.permission().equals("SOME") && status < 500) continue;
                var may = route.permits(actor, above);
                if (status >= 500) wrong.add(route + " as " + actor.username() + " breaks: " + status);
                else if (may && status == 404 && !route.about())
                    wrong.add(route + " hides itself from " + actor.username());
                else if (!may && !refusal(route, status))
                    wrong.add(route + " lets " + actor.username() + " in: " + status);
            }
        }
        return wrong;
    }

    private UnitId unit(String code) {
        return db.sql("select u.id as value from organization.unit u where u.code = :code")
                .param("code", code)
                .query(UnitId.class)
                .single();
    }

    /// As the reorganization left it, which ended the unit of the post.
    private static Actor waning(Actor actor) {
        var grant = actor.grants().getFirst();
        return new Actor(
                actor.account(),
                actor.username(),
                actor.name(),
                actor.member(),
                List.of(new Grant(grant.id(), grant.role(), grant.unit(), true)));
    }

    @Test
    void sendStrangersToTheDoor() throws IOException {
        var places = places(DAY, TL);
        for (var route : routes()) {
            if (route.permission().equals("ALL")) continue;
            var address = route.address(places);
            var answer = web.method(HttpMethod.valueOf(route.method()))
                    .uri(address)
                    .with(csrf())
                    .exchange();
            if (address.startsWith("/api/")) assertThat(answer).as(address).hasStatus(401);
            else assertThat(answer).as(address).redirectedUrl().endsWith("/sign-in");
        }
    }

    /// What cannot be read, as the empty forms sent here, may be refused before anybody asks who sent it: that tells
    /// nothing.
    private static boolean refusal(Route route, int status) {
        if (status == 422) return !route.method().equals("GET");
        return status == 404 || status == 400 || status == 415;
    }

    private int status(Route route, Actor actor, List<Actor> strangers, Map<String, String> places) {
        var nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        var status = nested.execute(state -> {
            state.setRollbackOnly();
            var address = route.address(places);
            var request = web.method(HttpMethod.valueOf(route.method())).uri(address);
            if (address.startsWith("/api/")) {
                request = request.with(World.program(actor));
                if (!route.method().equals("GET"))
                    request = request.contentType(MediaType.APPLICATION_JSON).content("{}");
            } else request = request.with(World.as(actor)).with(csrf());
            var response = request.asyncExchange().getResponse();
            assertThat(strangers.contains(actor) && text(response).contains(NAME))
                    .as("%s shows %s to %s", route, NAME, actor.username())
                    .isFalse();
            return response.getStatus();
        });
        return status == null ? 0 : status;
    }

    private static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param cutOff of the campaign that is opened
    /// @param commune above the cell that the routes are about
    private Map<String, String> places(LocalDate cutOff, UnitId commune) {
        var campaign = Trial.draft(db, OFFICER, TN, 2, "1");
        db.sql("update study.campaign set cut_off = :day where id = :id")
                .param("day", cutOff)
                .param("id", campaign.value())
                .update();
        opening.open(OFFICER, campaign, NINE);
        var draft = Trial.draft(db, OFFICER, TN, 2, "1");
        var session = Trial.session(db, campaign, commune, Form.IN_PERSON, 3, false);
        var site = Trial.site(db, session, commune);
        var document = db.sql("select d.id::text from library.document d limit 1")
                .query(String.class)
                .single();
        var places = new LinkedHashMap<String, String>();
        places.put("campaign", campaign.value().toString());
        places.put("draft", draft.value().toString());
        places.put("session", session.value().toString());
        places.put("site", site.value().toString());
        places.put("mark", mark(session));
        places.put("expert", expert(session));
        places.put("letter:invitation|thanks", "invitation");
        places.put("document", document);
        places.put("account", administrator());
        places.put("reorganization", reorganization());
        places.put("member", CHUNG.value().toString());
        places.put("unit", TL1.value().toString());
        places.put("unitCode", "TL1");
        places.put("kind", "members");
        places.put("extension", "csv");
        places.put("format", "csv");
        places.put("file", "csv");
        places.put("file:csv|xlsx", "csv");
        places.put("file:docx|pdf", "docx");
        places.put("file:csv|xlsx|docx|pdf", "csv");
        places.putAll(ConferencePlaces.of(db, session.value()));
        UNITS.forEach((code, unit) -> places.put(code, unit.value().toString()));
        places.put("TL", commune.value().toString());
        return places;
    }

    /// An expert of the session, which becomes a thematic one.
    private String expert(SessionId session) {
        var id = Ids.next();
        db.sql("update study.session set theme = 'Chuyên đề thử' where id = :session")
                .param("session", session.value())
                .update();
        db.sql("""
                insert into study.expert (id, session, title, full_name, post, workplace, biography, contact, speaks, added_by)
                values (:id, :session, '', 'Chuyên gia thử', '', '', '', '', '', :by)
                """)
                .param("id", id)
                .param("session", session.value())
                .param("by", OFFICER.account().value())
                .update();
        return id.toString();
    }

    /// A mark of the session's broadcast, which is made along with it.
    private String mark(SessionId session) {
        var id = Ids.next();
        db.sql("""
                insert into live.broadcast (session, kind, path, changed_by)
                values (:session, 'INGEST', :session::text, :by)
                """)
                .param("session", session.value())
                .param("by", OFFICER.account().value())
                .update();
        db.sql("insert into live.mark (id, session, at, title, made_by) values (:id, :session, now(), 'Khai mạc', :by)")
                .param("id", id)
                .param("session", session.value())
                .param("by", OFFICER.account().value())
                .update();
        return id.toString();
    }

    private String reorganization() {
        var id = Ids.next();
        db.sql("""
                insert into organization.reorganization (id, unit, decision, effective_on, operations, drawn_by)
                values (:id, :unit, '1-QĐ/HU', :day, '[{"op": "rename", "code": "TL", "name": "Tên mới"}]', :by)
                """)
                .param("id", id)
                .param("unit", DT.value())
                .param("day", DAY)
                .param("by", OFFICER.account().value())
                .update();
        db.sql("""
                insert into organization.decision_file (reorganization, name, media_type, content, sent_by)
                values (:id, 'quyet-dinh.pdf', 'application/pdf', '%PDF-'::bytea, :by)
                """).param("id", id).param("by", OFFICER.account().value()).update();
        return id.toString();
    }

    /// The account that the first start made; nobody's of the world.
    private String administrator() {
        return db.sql("select a.id::text from access.account a where a.username = 'admin'")
                .query(String.class)
                .single();
    }

    private static String nameless(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static List<Route> routes() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/routes.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", -1))
                .map(parts -> new Route(parts[0], parts[1], parts[2], parts[3], parts.length > 4 ? parts[4] : ""))
                .toList();
    }

    private record Route(String method, String path, String permission, String unit, String query) {

        boolean permits(Actor actor, Map<String, List<UnitId>> tree) {
            if (permission.equals("SIGNED_IN") || permission.equals("OWN")) return true;
            return Arrays.stream(permission.split("\\|", -1))
                    .map(Permission::valueOf)
                    .anyMatch(one -> permits(actor, one, tree.getOrDefault(unit, List.of())));
        }

        private boolean permits(Actor actor, Permission one, List<UnitId> above) {
            return actor.grants().stream()
                    .filter(grant -> grant.may(one))
                    .anyMatch(grant -> unit.equals("-") || grant.unit() == null || above.contains(grant.unit()));
        }

        /// Whether the address names a thing that this test does not make, so that 404 is right for everybody.
        boolean about() {
            return (path.equals("/organization/units") && method.equals("POST"))
                    || path.endsWith("/transfer")
                    || path.matches(".*\\{(id|post|exemption|secret|run|paper)}.*")
                    || path.endsWith("/files/{file}");
        }

        String address(Map<String, String> places) {
            var address = path + (query.isEmpty() ? "" : "?" + query);
            for (var place : places.entrySet()) address = address.replace("{" + place.getKey() + "}", place.getValue());
            return address.replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
