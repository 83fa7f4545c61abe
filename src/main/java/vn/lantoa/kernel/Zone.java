package vn.lantoa.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The one place where an instant becomes a day: the zone in which Lan Tỏa's days begin and end.
public final class Zone {

    public static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private Zone() {}

    /// The day in Viet Nam on which `at` falls.
    public static LocalDate day(Instant at) {
        return at.atZone(VIETNAM).toLocalDate();
    }

    /// Today in Viet Nam.
    public static LocalDate today(Clock clock) {
        return day(clock.instant());
    }
}
