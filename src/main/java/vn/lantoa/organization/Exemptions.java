package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Days;

/// Exemptions from work and meetings, decided by the cell where the member stands.
@Component
class Exemptions {

    private final JdbcClient db;
    private final Members members;
    private final Lock lock;
    private final Audit audit;

    Exemptions(JdbcClient db, Members members, Lock lock, Audit audit) {
        this.db = db;
        this.members = members;
        this.lock = lock;
        this.audit = audit;
    }

    /// Records that the cell exempted a member.
    ///
    /// @param last the last day, or null while it is open
    @Transactional
    void grant(
            Actor actor,
            MemberId id,
            LocalDate from,
            @Nullable LocalDate last,
            ExemptReason reason,
            @Nullable String decision) {
        lock.shared();
        var member = members.lock(actor, id);
        if (member.leftOn() != null)
            throw Refused.conflict("organization.member.left", member.fullName(), Days.printed(member.leftOn()));
        if (last != null && last.isBefore(from))
            throw Refused.invalid("organization.import.exempt-until", Days.printed(from));
        var until = last == null ? null : last.plusDays(1);
        boolean overlaps = db.sql("""
                select exists (select
                               from   organization.exemption e
                               where  e.member = :member
                               and    e.revoked_at is null
                               and    daterange(e.from_on, e.until_on) && daterange(:from, :until::date))
                """)
                .param("member", id.value())
                .param("from", from)
                .param("until", until)
                .query(Boolean.class)
                .single();
        if (overlaps) throw Refused.conflict("organization.import.exempt-overlap");

        db.sql("""
                insert into organization.exemption (id, member, from_on, until_on, reason, decision, decided_by, recorded_by)
                values (:id, :member, :from, :until, :reason, :decision, :unit, :account)
                """)
                .param("id", Ids.next())
                .param("member", id.value())
                .param("from", from)
                .param("until", until)
                .param("reason", reason.name())
                .param("decision", decision)
                .param("unit", member.unit())
                .param("account", actor.account().value())
                .update();
        audit.note(actor, "organization.exemption.grant", id.value(), member.unit(), reason.name());
    }

    /// Ends an exemption: from `on` the member works and meets again. From its first day or earlier means that it never
    /// was.
    ///
    /// @return whose exemption it was
    /// @throws NotFound if there is none in force that the actor may end
    @Transactional
    MemberId end(Actor actor, UUID exemption, LocalDate on, Instant now) {
        lock.shared();
        var found = db.sql("""
                select e.member, e.from_on, m.unit
                from   organization.exemption e
                join   organization.member m on m.id = e.member
                where  e.id = :id
                and    e.revoked_at is null
                and    organization.covers(:scope, m.unit)
                for    update of e
                """)
                .param("id", exemption)
                .param("scope", actor.scope(KEEP_MEMBERS).array())
                .query(Open.class)
                .optional()
                .orElseThrow(NotFound::new);
        if (on.isAfter(found.fromOn())) {
            db.sql("""
                    update organization.exemption
                    set    until_on = :on
                    where  id = :id
                    and    (until_on is null or until_on > :on)
                    """).param("id", exemption).param("on", on).update();
        } else {
            db.sql("update organization.exemption set revoked_at = :now where id = :id")
                    .param("id", exemption)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
        audit.note(actor, "organization.exemption.end", found.member(), found.unit(), on.toString());
        return new MemberId(found.member());
    }

    /// Whose exemption it is.
    ///
    /// @throws NotFound if there is none that the actor may end
    MemberId whose(Actor actor, UUID exemption) {
        return db.sql("""
                select e.member as value
                from   organization.exemption e
                join   organization.member m on m.id = e.member
                where  e.id = :id
                and    e.revoked_at is null
                and    organization.covers(:scope, m.unit)
                """)
                .param("id", exemption)
                .param("scope", actor.scope(KEEP_MEMBERS).array())
                .query(MemberId.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private record Open(UUID member, LocalDate fromOn, UUID unit) {}
}
