package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.LinkRow;

/// Links that let somebody without an account keep the door of one site for a day, on the word of who issued them.
@Component
class OperatorLinks {

    /// The end of the last day of the session `s`.
    private static final String END =
            "((s.ends_at at time zone 'Asia/Ho_Chi_Minh')::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'";

    private final JdbcClient db;
    private final Conferences conferences;
    private final Audit audit;

    OperatorLinks(JdbcClient db, Conferences conferences, Audit audit) {
        this.db = db;
        this.conferences = conferences;
        this.audit = audit;
    }

    /// The secret of a new link for `holder`, shown once; in force at once and until the end of the last day
    /// of the session.
    ///
    /// @throws NotFound if `actor` does not schedule at the host or does not keep the door of the site
    @Transactional
    String issue(Actor actor, SiteId site, String holder, Instant at) {
        var place = conferences.keep(actor, site);
        if (!actor.may(Permission.SCHEDULE)) throw new NotFound();
        var secret = DoorDevices.secret();
        db.sql("""
                insert into study.operator_link (id, site, holder, token_hash, valid_from, ends_at, issued_by, issued_at)
                select :id, t.id, :holder, :hash, least(s.starts_at - interval '1 day', :at),
                       %s, :by, :at
                from   study.site t
                join   study.session s on s.id = t.session
                where  t.id = :site
                """.formatted(END))
                .param("id", Ids.next())
                .param("site", site.value())
                .param("holder", Typed.required("study.field.holder", holder, 200))
                .param("hash", DoorDevices.hash(secret))
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "study.link.issue", site.value(), place.unit(), holder);
        return secret;
    }

    /// Lets the links of a session whose times were changed end with it: who was given one keeps the door on the new
    /// day.
    void follow(SessionId session) {
        db.sql("""
                update study.operator_link l
                set    ends_at = %s
                from   study.site t
                join   study.session s on s.id = t.session
                where  l.site = t.id
                and    t.session = :session
                """.formatted(END)).param("session", session.value()).update();
    }

    /// The link behind `secret`, if it is in force at `at`.
    Optional<Link> find(String secret, Instant at) {
        if (secret.length() > 100) return Optional.empty();
        return db.sql("""
                select l.id, l.site, l.holder, l.issued_by, t.name as site_name, s.title as session_title, s.starts_at,
                       l.ends_at
                from   study.operator_link l
                join   study.site t on t.id = l.site
                join   study.session s on s.id = t.session
                where  l.token_hash = :hash
                and    l.revoked_at is null
                and    :at between l.valid_from and l.ends_at
                """)
                .param("hash", DoorDevices.hash(secret))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Link.class)
                .optional();
    }

    /// The links of `site`, the newest first.
    List<LinkRow> of(UUID site) {
        return db.sql("""
                select   l.id, l.holder, a.full_name as issuer, l.issued_at, l.ends_at, l.revoked_at,
                         (select count(*) from study.door_device d where d.link = l.id) as devices
                from     study.operator_link l
                join     access.account a on a.id = l.issued_by
                where    l.site = :site
                order by l.issued_at desc
                limit    100
                """).param("site", site).query(LinkRow.class).list();
    }

    /// Ends a link and all devices opened by it.
    ///
    /// @throws NotFound if `actor` does not keep the door of its site
    @Transactional
    SiteId revoke(Actor actor, UUID id, Instant at) {
        var site = db.sql("select l.site from study.operator_link l where l.id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
        var place = conferences.keep(actor, new SiteId(site));
        if (!actor.may(Permission.SCHEDULE)) throw Refused.conflict("study.link.not-yours");
        db.sql("update study.operator_link set revoked_at = coalesce(revoked_at, :at) where id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "study.link.revoke", id, place.unit(), place.name());
        return new SiteId(site);
    }

    /// @param issuedBy on whose word the holder records
    record Link(
            UUID id,
            UUID site,
            String holder,
            UUID issuedBy,
            String siteName,
            String sessionTitle,
            Instant startsAt,
            Instant endsAt) {}
}
