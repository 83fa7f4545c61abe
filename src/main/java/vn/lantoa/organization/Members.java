package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.access.Permission.READ_NAMES;
import static vn.lantoa.organization.Written.patterns;
import static vn.lantoa.organization.Written.words;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.organization.view.ExemptionRow;
import vn.lantoa.organization.view.MemberCard;
import vn.lantoa.organization.view.MemberRow;
import vn.lantoa.organization.view.MembershipRow;
import vn.lantoa.organization.view.PostRow;
import vn.lantoa.organization.view.ReaderRow;

/// The members on the rolls and what is recorded of them.
@Component
class Members {

    private final JdbcClient db;
    private final Audit audit;

    Members(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /// The record of a member, opened by somebody who may read names there, or by the member; others' reading is noted.
    /// Telephone and e-mail only for the member and for those who keep the rolls there.
    ///
    /// @throws NotFound if there is no such member or the record is not the actor's to read
    @Transactional
    MemberCard open(Actor actor, MemberId id) {
        boolean own = id.equals(actor.member());
        var card = card(
                own ? Scope.everything() : actor.scope(READ_NAMES),
                own ? Scope.everything() : actor.scope(KEEP_MEMBERS),
                id);
        if (!own) audit.note(actor, "organization.member.read", id.value(), card.unit(), null);
        return card;
    }

    /// The record of a member whom the actor may keep.
    ///
    /// @throws NotFound if there is none
    MemberCard kept(Actor actor, MemberId id) {
        return card(actor.scope(KEEP_MEMBERS), actor.scope(KEEP_MEMBERS), id);
    }

    /// The same, holding the member until the transaction ends, so that two people cannot change him or her at once.
    ///
    /// @throws NotFound if there is none
    MemberCard lock(Actor actor, MemberId id) {
        db.sql("select m.id from organization.member m where m.id = :id for update")
                .param("id", id.value())
                .query()
                .listOfRows();
        return kept(actor, id);
    }

    private MemberCard card(Scope scope, Scope keeping, MemberId id) {
        return db.sql("""
                select m.id, m.member_no, m.full_name, m.birth_date, m.gender, m.standing, m.admitted_on, m.official_on,
                       m.unit, u.code as unit_code, u.name as unit_name, m.key_cadre,
                       case when organization.covers(:keeping, m.unit) then m.phone end as phone,
                       case when organization.covers(:keeping, m.unit) then m.email end as email,
                       m.left_on, m.left_reason, m.double_of, k.member_no as double_no, k.full_name as double_name
                from   organization.member m
                join   organization.unit u on u.id = m.unit
                left   join organization.member k on k.id = m.double_of
                where  m.id = :id
                and    organization.covers(:scope, m.unit)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .param("keeping", keeping.array())
                .query(MemberCard.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// At most `size` members on the rolls, in the order of their names.
    ///
    /// @param unit null: the whole scope
    /// @param after the number of the last member of the page before, or null
    List<MemberRow> list(
            Scope scope,
            @Nullable UnitId unit,
            @Nullable String query,
            @Nullable String after,
            LocalDate today,
            int size) {
        return db.sql("""
                select m.id, m.member_no, m.full_name, m.standing, m.key_cadre, u.name as unit_name,
                       (select e.reason
                        from   organization.exemption e
                        where  e.member = m.id
                        and    e.revoked_at is null
                        and    e.from_on <= :today
                        and    (e.until_on is null or e.until_on > :today)) as exempt
                from   organization.member m
                join   organization.unit u on u.id = m.unit
                where  m.left_on is null
                and    m.unit in (select w.unit from organization.within(:scope) w)
                and    (:unit::uuid is null
                        or m.unit in (select t.descendant from organization.unit_tree t where t.ancestor = :unit::uuid))
                and    (m.folded like all (:patterns)
                        or m.id in (select organization.kept_of(d.id)
                                    from   organization.member d
                                    where  d.double_of is not null
                                    and    d.folded like all (:patterns)))
                and    (:after::text is null
                        or (m.sort_key, m.member_no) > (select l.sort_key, l.member_no
                                                        from   organization.member l
                                                        where  l.member_no = :after))
                order  by m.sort_key, m.member_no
                limit  :size
                """)
                .param("scope", scope.array())
                .param("unit", unit == null ? null : unit.value())
                .param("patterns", patterns(words(query)))
                .param("after", after == null || after.isBlank() ? null : after.replace("\0", ""))
                .param("today", today)
                .param("size", size)
                .query(MemberRow.class)
                .list();
    }

    /// Where the member stood, was attached, left and came from, dated, the latest first; with the lines of the records
    /// that were merged into this one.
    List<MembershipRow> memberships(MemberId id) {
        return db.sql("""
                with record as (
                    select m.id, m.member_no, m.unit, m.left_on, m.left_reason
                    from   organization.member m
                    where  m.id = any (organization.records_of(:member))
                )
                select   l.unit_name, l.from_on, l.until_on, l.reason, l.decision, l.member_no
                from     (
                    select u.name as unit_name, lower(s.valid) as from_on, upper(s.valid) as until_on, s.reason,
                           coalesce(s.decision, o.decision) as decision, r.member_no, 1 as place
                    from   record r
                    join   organization.membership s on s.member = r.id
                    join   organization.unit u on u.id = s.unit
                    left   join organization.reorganization o on o.id = s.reorganization
                    union  all
                    select u.name, a.from_on, a.until_on,
                           case when a.revoked_at is null then 'ATTACHMENT' else 'REVOKED' end, a.decision, r.member_no, 2
                    from   record r
                    join   organization.temporary_attachment a on a.member = r.id
                    join   organization.unit u on u.id = a.unit
                    union  all
                    select u.name, r.left_on, null, r.left_reason, null, r.member_no, 3
                    from   record r
                    join   organization.unit u on u.id = r.unit
                    where  r.left_on is not null
                ) l
                order by l.from_on desc nulls last, l.place desc, l.member_no
                """)
                .param("member", id.value())
                .query(MembershipRow.class)
                .list();
    }

    List<ExemptionRow> exemptions(MemberId id) {
        return db.sql("""
                select e.id, e.from_on, e.until_on, e.reason, e.decision, u.name as decided_by, e.revoked_at,
                       m.member_no
                from   organization.member m
                join   organization.exemption e on e.member = m.id
                left   join organization.unit u on u.id = e.decided_by
                where  m.id = any (organization.records_of(:member))
                order  by e.from_on desc, e.recorded_at desc
                """).param("member", id.value()).query(ExemptionRow.class).list();
    }

    List<PostRow> postsOf(MemberId id) {
        return db.sql("""
                select p.id, p.member, m.full_name as member_name, p.unit, u.name as unit_name, p.kind, p.from_on, p.until_on,
                       m.member_no
                from   organization.post p
                join   organization.member m on m.id = p.member
                join   organization.unit u on u.id = p.unit
                where  m.id = any (organization.records_of(:member))
                order  by p.until_on desc nulls first, p.from_on desc
                """).param("member", id.value()).query(PostRow.class).list();
    }

    /// Who holds a post at `unit` on `today`, the highest post first.
    List<PostRow> committee(UnitId unit, LocalDate today) {
        return db.sql("""
                select p.id, p.member, m.full_name as member_name, p.unit, u.name as unit_name, p.kind, p.from_on, p.until_on,
                       m.member_no
                from   organization.post p
                join   organization.member m on m.id = p.member
                join   organization.unit u on u.id = p.unit
                where  p.unit = :unit
                and    p.from_on <= :today
                and    (p.until_on is null or p.until_on > :today)
                order  by array_position(array['SECRETARY', 'DEPUTY_SECRETARY', 'COMMITTEE_MEMBER', 'PRESENTER'], p.kind),
                          m.sort_key
                """)
                .param("unit", unit.value())
                .param("today", today)
                .query(PostRow.class)
                .list();
    }

    /// The last who looked at the record or changed it.
    List<ReaderRow> readers(MemberId id) {
        return db.sql("""
                select a.at, coalesce(c.full_name, '') as who, a.action,
                       case when a.action = 'organization.member.return' then a.detail end as why
                from   access.audit a
                left   join access.account c on c.id = a.account
                where  a.subject = :member
                order  by a.at desc, a.id desc
                limit  30
                """).param("member", id.value()).query(ReaderRow.class).list();
    }
}
