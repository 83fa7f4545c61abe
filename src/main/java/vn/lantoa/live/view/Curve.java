package vn.lantoa.live.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import vn.lantoa.study.Turnout;

/// Arrivals by the minute: the first quarter of an hour, which begins with the minute by which one in a hundred
/// of all had come (who opens the hall early does not count as its rush).
///
/// @param bars one for each of the 15 minutes; empty where nobody came yet
/// @param all who came at any time
public record Curve(List<Bar> bars, int all) {

    static final int MINUTES = 15;
    static final int HEIGHT = 120;
    static final int STEP = 40;

    public Curve {
        bars = List.copyOf(bars);
    }

    /// @param y where the bar begins in the picture, whose floor is at 120
    public record Bar(int x, int y, int height, Instant at, int came, int soFar) {}

    public static Curve of(List<Turnout.Minute> minutes) {
        var all = minutes.stream().mapToInt(Turnout.Minute::came).sum();
        if (all == 0) return new Curve(List.of(), 0);
        var came = new HashMap<Instant, Integer>();
        for (var minute : minutes) came.put(minute.at(), minute.came());
        var first = first(minutes, all);
        var soFar = minutes.stream()
                .filter(minute -> minute.at().isBefore(first))
                .mapToInt(Turnout.Minute::came)
                .sum();
        var most = 1;
        for (var n = 0; n < MINUTES; n++) most = Math.max(most, came.getOrDefault(at(first, n), 0));
        var bars = new ArrayList<Bar>();
        for (var n = 0; n < MINUTES; n++) {
            var at = at(first, n);
            int here = came.getOrDefault(at, 0);
            soFar += here;
            var height = (int) ((long) here * HEIGHT / most);
            bars.add(new Bar(n * STEP, HEIGHT - height, height, at, here, soFar));
        }
        return new Curve(bars, all);
    }

    /// Who came within the quarter of an hour.
    public int within() {
        return bars.stream().mapToInt(Bar::came).sum();
    }

    /// The most in one minute.
    public int most() {
        return bars.stream().mapToInt(Bar::came).max().orElse(0);
    }

    private static Instant first(List<Turnout.Minute> minutes, int all) {
        var soFar = 0;
        for (var minute : minutes) {
            soFar += minute.came();
            if (soFar * 100L >= all) return minute.at();
        }
        return minutes.getFirst().at();
    }

    private static Instant at(Instant first, int minute) {
        return first.plus(Duration.ofMinutes(minute));
    }
}
