package vn.lantoa.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Visitors;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.study.view.DeviceRow;

/// The devices at doors: opened by who keeps the door or by the holder of a link, closed by either.
@Component
class DoorDevices {

    static final int MOST_DECISIONS = 200;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SELECT = """
            select d.id, d.site, t.session, s.campaign, t.unit, d.account, d.name, l.holder, d.kiosk,
                   l.ends_at as link_ends_at, l.revoked_at is not null as link_revoked, d.closed_at
            from   study.door_device d
            join   study.site t on t.id = d.site
            join   study.session s on s.id = t.session
            left   join study.operator_link l on l.id = d.link
            """;

    private final JdbcClient db;
    private final Conferences conferences;
    private final Visitors visitors;
    private final Audit audit;

    DoorDevices(JdbcClient db, Conferences conferences, Visitors visitors, Audit audit) {
        this.db = db;
        this.conferences = conferences;
        this.visitors = visitors;
        this.audit = audit;
    }

    /// A new device at `site`, and the only time its token is known.
    ///
    /// @throws NotFound if `actor` does not keep the door there
    @Transactional
    Opened open(Actor actor, SiteId site, String name, boolean kiosk, Instant at) {
        conferences.keep(actor, site);
        return insert(site.value(), actor.account().value(), null, name, kiosk, at);
    }

    /// The same for the holder of `link`, in force at `at`.
    @Transactional
    Opened open(OperatorLinks.Link link, String name, boolean kiosk, Instant at) {
        return insert(link.site(), link.issuedBy(), link.id(), name, kiosk, at);
    }

    /// The device `id` if `token` is its own; its calls bear nothing else.
    Optional<DoorDevice> find(UUID id, String token) {
        return db.sql(SELECT + """
                where  d.id = :id
                and    d.token_hash = :hash
                """)
                .param("id", id)
                .param("hash", hash(token))
                .query(DoorDevice.class)
                .optional();
    }

    /// Whether scans of `device` count without a person looking at them: it is open, and its keeper still keeps the
    /// door.
    boolean trusted(DoorDevice device, Instant at) {
        return device.open(at)
                && visitors.actor(device.keeper(), Zone.day(at))
                        .filter(keeper -> keeps(keeper, device.unit()))
                        .isPresent();
    }

