package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.LocalDate;
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

/// Posts in the committees of units, dated.
@Component
class Posts {

    private final JdbcClient db;
    private final Members members;
    private final Units units;
    private final Lock lock;
    private final Audit audit;

    Posts(JdbcClient db, Members members, Units units, Lock lock, Audit audit) {
        this.db = db;
        this.members = members;
        this.units = units;
        this.lock = lock;
        this.audit = audit;
    }

    /// Gives a member a post at a unit that the actor keeps as well. A unit has one secretary at a time.
    ///
    /// @param unit code of the unit
    /// @param last the last day, or null while it is open
    @Transactional
    void assign(Actor actor, MemberId id, String unit, PostKind kind, LocalDate from, @Nullable LocalDate last) {
        lock.shared();
        var member = members.lock(actor, id);
        if (member.leftOn() != null)
            throw Refused.conflict("organization.member.left", member.fullName(), Days.printed(member.leftOn()));
        var place = place(actor, unit);
        if (last != null && last.isBefore(from)) throw Refused.invalid("organization.post.until", Days.printed(from));
        var until = last == null ? null : last.plusDays(1);
        var holder = holder(place, kind, id, from, until);
        if (holder != null) throw Refused.conflict("organization.post.held", holder, place.name());

        db.sql("""
                insert into organization.post (id, member, unit, kind, from_on, until_on)
                values (:id, :member, :unit, :kind, :from, :until)
                """)
                .param("id", Ids.next())
                .param("member", id.value())
                .param("unit", place.id())
                .param("kind", kind.name())
                .param("from", from)
                .param("until", until)
                .update();
        audit.note(actor, "organization.post.assign", id.value(), place.id(), kind.name());
    }

    /// Ends a post; from `on` it is free. From its first day or earlier means that it never was.
    ///
    /// @return whose post it was
    /// @throws NotFound if there is none that the actor may end
    @Transactional
    MemberId end(Actor actor, UUID post, LocalDate on) {
        var found = db.sql("""
                select p.member, p.unit, p.from_on
                from   organization.post p
                where  p.id = :id
                and    organization.covers(:scope, p.unit)
                for    update
                """)
                .param("id", post)
                .param("scope", actor.scope(KEEP_MEMBERS).array())
                .query(Held.class)
                .optional()
                .orElseThrow(NotFound::new);
        if (on.isAfter(found.fromOn()))
            db.sql("update organization.post set until_on = :on where id = :id")
                    .param("on", on)
                    .param("id", post)
                    .update();
        else
            db.sql("delete from organization.post where id = :id")
                    .param("id", post)
                    .update();
        audit.note(actor, "organization.post.end", found.member(), found.unit(), on.toString());
        return new MemberId(found.member());
    }

    /// Whose post it is.
    ///
    /// @throws NotFound if there is none that the actor may end
    MemberId whose(Actor actor, UUID post) {
        return db.sql("""
                select p.member as value
                from   organization.post p
                where  p.id = :id
                and    organization.covers(:scope, p.unit)
                """)
                .param("id", post)
                .param("scope", actor.scope(KEEP_MEMBERS).array())
                .query(MemberId.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private Unit place(Actor actor, String unit) {
        try {
            return units.require(actor.scope(KEEP_MEMBERS), unit);
        } catch (NotFound foreign) {
            throw Refused.invalid("organization.post.no-unit", unit);
        }
    }

    private @Nullable String holder(Unit unit, PostKind kind, MemberId but, LocalDate from, @Nullable LocalDate until) {
        // the unit is held, so that two people cannot name two secretaries at once
        db.sql("select u.id from organization.unit u where u.id = :id for no key update")
                .param("id", unit.id())
                .query()
                .listOfRows();
        return db.sql("""
                select m.full_name
                from   organization.post p
                join   organization.member m on m.id = p.member
                where  p.unit = :unit
                and    p.kind = :kind
                and    (p.kind = 'SECRETARY' or p.member = :member)
                and    daterange(p.from_on, p.until_on) && daterange(:from, :until::date)
                order  by p.from_on
                limit  1
                """)
                .param("unit", unit.id())
                .param("kind", kind.name())
                .param("member", but.value())
                .param("from", from)
                .param("until", until)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private record Held(UUID member, UUID unit, LocalDate fromOn) {}
}
