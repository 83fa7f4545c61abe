package vn.lantoa.access;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Values that an administrator sets because the rules leave them open. Read from the database at most every few
/// seconds.
@Component
public class Settings {

    private static final long FRESH_NANOS = 2_000_000_000L;

    private final JdbcClient db;
    private volatile @Nullable Read read;

    Settings(JdbcClient db) {
        this.db = db;
    }

    /// The value of `name`, or `fallback` where nobody has set it.
    public String value(String name, String fallback) {
        return all().getOrDefault(name, fallback);
    }

    /// How printed rates are rounded: half up (the default) or truncated; both are seen in published reports.
    public RoundingMode rounding() {
        return RoundingMode.valueOf(value("printing.rounding", RoundingMode.HALF_UP.name()));
    }

    /// The rate that a new campaign is to reach unless it says otherwise, in hundredths of a percent.
    public int target() {
        return new BigDecimal(value("campaign.target", "98.00"))
                .movePointRight(2)
                .intValueExact();
    }

    /// For how many days who held a post at a unit that ended goes on reading what it answered for.
    public int readingDays() {
        return new BigDecimal(value("reorganization.reading-days", "90")).intValue();
    }

    /// How long the code that a hall shows is good before the next one.
    public Duration codeEvery() {
        return Duration.ofSeconds(new BigDecimal(value("door.code-seconds", "15")).intValue());
    }

    /// How long before a session its doors open.
    public Duration doorsOpen() {
        return Duration.ofMinutes(new BigDecimal(value("door.opens-minutes", "60")).intValue());
    }

    /// For how many days after the end of a broadcast its recording is kept; zero: for good.
    public int recordingDays() {
        return new BigDecimal(value("broadcast.keep-days", "365")).intValue();
    }

    /// Sets `name`; takes effect on other nodes within seconds.
    void set(Actor actor, String name, String value) {
        db.sql("""
                insert into access.setting (name, value, changed_by)
                values (:name, :value, :by)
                on     conflict (name) do update
                set    value = excluded.value,
                       changed_by = excluded.changed_by,
                       changed_at = now()
                """)
                .param("name", name)
                .param("value", value)
                .param("by", actor.account().value())
                .update();
    }

    /// Makes the next reader ask the database again.
    void forget() {
        read = null;
    }

    private Map<String, String> all() {
        var known = read;
        if (known != null && System.nanoTime() - known.at() < FRESH_NANOS) return known.values();

        var values = db
                .sql("select s.name, s.value from access.setting s")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        read = new Read(values, System.nanoTime());
        return values;
    }

    private record Read(Map<String, String> values, long at) {}
}
