package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
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
import vn.lantoa.kernel.Refused;
import vn.lantoa.live.view.GroupForm;
import vn.lantoa.live.view.MinutesForm;

/// Several who write the minutes of one group at once. Committed and cleaned up.
@AppTest
@Transactional(propagation = Propagation.NEVER)
class GatheringRaceTest implements World {

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Arranging arranging;

    @Autowired
    Gathering gathering;

    @Autowired
    Discussions discussions;

    @Autowired
    Groups groups;

    @Autowired
    GroupNotes notes;

    private Morning morning;
    private GroupId group;
    private List<UUID> matters;

    @BeforeEach
    void writes() {
        morning = Morning.of(db, web);
        for (var number = 1; number <= 4; number++)
            arranging.put(SECRETARY, morning.session(), null, "Nội dung " + number, "", "", false);
        arranging.put(
                SECRETARY,
                morning.session(),
                null,
                new GroupForm("Tổ", "", morning.main().toString(), "", "", "", "", List.of()));
        arranging.open(SECRETARY, morning.session(), NINE);
        group = new GroupId(groups.rows(morning.session()).getFirst().id());
        matters =
                discussions.matters(morning.session()).stream().map(Matter::id).toList();
    }

    @AfterEach
    void cleanUp() {
        morning.remove(db);
    }

    @Test
    void loseNoWordOnTheSameMatter() throws Exception {
        var beside = VotingRaceTest.together(30, number -> () -> save(0, "Bản thứ " + number));

        assertThat(beside.stream().filter(List::isEmpty))
                .as("whose text stands")
                .hasSize(1);
        var texts = notes.asides(group.value()).stream()
                .map(aside -> aside.note().opinions())
                .toList();
        // all came from one account upon the same blank text: the last of them grew in place
        assertThat(texts).hasSize(1);
        assertThat(note(0)).startsWith("Bản thứ ").isNotEqualTo(texts.getFirst());
    }

    @Test
    void keepTheTextsOfBothOfTwoPeople() throws Exception {
        VotingRaceTest.together(
                2,
                number -> () -> gathering.save(
                        number == 0 ? SITE_OPERATOR : SECRETARY,
                        morning.session(),
                        group,
                        form(0, "Của " + number),
                        NINE));

        assertThat(List.of(
                        note(0), notes.asides(group.value()).getFirst().note().opinions()))
                .containsExactlyInAnyOrder("Của 0", "Của 1");
    }

    @Test
    void doNotDisturbEachOtherOnDifferentMatters() throws Exception {
        var beside = VotingRaceTest.together(4, number -> () -> save(number, "Nội dung của " + number));

        assertThat(beside).allMatch(List::isEmpty);
        for (var number = 0; number < 4; number++) assertThat(note(number)).isEqualTo("Nội dung của " + number);
    }

    @Test
    void letTheNumberOfOneStandAndTellTheOthers() throws Exception {
        var told = VotingRaceTest.together(
                20,
                number -> () -> gathering.save(
                        SITE_OPERATOR,
                        morning.session(),
                        group,
                        new MinutesForm("" + (number + 1), "", Map.of()),
                        NINE));

        var standing = groups.require(morning.session(), group).present();
        assertThat(told.stream().filter(saved -> saved.present() == null)).hasSize(1);
        assertThat(told.stream().map(Gathering.Saved::present).filter(java.util.Objects::nonNull))
                .allMatch(one -> one.stands().equals(String.valueOf(standing)));
    }

    @Test
    void writeEitherBeforeTheMinutesAreHandedInOrNotAtAll() throws Exception {
        save(0, "Ý kiến");
        var outcomes = VotingRaceTest.together(20, number -> (Callable<String>) () -> {
            try {
                if (number == 10)
                    return gathering
                            .handIn(SITE_OPERATOR, morning.session(), group, new MinutesForm("9", "", Map.of()), NINE)
                            .outcome()
                            .name();
                save(1 + number % 3, "Viết lúc nộp");
                return "KEPT";
            } catch (Refused refused) {
                return refused.key();
            }
        });

        assertThat(outcomes).contains("HANDED_IN");
        assertThat(outcomes)
                .allMatch(outcome -> List.of("HANDED_IN", "KEPT", "live.group.handed-in.already")
                        .contains(outcome));
        assertThat(groups.require(morning.session(), group).state()).isEqualTo(GroupState.HANDED_IN);
        var kept = outcomes.contains("KEPT");
        assertThat(groups.require(morning.session(), group).written() > 1).isEqualTo(kept);
    }

    private List<UUID> save(int matter, String opinions) {
        return gathering
                .save(SITE_OPERATOR, morning.session(), group, form(matter, opinions), NINE)
                .beside();
    }

    private MinutesForm form(int matter, String opinions) {
        return new MinutesForm("", "", Map.of(matters.get(matter), new MinutesForm.Line("", opinions, "", "", "", "")));
    }

    private String note(int matter) {
        return notes.of(List.of(group.value()))
                .getOrDefault(group.value(), Map.of())
                .getOrDefault(matters.get(matter), Note.BLANK)
                .opinions();
    }
}
