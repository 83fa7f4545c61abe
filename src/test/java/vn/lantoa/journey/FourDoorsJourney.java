package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Four browsers keep the doors of one hall, two of them without network for a while. The same people come to several
/// doors, leave, come back, and mistakes are taken back: afterwards the house knows exactly who is in, and every scan.
class FourDoorsJourney extends AtTheDoor {

    private static final int STEPS = 48;
    private static final int CROWD = 14;

    private final List<Step> steps = new ArrayList<>();

    @Test
    void agreesWithWhoeverWatchedAllDoors() {
        var browsers = new ArrayList<>(List.of(browser));
        try {
            while (browsers.size() < 4) browsers.add(new Browser(port));
            var doors = new ArrayList<Page>();
            for (var one : browsers) doors.add(door(one, Browser.PHONE, "Cửa " + (doors.size() + 1), false));
            var seed = System.nanoTime();
            walk(doors, new Random(seed));
            for (var page : doors) {
                page.context().setOffline(false);
                assertThat(page.locator("#line-words")).hasText("Có mạng");
            }

            assertThat(inside()).as("seed %d: %s", seed, steps).containsExactlyElementsOf(watched());
            assertThat(scans("true")).as("seed %d", seed).isEqualTo(steps.size());
            assertThat(scans("s.offline")).isPositive();
            assertThat(scans("s.outcome not in ('recorded', 'already', 'back', 'not-in', 'undone')"))
                    .isZero();
            for (var page : doors)
                assertThat(page.locator("#figure-in"))
                        .hasText(
                                String.valueOf(watched().size()),
                                new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        } finally {
            browsers.subList(1, browsers.size()).forEach(Browser::close);
        }
    }

    private void walk(List<Page> doors, Random chance) {
        for (var turn = 0; turn < STEPS; turn++) {
            if (turn == 8) doors.get(2).context().setOffline(true);
            if (turn == 12) doors.get(3).context().setOffline(true);
            if (turn == 34) doors.get(2).context().setOffline(false);
            var door = chance.nextInt(4);
            var page = doors.get(door);
            page.bringToFront();
            var last = last(door);
            if (last != null && chance.nextInt(6) == 0) {
                page.click("#undo");
                assertThat(word(page)).hasText("Đã hoàn tác");
                steps.add(new Step(door, "undo", last.who(), last));
            } else {
                var who = people.get(chance.nextInt(CROWD));
                var leaves = turn > 10 && chance.nextInt(4) == 0;
                page.locator(".door-kind label").nth(leaves ? 1 : 0).click();
                find(page, who);
                steps.add(new Step(door, leaves ? "out" : "in", who, null));
            }
            page.waitForTimeout(40);
        }
    }

    private static void find(Page page, Somebody who) {
        var before = page.locator("#result").getAttribute("data-nonce");
        page.click("#find");
        page.fill("#find-words", who.memberNo());
        page.locator("#find-list button").first().click();
        assertThat(page.locator("#result")).not().hasAttribute("data-nonce", before == null ? "" : before);
        assertThat(page.locator("#result-name")).hasText(who.fullName());
    }

    /// What this door's undo takes back: its last step that was not taken back yet.
    private Step last(int door) {
        var undone = steps.stream().map(Step::undoes).toList();
        return steps.stream()
                .filter(step -> step.door() == door && !step.kind().equals("undo") && !undone.contains(step))
                .reduce((one, later) -> later)
                .orElse(null);
    }

    /// Who is in for somebody who stood in the hall and saw all doors.
    private List<String> watched() {
        var undone = steps.stream().map(Step::undoes).toList();
        var in = new TreeSet<String>();
        for (var step : steps) {
            if (step.kind().equals("undo") || undone.contains(step)) continue;
            if (step.kind().equals("in")) in.add(step.who().memberNo());
            else in.remove(step.who().memberNo());
        }
        return List.copyOf(in);
    }

    /// A thing done at one door; compared by being the same, since somebody may do the same twice.
    private static final class Step {
        private final int door;
        private final String kind;
        private final Somebody who;
        private final Step undoes;

        Step(int door, String kind, Somebody who, Step undoes) {
            this.door = door;
            this.kind = kind;
            this.who = who;
            this.undoes = undoes;
        }

        int door() {
            return door;
        }

        String kind() {
            return kind;
        }

        Somebody who() {
            return who;
        }

        Step undoes() {
            return undoes;
        }

        @Override
        public String toString() {
            return (door + 1) + " " + kind + " " + who.memberNo();
        }
    }
}
