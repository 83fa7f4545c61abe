package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
        var unit = cell(actor.scope(KEEP_MEMBERS), cell).orElseThrow(() -> noCell(actor.scope(KEEP_MEMBERS), cell));
        identity.check(admittedOn, today);
        if (admittedOn.isAfter(today)) throw Refused.invalid("organization.member.future");
        founded(unit, admittedOn);
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
                .orElseThrow(() -> noCell(actor.scope(KEEP_MEMBERS), cell));
        if (target.equals(member.unit())) throw Refused.invalid("organization.transfer.same", member.unitName());
        if (on.isAfter(today)) throw Refused.invalid("organization.member.future");
        founded(target, on);

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

        takeOff(id, reason.name(), on);
        audit.note(actor, "organization.member.leave", id.value(), member.unit(), reason.name());
    }

    /// Puts somebody back who was taken off the rolls by mistake, as if he or she had never left: the membership
    /// goes on from the day of the leaving and the posts that ended with it come back, except where somebody else is
    /// secretary now. Where the cell has meanwhile become part of another, the member stands there since.
    ///
    /// @param why in a sentence, for the trace
    /// @throws Refused if the member is on the rolls, has another record, or the cell has no one heir
    @Transactional
    void bringBack(Actor actor, MemberId id, String why) {
        lock.shared();
        var member = members.lock(actor, id);
        if (member.leftOn() == null) throw Refused.conflict("organization.return.present", member.fullName());
        if (member.doubleOf() != null) throw Refused.conflict("organization.return.double", member.fullName());

        putBack(member);
        audit.note(actor, "organization.member.return", id.value(), member.unit(), why);
    }

    /// Takes the member off the rolls; his or her posts end with it and are remembered.
    void takeOff(MemberId id, String reason, LocalDate on) {
        end(id, on);
        db.sql("""
                update organization.member
                set    left_on = :on,
                       left_reason = :reason,
                       posts_before = (select jsonb_agg(jsonb_build_object('id', p.id, 'until', p.until_on))
                                       from   organization.post p
                                       where  p.member = :id
                                       and    p.from_on < :on
                                       and    (p.until_on is null or p.until_on > :on))
                where  id = :id
                """)
                .param("on", on)
                .param("reason", reason)
                .param("id", id.value())
                .update();
        endPosts(id, null, on);
    }

    /// Undoes [#takeOff].
    ///
    /// @throws Refused if the cell has ended and nobody can say where the member stands now
    void putBack(MemberCard member) {
        var left = Objects.requireNonNull(member.leftOn());
        var place = place(member.unit());
        var heir = place.untilOn() == null ? null : onlyHeir(place);
        var end = place.untilOn();
        db.sql("""
                update organization.membership
                set    valid = daterange(lower(valid), :end::date)
                where  member = :member
                and    upper(valid) = :left
                """)
                .param("end", end)
                .param("member", member.id())
                .param("left", left)
                .update();
        if (heir != null && end != null) enter(new MemberId(member.id()), heir, end, "REORGANIZATION", null);
        db.sql("""
                update organization.post p
                set    until_on = b.until
                from   organization.member m
                cross  join jsonb_to_recordset(m.posts_before) as b (id uuid, until date)
                where  m.id = :member
                and    p.id = b.id
                and    p.until_on = m.left_on
                and    exists (select from organization.unit u where u.id = p.unit and u.until_on is null)
                and    not (p.kind = 'SECRETARY'
                            and exists (select
                                        from   organization.post o
                                        where  o.unit = p.unit
                                        and    o.kind = 'SECRETARY'
                                        and    o.id <> p.id
                                        and    daterange(o.from_on, o.until_on) && daterange(m.left_on, b.until)))
                """).param("member", member.id()).update();
        db.sql("""
                update organization.member
                set    left_on = null, left_reason = null, double_of = null, posts_before = null,
                       unit = coalesce(:heir::uuid, unit)
                where  id = :member
                """).param("heir", heir).param("member", member.id()).update();
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

    Optional<UUID> cell(Scope scope, String code) {
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

    private Place place(UUID unit) {
        return db.sql("select u.id, u.name, u.until_on from organization.unit u where u.id = :unit")
                .param("unit", unit)
                .query(Place.class)
                .single();
    }

    private UUID onlyHeir(Place place) {
        var heirs = heirs(place.id());
        if (heirs.size() != 1 || !heirs.getFirst().holds())
            throw Refused.conflict("organization.return.ended", place.name(), place.ended(), printed(heirs));
        return heirs.getFirst().id();
    }

    /// Which units of today hold what an ended one held.
    private List<Heir> heirs(UUID unit) {
        return db.sql("""
                select u.id, u.code, u.name,
                       u.level = 'CELL'
                       or u.level in ('GRASSROOTS', 'SECTIONAL')
                          and not exists (select from organization.unit c where c.parent = u.id and c.until_on is null)
                           as holds
                from   organization.heirs(array[:unit]::uuid[]) h
                join   organization.unit u on u.id = h.heir
                order  by u.code
                """).param("unit", unit).query(Heir.class).list();
    }

    private static String printed(List<Heir> heirs) {
        return heirs.isEmpty()
                ? "–"
                : heirs.stream()
                        .map(heir -> heir.name() + " (" + heir.code() + ")")
                        .collect(Collectors.joining(", "));
    }

    /// Why there is no cell with this code: it has ended, and these are its heirs; or the actor keeps none.
    Refused noCell(Scope scope, String code) {
        return db.sql("""
                select u.id, u.name, u.until_on
                from   organization.unit u
                where  u.code = :code
                and    u.until_on is not null
                and    organization.covers(:scope, u.id)
                """)
                .param("code", code)
                .param("scope", scope.array())
                .query(Place.class)
                .optional()
                .map(place -> Refused.invalid(
                        "organization.member.ended-cell", place.name(), place.ended(), printed(heirs(place.id()))))
                .orElseGet(() -> Refused.invalid("organization.member.no-cell", code));
    }

    void founded(UUID unit, LocalDate on) {
        var day = db.sql("select u.from_on from organization.unit u where u.id = :unit")
                .param("unit", unit)
                .query(LocalDate.class)
                .single();
        if (on.isBefore(day)) throw Refused.invalid("organization.member.unfounded", Days.printed(day));
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

    /// Since when the member stands where he or she stands; null if nobody knows.
    @Nullable
    LocalDate since(MemberId id) {
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

    private record Place(UUID id, String name, @Nullable LocalDate untilOn) {

        /// The day on which it ended, as printed.
        String ended() {
            return Days.printed(Objects.requireNonNull(untilOn));
        }
    }

    private record Heir(UUID id, String code, String name, boolean holds) {}
}
