package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.view.Found;
import vn.lantoa.organization.view.MemberCard;
import vn.lantoa.paper.Days;

/// Keeps the rolls: who stands in which cell, and as what. Each deed holds the member until its transaction ends.
@Component
class Rolls {

    private final JdbcClient db;
    private final Members members;
    private final Lock lock;
    private final Audit audit;

    Rolls(JdbcClient db, Members members, Lock lock, Audit audit) {
        this.db = db;
        this.members = members;
        this.lock = lock;
        this.audit = audit;
    }

    /// Puts a new member on the rolls of a cell.
    ///
    /// @param cell code of a unit where members may stand and that the actor keeps
    @Transactional
    MemberId admit(
            Actor actor, String cell, Identity identity, Standing standing, LocalDate admittedOn, LocalDate today) {
        actor.require(KEEP_MEMBERS);
        lock.shared();
        var unit = cell(actor.scope(KEEP_MEMBERS), cell)
                .orElseThrow(() -> Refused.invalid("organization.member.no-cell", cell));
        identity.check(admittedOn, today);
        if (admittedOn.isAfter(today)) throw Refused.invalid("organization.member.future");
        if (known(identity.memberNo(), null)) throw Refused.conflict("organization.member.taken", identity.memberNo());

        var id = new MemberId(Ids.next());
        db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, birth_date, gender, standing,
                                                 admitted_on, official_on, unit, key_cadre, phone, email)
                values (:id, :number, :name, :key, :birth, :gender, :standing, :admitted, :official, :unit, :cadre, :phone, :email)
                """)
                .param("id", id.value())
                .param("number", identity.memberNo())
                .param("name", identity.fullName())
                .param("key", SortKey.of(identity.fullName()))
                .param("birth", identity.birthDate())
                .param(
                        "gender",
                        identity.gender() == null ? null : identity.gender().name())
                .param("standing", standing.name())
                .param("admitted", admittedOn)
                .param("official", null)
                .param("unit", unit)
                .param("cadre", identity.keyCadre())
                .param("phone", identity.phone())
                .param("email", identity.email())
                .update();
        enter(id, unit, admittedOn, "ADMISSION", null);
        audit.note(actor, "organization.member.admit", id.value(), unit, identity.memberNo());
        return id;
    }

    /// Corrects who a member is.
    @Transactional
    void amend(Actor actor, MemberId id, Identity identity, LocalDate today) {
        lock.shared();
        var member = present(members.lock(actor, id));
        identity.check(member.admittedOn(), today);
        if (known(identity.memberNo(), id)) throw Refused.conflict("organization.member.taken", identity.memberNo());

        db.sql("""
                update organization.member
                set    member_no = :number,
                       full_name = :name,
                       sort_key = :key,
                       birth_date = :birth,
                       gender = :gender,
                       key_cadre = :cadre,
                       phone = :phone,
                       email = :email
                where  id = :id
                """)
                .param("id", id.value())
                .param("number", identity.memberNo())
                .param("name", identity.fullName())
                .param("key", SortKey.of(identity.fullName()))
                .param("birth", identity.birthDate())
                .param(
                        "gender",
                        identity.gender() == null ? null : identity.gender().name())
                .param("cadre", identity.keyCadre())
                .param("phone", identity.phone())
                .param("email", identity.email())
                .update();
        audit.note(actor, "organization.member.amend", id.value(), member.unit(), null);
    }

    /// Moves a member to another cell from `on`: one that the actor keeps too, or one within the same grassroots
    /// committee.
    ///
    /// @param from the cell where the sender of the form saw the member; if he or she was moved meanwhile, nothing
    /// happens
    @Transactional
    void transfer(
            Actor actor,
            MemberId id,
            UUID from,
            String cell,
            LocalDate on,
            @Nullable String decision,
            LocalDate today) {
        lock.shared();
        var member = present(members.lock(actor, id));
        if (!member.unit().equals(from))
            throw Refused.conflict("organization.transfer.meanwhile", member.fullName(), member.unitName());
        var target = cell(actor.scope(KEEP_MEMBERS), cell)
                .or(() -> neighbours(id).stream()
                        .filter(found -> found.code().equals(cell))
                        .map(Found::id)
                        .findFirst())
                .orElseThrow(() -> Refused.invalid("organization.member.no-cell", cell));
        if (target.equals(member.unit())) throw Refused.invalid("organization.transfer.same", member.unitName());
        if (on.isAfter(today)) throw Refused.invalid("organization.member.future");

        var since = since(id);
        if (since != null && on.isBefore(since))
            throw Refused.invalid("organization.transfer.before", Days.printed(since));
        if (since != null && on.equals(since)) drop(id, since);
        else end(id, on);
        enter(id, target, on, "TRANSFER", decision);
        endPosts(id, member.unit(), on);
        db.sql("update organization.member set unit = :unit where id = :id")
                .param("unit", target)
                .param("id", id.value())
                .update();
        audit.note(actor, "organization.member.transfer", id.value(), target, member.unitCode() + " → " + cell);
    }

    /// Takes a member off the rolls from `on`.
    @Transactional
    void leave(Actor actor, MemberId id, LeavingReason reason, LocalDate on, LocalDate today) {
        lock.shared();
        var member = present(members.lock(actor, id));
        if (on.isAfter(today)) throw Refused.invalid("organization.member.future");
        var since = since(id);
        if (since != null && !on.isAfter(since))
            throw Refused.invalid("organization.leaving.before", Days.printed(since));

        end(id, on);
        endPosts(id, null, on);
        db.sql("update organization.member set left_on = :on, left_reason = :reason where id = :id")
                .param("on", on)
                .param("reason", reason.name())
                .param("id", id.value())
                .update();
        audit.note(actor, "organization.member.leave", id.value(), member.unit(), reason.name());
    }

    /// Makes a probationary member a full one from `on`.
    @Transactional
    void confirm(Actor actor, MemberId id, LocalDate on, LocalDate today) {
        lock.shared();
        var member = present(members.lock(actor, id));
        if (member.standing().equals(Standing.FULL.name()))
            throw Refused.conflict("organization.standing.already", member.fullName());
        if (on.isAfter(today)) throw Refused.invalid("organization.member.future");
        if (member.admittedOn() != null && on.isBefore(member.admittedOn()))
            throw Refused.invalid("organization.standing.before", Days.printed(member.admittedOn()));

        db.sql("update organization.member set standing = 'FULL', official_on = :on where id = :id")
                .param("on", on)
                .param("id", id.value())
                .update();
        audit.note(actor, "organization.member.confirm", id.value(), member.unit(), on.toString());
    }

    /// The other cells of the grassroots committee where a member stands, to which anybody who keeps the rolls of one
    /// cell may send him or her.
    List<Found> neighbours(MemberId id) {
        return db.sql("""
                select u.id, u.code, u.name, p.name as detail
                from   organization.member m
                join   organization.unit_tree up on up.descendant = m.unit
                join   organization.unit g on g.id = up.ancestor and g.level = 'GRASSROOTS'
                join   organization.unit_tree down on down.ancestor = g.id
                join   organization.unit u on u.id = down.descendant
                join   organization.unit p on p.id = u.parent
                where  m.id = :member
                and    u.level = 'CELL'
                and    u.until_on is null
                and    u.id <> m.unit
                """).param("member", id.value()).query(Found.class).list().stream()
                .sorted(java.util.Comparator.comparing(found -> SortKey.ofUnit(found.name())))
                .toList();
    }

    private Optional<UUID> cell(Scope scope, String code) {
        return db.sql("""
                select u.id
                from   organization.unit u
                where  u.code = :code
                and    u.until_on is null
                and    organization.covers(:scope, u.id)
                and    (u.level = 'CELL'
                        or u.level in ('GRASSROOTS', 'SECTIONAL')
                           and not exists (select from organization.unit c where c.parent = u.id and c.until_on is null))
                """)
                .param("code", code)
                .param("scope", scope.array())
                .query(UUID.class)
                .optional();
    }

    private boolean known(String number, @Nullable MemberId but) {
        return db.sql("""
                select exists (select
                               from   organization.member m
                               where  m.member_no = :number
                               and    m.id is distinct from :but::uuid)
                """)
                .param("number", number)
                .param("but", but == null ? null : but.value())
                .query(Boolean.class)
                .single();
    }

    private static MemberCard present(MemberCard member) {
        if (member.leftOn() != null)
            throw Refused.conflict("organization.member.left", member.fullName(), Days.printed(member.leftOn()));
        return member;
    }

    private @Nullable LocalDate since(MemberId id) {
        return db.sql(
                        "select lower(s.valid) from organization.membership s where s.member = :member and upper_inf(s.valid)")
                .param("member", id.value())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .optional()
                .flatMap(day -> day)
                .orElse(null);
    }

    private void enter(MemberId id, UUID unit, LocalDate on, String reason, @Nullable String decision) {
        db.sql("""
                insert into organization.membership (member, unit, valid, reason, decision)
                values (:member, :unit, daterange(:on, null), :reason, :decision)
                """)
                .param("member", id.value())
                .param("unit", unit)
                .param("on", on)
                .param("reason", reason)
                .param("decision", decision)
                .update();
    }

    private void end(MemberId id, LocalDate on) {
        db.sql("""
                update organization.membership
                set    valid = daterange(lower(valid), :on)
                where  member = :member
                and    upper_inf(valid)
                """).param("member", id.value()).param("on", on).update();
    }

    private void drop(MemberId id, LocalDate since) {
        db.sql("delete from organization.membership where member = :member and lower(valid) = :since")
                .param("member", id.value())
                .param("since", since)
                .update();
    }

    private void endPosts(MemberId id, @Nullable UUID unit, LocalDate on) {
        db.sql("""
                update organization.post
                set    until_on = :on
                where  member = :member
                and    (:unit::uuid is null or unit = :unit::uuid)
                and    from_on < :on
                and    (until_on is null or until_on > :on)
                """)
                .param("member", id.value())
                .param("unit", unit)
                .param("on", on)
                .update();
    }
}
