package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.live.view.RoundResult;

/// Ballots as they come: many at once, through the queue that writes them together. Committed and cleaned up.
@AppTest
@Transactional(propagation = Propagation.NEVER)
class VotingRaceTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Polls polls;

    @Autowired
    Polling polling;

    @Autowired
    Voting voting;

    @Autowired
    Standings standings;

    private Morning morning;

    @BeforeEach
    void holdsAConference() {
        morning = Morning.of(db, web);
        standings.forget(); // the address of the poll is the same in all tests
    }

    @AfterEach
    void cleanUp() {
        morning.remove(db);
    }

    @Test
    void countsOneOfFiftyBallotsOfAPersonAtOnce() throws Exception {
        var poll = opened(PollKind.SINGLE, false, null);
        var outcomes = together(
                50,
                number -> () -> voting.vote(
                        MEMBER,
                        morning.session(),
                        new PollId(poll.id()),
                        List.of(String.valueOf(1 + number % 3)),
                        NINE));

        assertThat(Collections.frequency(outcomes, Vote.Outcome.COUNTED)).isEqualTo(1);
        assertThat(Collections.frequency(outcomes, Vote.Outcome.ALREADY)).isEqualTo(49);
        assertThat(result(poll).ballots()).isEqualTo(1);
        assertThat(result(poll).counts().values()).containsExactly(1);
    }

    @Test
    void keepsOneBallotWithANameWhichTheVoterMayChange() throws Exception {
        var poll = opened(PollKind.SINGLE, true, null);
        var outcomes = together(
                20, number -> () -> voting.vote(MEMBER, morning.session(), new PollId(poll.id()), List.of("1"), NINE));
        assertThat(Collections.frequency(outcomes, Vote.Outcome.COUNTED)).isEqualTo(1);
        assertThat(voting.vote(MEMBER, morning.session(), new PollId(poll.id()), List.of("3"), NINE))
                .isEqualTo(Vote.Outcome.CHANGED);

        assertThat(result(poll).ballots()).isEqualTo(1);
        assertThat(result(poll).count(3)).isEqualTo(1);
        assertThat(polls.named(poll))
                .singleElement()
                .matches(ballot -> MEMBER.name().equals(ballot.name()));
    }

    @Test
    void countsEveryDeviceOfAHallOnceAndLosesNone() throws Exception {
        var poll = opened(PollKind.MULTIPLE, false, "aaaaBBBB1234");
        var outcomes = together(
                400,
                number -> () ->
                        voting.vote("aaaaBBBB1234", "device-of-a-phone-" + number % 200, "", List.of("1", "2"), NINE));

        assertThat(Collections.frequency(outcomes, Vote.Outcome.COUNTED)).isEqualTo(200);
        assertThat(result(poll).ballots()).isEqualTo(200);
        assertThat(result(poll).count(1)).isEqualTo(200);
    }

    @Test
    void takesNoBallotAfterTheRoundHasClosed() throws Exception {
        var poll = opened(PollKind.SINGLE, false, "aaaaBBBB1234");
        var outcomes = together(100, number -> () -> {
            if (number == 50) {
                polling.close(SECRETARY, morning.session(), new PollId(poll.id()), NINE);
                return Vote.Outcome.CLOSED;
            }
            return voting.vote("aaaaBBBB1234", "device-of-a-phone-" + number, "", List.of("1"), NINE);
        });

        assertThat(result(poll).ballots()).isEqualTo(Collections.frequency(outcomes, Vote.Outcome.COUNTED));
        assertThat(voting.vote("aaaaBBBB1234", "device-of-a-late-phone", "", List.of("1"), NINE))
                .isEqualTo(Vote.Outcome.CLOSED);
    }

    /// Whatever is read of the database while the round is open and after it, no column of what is kept of a secret
    /// ballot leads to a voter: answers stand only as sums, in one row that every batch writes anew.
    @Test
    void leavesNothingThatJoinsASecretBallotToItsVoter() throws Exception {
        var poll = opened(PollKind.SINGLE, false, "aaaaBBBB1234");
        for (var number = 0; number < 12; number++) {
            voting.vote(
                    "aaaaBBBB1234", "device-of-a-phone-" + number, "", List.of(String.valueOf(1 + number % 3)), NINE);
            assertThat(count("live.box")).isEqualTo(1);
        }
        var voters = new HashSet<>(db.sql("select v.xmin::text from live.voted v")
                .query(String.class)
                .list());
        assertThat(voters).hasSize(12);
        assertThat(columns("voted")).containsExactlyInAnyOrder("round", "voter");
        assertThat(columns("box")).containsExactlyInAnyOrder("round", "ballots", "counts");
        assertThat(count("live.ballot")).isZero();
        assertThat(db.sql("select x.counts::text from live.box x")
                        .query(String.class)
                        .single())
                .isEqualTo("{\"1\": 4, \"2\": 4, \"3\": 4}");

        polling.close(SECRETARY, morning.session(), new PollId(poll.id()), NINE);

        assertThat(count("live.voted")).isZero();
        assertThat(db.sql("select count(r.key) from live.round r")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(result(poll).ballots()).isEqualTo(12);
    }

    @Test
    void votesOnThePageOfWhoIsSignedInAndOnTheOneForEverybody() {
        var poll = opened(PollKind.SINGLE, false, "aaaaBBBB1234");
        var page = morning.base() + "/polls/" + poll.id();

        assertThat(web.get().uri(page).with(World.as(MEMBER)))
                .hasStatusOk()
                .bodyText()
                .contains("Phiếu kín");
        assertThat(web.post()
                        .uri(page + "/ballot")
                        .with(World.as(MEMBER))
                        .with(csrf())
                        .param("choice", "2"))
                .hasStatus(302);
        assertThat(web.get().uri(page).with(World.as(MEMBER)))
                .bodyText()
                .contains("Đồng chí đã bỏ phiếu lượt này")
                .doesNotContain("class=\"ballot\"");
        assertThat(web.get().uri(page).with(World.as(SECRETARY)))
                .bodyText()
                .contains("class=\"ballot\"")
                .doesNotContain("Đồng chí đã bỏ phiếu lượt này");
        assertThat(web.post().uri(page + "/ballot").with(World.as(MEMBER)).with(csrf()))
                .hasStatus(422);
        assertThat(web.get().uri("/live/ballots/aaaaBBBB1234"))
                .hasStatusOk()
                .cookies()
                .containsCookie(BallotController.COOKIE);
        assertThat(web.post()
                        .uri("/live/ballots/aaaaBBBB1234")
                        .with(csrf())
                        .cookie(new Cookie(BallotController.COOKIE, "a-device-of-a-visitor-1"))
                        .param("choice", "1"))
                .hasRedirectedUrl("/live/ballots/aaaaBBBB1234?said=counted");
        assertThat(web.get().uri("/live/ballots/aaaaBBBB1234?said=counted"))
                .bodyText()
                .contains("role=\"status\"")
                .contains("Đã ghi nhận phiếu")
                .doesNotContain("class=\"ballot\"");
        assertThat(web.post().uri("/live/ballots/aaaaBBBB1234").with(csrf()).param("choice", "1"))
                .hasStatus(422);
        assertThat(web.get().uri("/live/ballots/aaaaBBBB9999")).hasStatus(404);
        assertThat(web.get().uri("/live/ballots/aaaaBBBB1234/results")).hasStatusOk();

        assertThat(result(poll).ballots()).isEqualTo(2);
    }

    @Test
    void keepsWhatWasTypedInABallotThatIsRefused() {
        var order = opened(PollKind.ORDER, false, null);
        var some = opened(PollKind.MULTIPLE, true, null);
        assertThat(web.post()
                        .uri(morning.base() + "/polls/" + order.id() + "/ballot")
                        .with(World.as(MEMBER))
                        .with(csrf())
                        .param("choice", "3", "3", "1"))
                .hasStatus(422)
                .bodyText()
                .containsPattern("id=\"place-1\"[^>]*value=\"3\"")
                .containsPattern("id=\"place-3\"[^>]*value=\"1\"");
        var page = morning.base() + "/polls/" + some.id();
        assertThat(web.post()
                        .uri(page + "/ballot")
                        .with(World.as(MEMBER))
                        .with(csrf())
                        .param("choice", "1"))
                .hasStatus(302);
        assertThat(web.get().uri(page).with(World.as(MEMBER)))
                .as("a ballot with a name may be changed")
                .bodyText()
                .contains("Bỏ phiếu lại sẽ thay phiếu trước.", "class=\"ballot\"");
    }

    private Poll opened(PollKind kind, boolean named, @org.jspecify.annotations.Nullable String code) {
        var poll = AnswerTest.poll(morning.session(), kind, named, false, code);
        polls.add(poll, SECRETARY.account().value());
        polling.open(SECRETARY, morning.session(), new PollId(poll.id()), NINE);
        return poll;
    }

    private RoundResult result(Poll poll) {
        return polls.results(poll).getLast();
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }

    private List<String> columns(String table) {
        return db.sql("""
                select c.column_name from information_schema.columns c where c.table_schema = 'live' and c.table_name = :table
                """).param("table", table).query(String.class).list();
    }

    static <T> List<T> together(int count, IntFunction<Callable<T>> work) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (var number = 0; number < count; number++) {
                var task = work.apply(number);
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) results.add(future.get());
            return results;
        }
    }
}
