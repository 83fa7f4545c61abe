package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.access.Permission.READ;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.AttachmentRow;
import vn.lantoa.organization.view.Found;
import vn.lantoa.paper.Days;

/// Temporary attachments: a member takes part in another cell for a while and is counted once, at the home cell. No
/// roster and no figure changes by one.
@Component
class TemporaryAttachments {

    private final JdbcClient db;
    private final Members members;
    private final Rolls rolls;
    private final Lock lock;
    private final Audit audit;

    TemporaryAttachments(JdbcClient db, Members members, Rolls rolls, Lock lock, Audit audit) {
        this.db = db;
        this.members = members;
        this.rolls = rolls;
        this.lock = lock;
        this.audit = audit;
    }

    /// Attaches a member to `host`.
    ///
    /// @param host code of a standing unit where members may stand, within sight of the actor or in the same grassroots
    /// committee
    /// @param last the last day
    /// @param decision number of the paper, or null
    @Transactional
    void attach(Actor actor, MemberId id, String host, LocalDate from, LocalDate last, @Nullable String decision) {
        lock.shared();
        var member = members.lock(actor, id);
        if (member.leftOn() != null)
            throw Refused.conflict("organization.member.left", member.fullName(), Days.printed(member.leftOn()));
        var unit = rolls.cell(actor.scope(READ), host)
                .or(() -> rolls.neighbours(id).stream()
                        .filter(found -> found.code().equals(host))
                        .map(Found::id)
                        .findFirst())
                .orElseThrow(() -> rolls.noCell(actor.scope(READ), host));
        if (unit.equals(member.unit())) throw Refused.invalid("organization.attachment.home", member.unitName());
        if (last.isBefore(from)) throw Refused.invalid("organization.attachment.reversed", Days.printed(from));
        var since = rolls.since(id);
        if (since != null && from.isBefore(since))
            throw Refused.invalid("organization.attachment.before", Days.printed(since));
        rolls.founded(unit, from);
        free(id, null, from, last.plusDays(1));

        db.sql("""
                insert into organization.temporary_attachment (id, member, unit, from_on, until_on, decision, recorded_by)
                values (:id, :member, :unit, :from, :until, :decision, :account)
                """)
                .param("id", Ids.next())
                .param("member", id.value())
                .param("unit", unit)
                .param("from", from)
                .param("until", last.plusDays(1))
                .param("decision", decision)
                .param("account", actor.account().value())
                .update();
        audit.note(
                actor,
                "organization.attachment.record",
                id.value(),
                unit,
                Days.printed(from) + " – " + Days.printed(last));
    }

    /// Extends an attachment or ends it early: `last` is its last day. Before its first day means that it never was.
    ///
    /// @return whose attachment it was
    /// @throws NotFound if there is none of a member whom the actor keeps
    @Transactional
    MemberId end(Actor actor, UUID attachment, LocalDate last, Instant now) {
        lock.shared();
        var found = db.sql("""
                select a.member, a.unit, a.from_on
                from   organization.temporary_attachment a
                join   organization.member m on m.id = a.member
                where  a.id = :id
                and    a.revoked_at is null
                and    m.left_on is null
                and    organization.covers(:scope, m.unit)
                for    update of a
                """)
                .param("id", attachment)
                .param("scope", actor.scope(KEEP_MEMBERS).array())
                .query(Open.class)
                .optional()
                .orElseThrow(NotFound::new);
        var id = new MemberId(found.member());
        if (last.isBefore(found.fromOn())) {
            db.sql("update organization.temporary_attachment set revoked_at = :now where id = :id")
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("id", attachment)
                    .update();
        } else {
            free(id, attachment, found.fromOn(), last.plusDays(1));
            db.sql("update organization.temporary_attachment set until_on = :until where id = :id")
                    .param("until", last.plusDays(1))
                    .param("id", attachment)
                    .update();
        }
        audit.note(actor, "organization.attachment.end", found.member(), found.unit(), Days.printed(last));
        return id;
    }

    /// Whose attachment it is.
    ///
    /// @throws NotFound if there is none that the actor may end
    MemberId whose(Actor actor, UUID attachment) {
        return db.sql("""
                select a.member as value
                from   organization.temporary_attachment a
                join   organization.member m on m.id = a.member
                where  a.id = :id
                and    a.revoked_at is null
                and    m.left_on is null
                and    organization.covers(:scope, m.unit)
                """)
                .param("id", attachment)
                .param("scope", actor.scope(KEEP_MEMBERS).array())
                .query(MemberId.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The attachments of `member` that are not over on `today`, the nearest first.
    List<AttachmentRow> of(MemberId member, LocalDate today) {
        return db.sql("""
                select a.id, a.member, m.member_no, m.full_name, h.name as unit_name, u.name as home_name, a.from_on,
                       a.until_on, a.decision
                from   organization.temporary_attachment a
                join   organization.member m on m.id = a.member
                join   organization.unit h on h.id = a.unit
                join   organization.unit u on u.id = m.unit
                where  a.member = :member
                and    a.revoked_at is null
                and    a.until_on > :today
                order  by a.from_on
                """)
                .param("member", member.value())
                .param("today", today)
                .query(AttachmentRow.class)
                .list();
    }

    /// Who of elsewhere takes part in the subtree of `unit` on `today`, for those who read names there.
    List<AttachmentRow> guests(Scope scope, UnitId unit, LocalDate today) {
        return db.sql("""
                select a.id, a.member, m.member_no, m.full_name, h.name as unit_name, u.name as home_name, a.from_on,
                       a.until_on, a.decision
                from   organization.unit_tree t
                join   organization.temporary_attachment a on a.unit = t.descendant
                                                          and a.revoked_at is null
                                                          and a.from_on <= :today
                                                          and a.until_on > :today
                join   organization.member m on m.id = a.member and m.left_on is null
                join   organization.unit h on h.id = a.unit
                join   organization.unit u on u.id = m.unit
                where  t.ancestor = :unit
                and    organization.covers(:scope, a.unit)
                and    not exists (select
                                   from   organization.unit_tree o
                                   where  o.ancestor = :unit
                                   and    o.descendant = m.unit)
                order  by m.sort_key, m.member_no
                """)
                .param("unit", unit.value())
                .param("scope", scope.array())
                .param("today", today)
                .query(AttachmentRow.class)
                .list();
    }

    private void free(MemberId member, @Nullable UUID but, LocalDate from, LocalDate until) {
        boolean taken = db.sql("""
                select exists (select
                               from   organization.temporary_attachment a
                               where  a.member = :member
                               and    a.id is distinct from :but::uuid
                               and    a.revoked_at is null
                               and    daterange(a.from_on, a.until_on) && daterange(:from, :until))
                """)
                .param("member", member.value())
                .param("but", but)
                .param("from", from)
                .param("until", until)
                .query(Boolean.class)
                .single();
        if (taken) throw Refused.conflict("organization.attachment.overlap");
    }

    private record Open(UUID member, UUID unit, LocalDate fromOn) {}
}
