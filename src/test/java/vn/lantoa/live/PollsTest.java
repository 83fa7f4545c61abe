package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.SiteId;

@AppTest
class PollsTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Polls polls;

    @Autowired
    Polling polling;

    @Autowired
    Ballots ballots;

    @Autowired
    Forgetting forgetting;

    private Morning morning;

    @BeforeEach
    void holdsAConference() {
        morning = Morning.of(db, web);
    }

    @Test
    void preparesFromWhatWasTypedAndKeepsItWhenRefused() {
        var request = web.post()
                .uri(morning.base() + "/polls")
                .with(World.as(SECRETARY))
                .with(csrf());
        assertThat(request.param("kind", "SINGLE").param("question", "Hỏi gì").param("options", "Chỉ một"))
                .hasStatus(422)
                .bodyText()
                .contains("Hỏi gì", "Chỉ một");
        assertThat(web.post()
                        .uri(morning.base() + "/polls")
                        .with(World.as(SECRETARY))
                        .with(csrf())
                        .param("kind", "SINGLE")
                        .param("question", "Hỏi gì")
                        .param("options", "Một\nHai"))
                .hasStatus(302);

        assertThat(polls.list(morning.session()))
                .singleElement()
                .matches(poll -> !poll.signedIn() && poll.code() != null && !poll.named());
    }

    @Test
    void comparesTheRoundBeforeWithTheOneAfter() {
        var poll = added(PollKind.SCALE);
        for (var value : List.of("2", "5")) {
            open(poll);
            open(poll);
            vote(poll, "một", value);
            close(poll);
        }

        assertThat(polls.results(poll)).extracting(result -> result.mean(poll)).containsExactly(200, 500);
        assertThat(polls.results(poll)).noneMatch(result -> result.open());
    }

    @Test
    void keepsHandsApartFromBallotsAndReplacesThem() {
        var poll = added(PollKind.SINGLE);
        open(poll);
        vote(poll, "một", "1");
        for (var counts : List.of(List.of("9", "9", "9"), List.of("40", "", "2"))) count(poll, counts);

        var result = polls.results(poll).getFirst();
        assertThat(result.hands()).containsExactly(40, 0, 2);
        assertThat(result.ballots()).isEqualTo(1);
        assertThat(result.count(1)).isEqualTo(1);
        assertThat(web.get()
                        .uri(morning.base() + "/polls/" + poll.id() + "/results")
                        .with(World.as(SITE_OPERATOR)))
                .as("hands that a whole hall saw are no secret, few ballots are")
                .bodyText()
                .contains(">40<", "phiếu của người khác")
                .doesNotContain("<progress");
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> count(poll, List.of("1")));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> polling.count(
                        SITE_OPERATOR,
                        morning.session(),
                        new PollId(poll.id()),
                        new SiteId(morning.bridge()),
                        List.of("1", "1", "1"),
                        NINE));
    }

    @Test
    void addsTheWordsOfManyBallotsAndHidesOne() {
        var poll = added(PollKind.WORDS);
        open(poll);
        vote(poll, "a", "đoàn kết, kỷ cương");
        vote(poll, "b", "Đoàn kết");
        polling.hide(SECRETARY, morning.session(), new PollId(poll.id()), "Kỷ cương");

        var shown = polls.require(morning.session(), new PollId(poll.id()));
        assertThat(polls.results(shown).getFirst().words(shown, 10))
                .containsExactly(java.util.Map.entry("đoàn kết", 2));
    }

    @Test
    void changesTheVersionWithEveryBallotHandAndRound() {
        var poll = added(PollKind.SINGLE);
        var versions = new java.util.HashSet<String>();
        assertThat(versions.add(version())).isTrue();
        open(poll);
        assertThat(versions.add(version())).isTrue();
        vote(poll, "a", "1");
        assertThat(versions.add(version())).isTrue();
        count(poll, List.of("1", "1", "1"));
        assertThat(versions.add(version())).isTrue();
        close(poll);
        assertThat(versions.add(version())).isTrue();
    }

    @Test
    void closesAndForgetsADayAfterTheConference() {
        var poll = added(PollKind.SINGLE);
        open(poll);
        vote(poll, "a", "1");
        new Salts(db).voter(MEMBER, morning.session());

        forgetting.run();

        assertThat(polls.open(poll.id())).isEmpty();
        assertThat(db.sql("select count(*) from live.salt s where s.session = :id")
                        .param("id", morning.session().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void showsPageAndFileToThoseWhoMay() {
        for (var kind : PollKind.values()) {
            var poll = added(kind);
            open(poll);
            var page = morning.base() + "/polls/" + poll.id();
            assertThat(web.get().uri(page).with(World.as(MEMBER))).hasStatusOk();
            assertThat(web.get().uri(page).with(World.as(SECRETARY))).hasStatusOk();
            assertThat(web.get().uri(page + "/results").with(World.as(MEMBER))).hasStatusOk();
            assertThat(web.get().uri(page + "/results.csv").with(World.as(SECRETARY)))
                    .hasStatusOk();
            assertThat(web.get().uri(page + "/results.csv").with(World.as(MEMBER)))
                    .hasStatus(404);
            assertThat(web.get().uri(page).with(World.as(ADMINISTRATOR))).hasStatus(404);
        }
        assertThat(web.get().uri(morning.base() + "/polls").with(World.as(MEMBER)))
                .hasStatusOk();
        assertThat(web.get().uri(morning.base() + "/polls/new").with(World.as(MEMBER)))
                .hasStatus(404);
    }

    @Test
    void offersNoSecretBallotToWhoHasCastOne() {
        var poll = added(PollKind.SINGLE);
        open(poll);
        var now = morning.base() + "/now";
        var cast = morning.base() + "/polls/" + poll.id() + "\"";
        assertThat(web.get().uri(now).with(World.as(MEMBER))).bodyText().contains(cast, "Đang mở");

        vote(poll, Salts.account(MEMBER), "2");

        for (var page : List.of(now, morning.base()))
            assertThat(web.get().uri(page).with(World.as(MEMBER)))
                    .bodyText()
                    .contains("Đồng chí đã bỏ phiếu lượt này", poll.question())
                    .doesNotContain(cast, ">" + poll.label(1) + "<", ">" + poll.label(2) + "<");
        assertThat(web.get().uri(now).with(World.as(CELL_SECRETARY)))
                .as("nobody else is told who has voted")
                .bodyText()
                .contains(cast)
                .doesNotContain("đã bỏ phiếu lượt này");
        close(poll);
        open(poll);
        assertThat(web.get().uri(now).with(World.as(MEMBER)))
                .as("the next round")
                .bodyText()
                .contains(cast);
    }

    @Test
    void offersToChangeABallotWithAName() {
        var poll = AnswerTest.poll(morning.session(), PollKind.SINGLE, true, false, null);
        polls.add(poll, SECRETARY.account().value());
        open(poll);
        vote(poll, Salts.account(MEMBER), "2");

        assertThat(web.get().uri(morning.base() + "/now").with(World.as(MEMBER)))
                .bodyText()
                .contains(
                        "Đồng chí đã bỏ phiếu lượt này",
                        "Bỏ phiếu lại sẽ thay phiếu trước",
                        morning.base() + "/polls/" + poll.id() + "\"");
    }

    private Poll added(PollKind kind) {
        var poll = AnswerTest.poll(morning.session(), kind, false, false, null);
        polls.add(poll, SECRETARY.account().value());
        return poll;
    }

    private void open(Poll poll) {
        polling.open(SECRETARY, morning.session(), new PollId(poll.id()), NINE);
    }

    private void close(Poll poll) {
        polling.close(SECRETARY, morning.session(), new PollId(poll.id()), NINE);
    }

    private void count(Poll poll, List<String> counts) {
        polling.count(
                SITE_OPERATOR, morning.session(), new PollId(poll.id()), new SiteId(morning.main()), counts, NINE);
    }

    private void vote(Poll poll, String who, String typed) {
        var open = polls.open(poll.id()).orElseThrow();
        ballots.cast(List.of(new Vote(
                open.id(),
                poll.kind(),
                poll.named(),
                Salts.hash(open.key(), who),
                Answer.of(poll, List.of(typed)),
                null,
                null,
                null,
                NINE)));
    }

    private String version() {
        return polls.versions(List.of(morning.session().value()))
                .getOrDefault(morning.session().value(), "");
    }
}
