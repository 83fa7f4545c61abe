package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.RoundResult;
import vn.lantoa.study.SessionId;

class AnswerTest {

    @Test
    void takesOneOfTheOptions() {
        assertThat(answer(PollKind.SINGLE, "2").keys(PollKind.SINGLE)).containsExactly("2");
        for (var wrong : List.of("0", "4", "", "x", "2147483648")) refused(PollKind.SINGLE, wrong);
        refused(PollKind.SINGLE, "1", "2");
    }

    @Test
    void takesAsManyOptionsAsAreAllowedEachOnce() {
        assertThat(answer(PollKind.MULTIPLE, "3", "1", "3").choices()).containsExactly(1, 3);
        refused(PollKind.MULTIPLE, "1", "2", "3");
        refused(PollKind.MULTIPLE);
    }

    @Test
    void takesTheValuesBetweenTheEndsOfAScale() {
        assertThat(answer(PollKind.SCALE, "5").choices()).containsExactly(5);
        refused(PollKind.SCALE, "6");
        refused(PollKind.SCALE, "0");
    }

    @Test
    void readsAnOrderFromThePlaceOfEachOption() {
        assertThat(answer(PollKind.ORDER, "2", "3", "1").keys(PollKind.ORDER)).containsExactly("3:1", "1:2", "2:3");
        refused(PollKind.ORDER, "1", "1", "2");
        refused(PollKind.ORDER, "1", "2");
    }

    @Test
    void takesWordsAsTheyAreMeant() {
        assertThat(answer(PollKind.WORDS, " Đoàn  Kết, đoàn kết,KỶ CƯƠNG ").words())
                .containsExactly("kỷ cương", "đoàn kết");
        refused(PollKind.WORDS, "một, hai, ba");
        refused(PollKind.WORDS, " , ");
        refused(PollKind.WORDS, "a".repeat(41));
    }

    @Test
    void addsUpWhatCameOfARound() {
        var scale = poll(PollKind.SCALE);
        var result =
                new RoundResult(Ids.next(), 1, java.time.Instant.EPOCH, null, 4, Map.of("5", 3, "2", 1), List.of(), 0);
        assertThat(result.mean(scale)).isEqualTo(425);
        assertThat(result.perMille(5)).isEqualTo(750);

        var order = poll(PollKind.ORDER);
        var ranked = new RoundResult(
                Ids.next(),
                1,
                java.time.Instant.EPOCH,
                null,
                2,
                Map.of("3:1", 2, "1:2", 1, "2:2", 1, "1:3", 1, "2:3", 1),
                List.of(),
                0);
        assertThat(ranked.ranking(order)).containsExactly(3, 1, 2);
        assertThat(ranked.place(order, 3)).isEqualTo(100);
        assertThat(ranked.place(order, 1)).isEqualTo(250);
    }

    @Test
    void hidesFewSecretBallotsUntilTheRoundCloses() {
        var poll = poll(PollKind.SINGLE);
        var at = java.time.Instant.EPOCH;
        assertThat(new RoundResult(Ids.next(), 1, at, null, 4, Map.of("1", 4), List.of(), 0).shown(poll))
                .isFalse();
        assertThat(new RoundResult(Ids.next(), 1, at, null, 5, Map.of("1", 5), List.of(), 0).shown(poll))
                .isTrue();
        assertThat(new RoundResult(Ids.next(), 1, at, at, 1, Map.of("1", 1), List.of(), 0).shown(poll))
                .isTrue();
    }

    private static Answer answer(PollKind kind, String... typed) {
        return Answer.of(poll(kind), List.of(typed));
    }

    private static void refused(PollKind kind, String... typed) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> answer(kind, typed));
    }

    static Poll poll(PollKind kind) {
        return poll(new SessionId(Ids.next()), kind, false, false, null);
    }

    static Poll poll(
            SessionId session,
            PollKind kind,
            boolean toChair,
            boolean toAll,
            @org.jspecify.annotations.Nullable String code) {
        return new Poll(
                Ids.next(),
                session.value(),
                kind,
                "Hỏi",
                kind.hasOptions() ? List.of("Một", "Hai", "Ba") : List.of(),
                2,
                1,
                5,
                "",
                "",
                false,
                code == null,
                toChair,
                toAll,
                code,
                List.of());
    }
}
