package vn.lantoa.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Settings;

/// What a door needs to know without network: whom its site expects, by which key personal codes are told, and the
/// secret of its own changing code. And how full the hall is.
@Component
class DoorSnapshots {

    /// The most people of a snapshot; a site that expects more looks up the rest on line.
    static final int MOST = 5_000;

    /// How long a site's expected number is taken for the same: each scan is answered with it.
    private static final Duration FRESH = Duration.ofSeconds(20);

    private final Cache<UUID, Integer> expected = Caffeine.newBuilder()
            .maximumSize(40_000)
            .expireAfterWrite(FRESH)
            .executor(Runnable::run)
            .build();
    private final JdbcClient db;
    private final DoorKeys keys;
    private final Settings settings;

    DoorSnapshots(JdbcClient db, DoorKeys keys, Settings settings) {
        this.db = db;
        this.keys = keys;
        this.settings = settings;
    }

    /// The snapshot of the device's site.
    ///
    /// @param trusted false: whoever keeps the door may not any more, and is told nobody's name and no secret
    /// @param address of the house as the device knows it, `https://…`
    Snapshot of(DoorDevice device, boolean trusted, String address, Instant now) {
        var hall = hall(device.site());
        var people = trusted ? people(device.site()) : List.<List<Object>>of();
        var expected = trusted && people.size() < MOST ? people.size() : expected(device.site());
        return new Snapshot(
                now,
                device.id(),
                trusted,
                new Held(
                        hall.session(),
                        hall.title(),
                        hall.startsAt(),
                        hall.endsAt(),
                        hall.startsAt().minus(settings.doorsOpen()),
                        hall.closed()),
                new Place(device.site(), hall.name(), hall.unitName(), hall.main()),
                new Keys(
                        encoded(keys.publicKey().getEncoded()),
                        device.kiosk() || !trusted ? null : encoded(keys.hall(device.site())),
                        settings.codeEvery().toSeconds(),
                        address),
                device.kiosk(),
                device.kiosk() && trusted ? pin(device.id()) : null,
                expected,
                people);
    }

    /// The PIN that was set for a kiosk at the page of doors, or null.
    private @Nullable KioskPin pin(UUID device) {
        return db.sql("""
                select d.pin_salt, d.pin_hash, d.pin_rounds
                from   study.door_device d
                where  d.id = :id
                and    d.pin_set_at is not null
                """)
                .param("id", device)
                .query((row, number) -> new KioskPin(
                        encoded(row.getBytes("pin_salt")), encoded(row.getBytes("pin_hash")), row.getInt("pin_rounds")))
                .optional()
                .orElse(null);
    }

    /// How many are expected at the device's site, came, and left, and how many are in at all sites of the session.
    Turnout turnout(DoorDevice device, Instant now) {
        return db.sql("""
                with here as (
                    select count(*) filter (where f.kind = 'IN') as came,
                           count(*) filter (where f.kind = 'OUT') as gone
                    from   study.fact f
                    where  f.campaign = :campaign
                    and    f.site = :site
                    and    f.kind in ('IN', 'OUT')
                    and    not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                )
                select :now as now, :expected as expected, h.came - h.gone as "in",
                       h.gone as "left",
                       (select count(*) from study.guest g where g.site = :site and g.voided_at is null) as guests,
                       s.closed_at is not null as closed
                from   here h
                join   study.session s on s.id = :session
                """)
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .param("expected", expected.get(device.site(), this::expected))
                .param("campaign", device.campaign())
                .param("session", device.session())
                .param("site", device.site())
                .query(Turnout.class)
                .single();
    }

