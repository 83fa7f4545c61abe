package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.lantoa.kernel.Ids;

class QuestionStateTest {

    @Test
    void goesFromTheChairsEyesToAnAnswer() {
        assertThat(QuestionState.NEW.leadsTo(QuestionState.ACCEPTED)).isTrue();
        assertThat(QuestionState.ACCEPTED.leadsTo(QuestionState.HANDED)).isTrue();
        assertThat(QuestionState.HANDED.leadsTo(QuestionState.ANSWERED)).isTrue();
    }

    @Test
    void neverBecomesNewAgainAndComesBackOnlyThroughTheQueue() {
        for (var state : QuestionState.values())
            assertThat(state.leadsTo(QuestionState.NEW)).isFalse();
        for (var done : new QuestionState[] {QuestionState.ANSWERED, QuestionState.ASIDE})
            for (var next : QuestionState.values())
                assertThat(done.leadsTo(next)).isEqualTo(next == QuestionState.ACCEPTED);
    }

    @Test
    void isNotOpenBeforeTheChairTookItOrAfterItWasPutAside() {
        assertThat(QuestionState.NEW.open()).isFalse();
        assertThat(QuestionState.ASIDE.open()).isFalse();
        assertThat(QuestionState.HANDED.open()).isTrue();
    }

    @Test
    void mergesOnlyWhatStandsForItself() {
        var one = new Question(Ids.next(), QuestionState.NEW, null, null);
        var other = new Question(Ids.next(), QuestionState.ACCEPTED, 1, null);
        var gone = new Question(UUID.randomUUID(), QuestionState.NEW, null, other.id());
        var aside = new Question(Ids.next(), QuestionState.ASIDE, null, null);

        assertThat(one.mayMergeInto(other)).isTrue();
        assertThat(one.mayMergeInto(one)).isFalse();
        assertThat(one.mayMergeInto(gone)).isFalse();
        assertThat(gone.mayMergeInto(one)).isFalse();
        assertThat(one.mayMergeInto(aside)).isFalse();
        assertThat(gone.mayBecome(QuestionState.ACCEPTED)).isFalse();
    }
}
