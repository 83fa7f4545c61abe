package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.QuestionRow;
import vn.lantoa.study.SiteId;

@AppTest
class QuestionsTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Asking asking;

    @Autowired
    Moderating moderating;

    @Autowired
    Questions questions;

    private Morning morning;

    @BeforeEach
    void holdsAConference() {
        morning = Morning.of(db, web);
    }

    @Test
    void reachesTheChairWithItsSiteAndTheNameAsChosen() {
        ask(MEMBER, Naming.CHAIR, "Một");

        var seen =
                questions.queue(morning.session(), SECRETARY.account().value()).getFirst();
        assertThat(seen.site()).isEqualTo("Hội trường xã");
        assertThat(seen.name()).isEqualTo(MEMBER.name());

        accept(seen.id());
        assertThat(open(CELL_SECRETARY).getFirst().name()).isNull();
        assertThat(questions.own(morning.session(), MEMBER.account().value(), new byte[0]))
                .hasSize(1);
    }

    @Test
    void keepsNothingOfWhoDoesNotWantToBeKept() {
        var id = ask(MEMBER, Naming.NOBODY, "Một");

        var kept = db.sql("select to_jsonb(q)::text from live.question q where q.id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        assertThat(kept)
                .doesNotContain(MEMBER.account().value().toString())
                .doesNotContain(MEMBER.name())
                .contains(":00");
        assertThat(db.sql("select a.count from live.asked a where a.session = :session")
                        .param("session", morning.session().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void stopsAFlood() {
        for (var number = 0; number < Asking.MOST; number++) ask(MEMBER, Naming.NOBODY, "Câu " + number);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> ask(MEMBER, Naming.NOBODY, "Thừa"))
                .matches(refused -> refused.status() == 429);
        ask(CELL_SECRETARY, Naming.NOBODY, "Người khác");
    }

    @Test
    void letsTheOperatorAskForTheHallOfHisSiteOnly() {
        var id = asking.enter(
                SITE_OPERATOR,
                morning.session(),
                new SiteId(morning.main()),
                Naming.ALL,
                "Bà Hai",
                "Từ hội trường",
                NINE);
        accept(id);

        var seen = open(MEMBER).getFirst();
        assertThat(seen.hall()).isTrue();
        assertThat(seen.name()).isEqualTo("Bà Hai");
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> asking.enter(
                        SITE_OPERATOR, morning.session(), new SiteId(morning.bridge()), Naming.ALL, "", "Xa", NINE));
    }

    @Test
    void countsSupportOfAPersonOnceAlsoOverMergedQuestions() {
        var one = ask(MEMBER, Naming.CHAIR, "Một");
        var two = ask(CELL_SECRETARY, Naming.CHAIR, "Hai");
        accept(one);
        accept(two);
        for (var actor : List.of(MEMBER, MEMBER, CELL_SECRETARY))
            asking.support(actor, morning.session(), new QuestionId(one));
        asking.support(MEMBER, morning.session(), new QuestionId(two));

        moderating.merge(SECRETARY, morning.session(), new QuestionId(two), new QuestionId(one));

        assertThat(open(MEMBER)).singleElement().matches(row -> row.support() == 2 && row.merged() == 1);
        asking.withdraw(MEMBER, morning.session(), new QuestionId(one));
        assertThat(open(MEMBER)).singleElement().matches(row -> row.support() == 1 && !row.supported());
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> asking.support(MEMBER, morning.session(), new QuestionId(two)));
    }

    @Test
    void standsInTheOrderOfTheModerators() {
        var one = ask(MEMBER, Naming.CHAIR, "Một");
        var two = ask(MEMBER, Naming.CHAIR, "Hai");
        var three = ask(MEMBER, Naming.CHAIR, "Ba");
        for (var id : List.of(one, two, three)) accept(id);

        moderating.move(SECRETARY, morning.session(), new QuestionId(three), -2);
        moderating.move(SECRETARY, morning.session(), new QuestionId(two), 99);

        assertThat(questions.queue(morning.session(), SECRETARY.account().value()))
                .extracting(QuestionRow::id)
                .containsExactly(three, one, two);
    }

    @Test
    void isAnsweredInWritingLaterForAllToRead() {
        var id = ask(MEMBER, Naming.CHAIR, "Một");
        moderating.answer(SECRETARY, morning.session(), new QuestionId(id), "Trả lời", NINE.plusSeconds(90_000));

        assertThat(open(MEMBER)).singleElement().matches(row -> "Trả lời".equals(row.answer()));
    }

    @Test
    void isModeratedOnlyByThoseWhoRunTheConference() {
        var id = new QuestionId(ask(MEMBER, Naming.CHAIR, "Một"));
        for (var actor : List.of(MEMBER, SITE_OPERATOR, OTHER_SECRETARY))
            assertThatExceptionOfType(NotFound.class)
                    .isThrownBy(() -> moderating.put(actor, morning.session(), id, QuestionState.ACCEPTED, "", NINE));
    }

    @Test
    void changesTheVersionWithEveryChange() {
        var id = ask(MEMBER, Naming.CHAIR, "Một");
        var versions = new java.util.HashSet<>(Set.of(version()));

        accept(id);
        assertThat(versions.add(version())).isTrue();
        asking.support(MEMBER, morning.session(), new QuestionId(id));
        assertThat(versions.add(version())).isTrue();
        moderating.answer(SECRETARY, morning.session(), new QuestionId(id), "Trả lời", NINE);
        assertThat(versions.add(version())).isTrue();
    }

    @Test
    void keepsWhatWasTypedWhereTheChoiceIsMissing() {
        assertThat(post("", "body", "Không chọn"))
                .hasStatus(422)
                .bodyText()
                .contains("Không chọn", "Hãy chọn ai được thấy tên");
        assertThat(post("", "body", "Đã chọn", "shownTo", "ALL")).hasStatus(302);
    }

    @Test
    void showsTheQueueAndItsFileToTheChairOnly() {
        ask(MEMBER, Naming.CHAIR, "=1+1 câu hỏi");

        assertThat(get("/questions/queue", SECRETARY)).hasStatusOk().bodyText().contains(MEMBER.name());
        assertThat(get("/questions/queue", MEMBER)).hasStatus(404);
        assertThat(get("/questions.csv", SECRETARY)).hasStatusOk().bodyText().contains("câu hỏi", MEMBER.name());
        assertThat(get("/questions.xlsx", SECRETARY)).hasStatusOk();
        assertThat(get("/questions.csv", MEMBER)).hasStatus(404);
    }

    private UUID ask(Actor actor, Naming naming, String body) {
        return asking.ask(actor, morning.session(), naming, body, NINE.plusSeconds(17));
    }

    private void accept(UUID id) {
        moderating.put(SECRETARY, morning.session(), new QuestionId(id), QuestionState.ACCEPTED, "", NINE);
    }

    private List<QuestionRow> open(Actor actor) {
        return questions.open(
                morning.session(), actor.account().value(), new Salts(db).voter(actor, morning.session()));
    }

    private String version() {
        return questions
                .versions(List.of(morning.session().value()))
                .getOrDefault(morning.session().value(), "");
    }

    private MvcTestResult get(String path, Actor actor) {
        return web.get().uri(morning.base() + path).with(World.as(actor)).exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = web.post()
                .uri(morning.base() + "/questions" + path)
                .with(World.as(MEMBER))
                .with(csrf());
        for (var field = 0; field < fields.length; field += 2)
            request = request.param(fields[field], fields[field + 1]);
        return request.exchange();
    }
}