    /// Members of the campaign's roster whose name or number has all words of `words`, accents ignored, those
    /// expected at the device's site first; at most 20. A kiosk gets one only where number, or name and year of
    /// birth, are exact.
    List<Found> search(DoorDevice device, String words, @Nullable Integer year) {
        var folded = vn.lantoa.kernel.Folded.of(words).strip();
        if (folded.length() < 2 || folded.length() > 100) return List.of();
        var patterns = java.util.Arrays.stream(folded.split("\\s+", -1))
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
        return db.sql("""
                select   m.id as member, r.member_no, r.full_name as name, u.name as cell, t.name as site
                from     organization.member m
                join     study.roster r on r.campaign = :campaign and r.member = m.id and r.removed_on is null
                join     study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                left     join study.expecting(:campaign, :session, array[m.id]) e on true
                left     join study.site t on t.id = e.site
                where    m.folded like all (:patterns::text[])
                and      (not :kiosk or m.member_no = :words
                          or public.fold(m.full_name) = :folded and extract(year from m.birth_date) = :year::integer)
                order by e.site = :site desc nulls last, r.sort_key, r.member_no
                limit    20
                """)
                .param("campaign", device.campaign())
                .param("session", device.session())
                .param("site", device.site())
                .param("patterns", patterns)
                .param("kiosk", device.kiosk())
                .param("words", words.strip())
                .param("folded", folded)
                .param("year", year)
                .query(Found.class)
                .list();
    }

    private Hall hall(UUID site) {
        return db.sql("""
                select s.id as session, s.title, s.starts_at, s.ends_at, s.closed_at is not null as closed, t.name,
                       u.name as unit_name, t.main
                from   study.site t
                join   study.session s on s.id = t.session
                join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
                where  t.id = :site
                """).param("site", site).query(Hall.class).single();
    }

    private List<List<Object>> people(UUID site) {
        return db.sql("""
                select   r.member, coalesce(c.serial, 1) as serial, r.member_no, r.full_name, u.name as cell,
                         extract(year from m.birth_date)::integer as born
                from     study.expected_at(:site) e
                join     study.site t on t.id = :site
                join     study.session s on s.id = t.session
                join     study.roster r on r.campaign = s.campaign and r.member = e.member
                join     study.campaign_unit u on u.campaign = s.campaign and u.unit = r.unit
                join     organization.member m on m.id = r.member
                left     join study.personal_code c on c.member = r.member
                order by r.sort_key, r.member_no
                limit    :most
                """)
                .param("site", site)
                .param("most", MOST)
                .query((row, number) -> List.<Object>of(
                        row.getString("member"),
                        row.getInt("serial"),
                        row.getString("member_no"),
                        row.getString("full_name"),
                        row.getString("cell"),
                        row.getInt("born")))
                .list();
    }

    private int expected(UUID site) {
        return db.sql("select count(*) from study.expected_at(:site)")
                .param("site", site)
                .query(Integer.class)
                .single();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Hall(
            UUID session,
            String title,
            Instant startsAt,
            Instant endsAt,
            boolean closed,
            String name,
            String unitName,
            boolean main) {}

    /// @param people member, number of the code in force, member number, name, cell, year of birth (0: unknown)
    record Snapshot(
            Instant now,
            UUID door,
            boolean trusted,
            Held session,
            Place site,
            Keys codes,
            boolean kiosk,
            @Nullable KioskPin pin,
            int expected,
            List<List<Object>> people) {

        /// Changes whenever anything but the time does.
        int version() {
            return java.util.Objects.hash(trusted, session, site, codes, kiosk, pin, expected, people);
        }
    }

    record Held(UUID id, String title, Instant startsAt, Instant endsAt, Instant opensAt, boolean closed) {}

    record Place(UUID id, String name, String unit, boolean main) {}

    /// @param hallKey null for a kiosk, which stands where anybody can reach it
    record Keys(String publicKey, @Nullable String hallKey, long seconds, String address) {}

    record Turnout(Instant now, long expected, long in, long left, long guests, boolean closed) {}

    /// @param site which site expects the member, or null
    record Found(
            UUID member,
            String memberNo,
            String name,
            String cell,
            @Nullable String site) {}
}