    /// Notes that the device was heard of, and how many scans it has not sent yet as far as it says.
    void seen(DoorDevice device, @Nullable Integer unsent, Instant at) {
        db.sql("""
                update study.door_device
                set    seen_at = :at, unsent = coalesce(:unsent::integer, unsent)
                where  id = :id
                and    (seen_at < :at - interval '5 seconds' or unsent is distinct from coalesce(:unsent::integer, unsent))
                """)
                .param("id", device.id())
                .param("unsent", unsent)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// At which site the device stands.
    ///
    /// @throws NotFound if `actor` does not keep the door there
    SiteId site(Actor actor, UUID id) {
        var site = db.sql("select d.site from study.door_device d where d.id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .map(SiteId::new)
                .orElseThrow(NotFound::new);
        conferences.keep(actor, site);
        return site;
    }

    /// Sets the PIN of the kiosk `id`; it takes the place of the one before as soon as the kiosk comes on line.
    ///
    /// @throws NotFound if `actor` does not keep the door of its site, or it is no kiosk
    /// @throws Refused if it is closed, or `pin` is not of 6 to 12 digits
    @Transactional
    SiteId setPin(Actor actor, UUID id, String pin, Instant at) {
        var device = db.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(DoorDevice.class)
                .optional()
                .orElseThrow(NotFound::new);
        var site = conferences.keep(actor, new SiteId(device.site()));
        if (!device.kiosk()) throw new NotFound();
        if (device.closedAt() != null) throw Refused.conflict("study.doors.pin.closed");
        var derived = KioskPin.of(pin.strip());
        db.sql("""
                update study.door_device
                set    pin_salt = :salt, pin_hash = :hash, pin_rounds = :rounds, pin_set_at = :at, pin_taken_at = null
                where  id = :id
                """)
                .param("id", id)
                .param("salt", derived.saltBytes())
                .param("hash", derived.hashBytes())
                .param("rounds", derived.rounds())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "study.door.pin", id, site.unit(), device.name());
        return new SiteId(device.site());
    }

    /// Notes that the kiosk holds the PIN that was set for it.
    void holdsPin(DoorDevice device, Instant at) {
        if (!device.kiosk()) return;
        db.sql("""
                update study.door_device
                set    pin_taken_at = :at
                where  id = :id
                and    pin_set_at is not null
                and    pin_taken_at is null
                """)
                .param("id", device.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What people decided about scans of `device`, the latest first, at most [#MOST_DECISIONS].
    List<Decision> decisions(DoorDevice device) {
        return db.sql("""
                select   s.nonce, lower(w.decision) as decision, w.reason, s.happened_at as at, m.full_name as name
                from     study.scan_answer w
                join     study.scan s on s.id = w.scan
                left     join study.scan t on t.session = s.session and t.nonce = 'answer ' || s.id
                left     join organization.member m on m.id = coalesce(t.member, s.member)
                where    s.device = :device
                order by w.answered_at desc, s.id desc
                limit    :most
                """)
                .param("device", device.id())
                .param("most", MOST_DECISIONS)
                .query(Decision.class)
                .list();
    }

    /// The devices of `site`, those in use first, the latest seen first.
    List<DeviceRow> of(UUID site) {
        return db.sql("""
                select   d.id, d.name, coalesce(l.holder, a.full_name) as keeper, d.kiosk, d.opened_at, d.seen_at, d.unsent,
                         d.closed_at, d.pin_set_at, d.pin_taken_at,
                         (select count(*) from study.scan s where s.device = d.id and s.kind <> 'UNDO') as scans
                from     study.door_device d
                join     access.account a on a.id = d.account
                left     join study.operator_link l on l.id = d.link
                where    d.site = :site
                order by d.closed_at is not null, d.seen_at desc
                limit    200
                """).param("site", site).query(DeviceRow.class).list();
    }

    /// Takes the device's right to record away; what it sends afterwards goes to the list of conflicts.
    ///
    /// @throws NotFound if `actor` does not keep the door of its site
    @Transactional
    SiteId close(Actor actor, UUID id, Instant at) {
        var device = db.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(DoorDevice.class)
                .optional()
                .orElseThrow(NotFound::new);
        var site = conferences.keep(actor, new SiteId(device.site()));
        db.sql("update study.door_device set closed_at = coalesce(closed_at, :at) where id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "study.door.close", id, site.unit(), device.name());
        return new SiteId(device.site());
    }

    private Opened insert(UUID site, UUID account, @Nullable UUID link, String name, boolean kiosk, Instant at) {
        var id = Ids.next();
        var token = secret();
        db.sql("""
                insert into study.door_device (id, site, token_hash, name, account, link, kiosk, opened_at, seen_at)
                values (:id, :site, :hash, :name, :account, :link, :kiosk, :at, :at)
                """)
                .param("id", id)
                .param("site", site)
                .param("hash", hash(token))
                .param("name", Typed.required("study.field.device", name, 200))
                .param("account", account)
                .param("link", link)
                .param("kiosk", kiosk)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return new Opened(id, token);
    }

    private boolean keeps(Actor keeper, UUID unit) {
        return db.sql("select organization.covers(:keep::uuid[], :unit) or organization.covers(:record::uuid[], :unit)")
                .param("keep", keeper.scope(Permission.CHECK_IN).array())
                .param("record", keeper.scope(Permission.RECORD).array())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    /// 256 random bits, safe in an address.
    static String secret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// SHA-256; enough for secrets of this length, which nobody can guess.
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What became of a scan that a person had to decide about.
    ///
    /// @param decision admitted, guest or dismissed
    /// @param at since when the person counts, if admitted
    /// @param name of the member, or null where nobody is known
    record Decision(
            String nonce,
            String decision,
            String reason,
            Instant at,
            @Nullable String name) {}

    /// @param token to be kept by the device and shown to nobody
    record Opened(UUID door, String token) {}
}
