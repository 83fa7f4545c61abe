package vn.lantoa.organization;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Table;

/// What is to become of the [IncomingMembers] of the transaction, in a temporary table beside theirs.
@Component
class JudgedMembers {

    private final JdbcClient db;
    private final Heirs heirs;

    JudgedMembers(JdbcClient db, Heirs heirs) {
        this.db = db;
        this.heirs = heirs;
    }

    /// Holds every row against the file, the tree and the rolls, all at once.
    void judge(Scope scope, Table file) {
        db.sql("""
                create temporary table judged_member on commit drop as
                with covered as materialized (
                    select w.unit from organization.within(:scope) w
                ),
                place as materialized (
                    select u.id, u.code, u.until_on,
                           u.level = 'CELL'
                           or u.level in ('GRASSROOTS', 'SECTIONAL')
                              and not exists (select
                                              from   organization.unit c
                                              where  c.parent = u.id
                                              and    c.until_on is null) as holds
                    from   organization.unit u
                    join   covered w on w.unit = u.id
                ),
                incoming as (
                    select i.*, min(i.row) over (partition by i.member_no) as first_row
                    from   incoming_member i
                )
                select i.row, i.ok, i.first_row, i.id, p.id as unit, m.id as member, m.unit as old_unit, e.id as exemption,
                       case when i.unit_code is null then null
                            when p.id is null then 'organization.import.unit-unknown'
                            when p.until_on is not null then 'organization.import.cell-dissolved'
                            when not p.holds then 'organization.import.unit-not-cell'
                       end as unit_fault,
                       case when i.member_no is null then null
                            when i.first_row < i.row then 'organization.import.member-twice'
                            when m.id is not null and mw.unit is null then 'organization.import.member-elsewhere'
                            when m.left_on is not null then 'organization.import.member-left'
                       end as number_fault,
                       case when i.exempt_from is null then null
                            when exists (select
                                         from   organization.exemption x
                                         where  x.member = m.id
                                         and    x.revoked_at is null
                                         and    x.from_on <> i.exempt_from
                                         and    daterange(x.from_on, x.until_on)
                                                && daterange(i.exempt_from, i.exempt_until))
                            then 'organization.import.exempt-overlap'
                       end as exempt_fault,
                       m.id is not null and (
                           m.full_name <> i.full_name
                           or m.standing <> i.standing
                           or :birth and m.birth_date is distinct from i.birth_date
                           or :gender and m.gender is distinct from i.gender
                           or :admitted and m.admitted_on is distinct from i.admitted_on
                           or :official and m.official_on is distinct from i.official_on
                           or :key and m.key_cadre <> i.key_cadre
                           or :phone and m.phone is distinct from i.phone
                           or :email and m.email is distinct from i.email) as differs,
                       m.unit <> p.id as moves,
                       i.exempt_from is not null and (
                           e.id is null
                           or e.until_on is distinct from i.exempt_until
                           or e.reason <> i.exempt_reason
                           or :decision and e.decision is distinct from i.exempt_decision) as exempts
                from   incoming i
                left   join place p on p.code = i.unit_code
                left   join organization.member m on m.member_no = i.member_no
                left   join covered mw on mw.unit = m.unit
                left   join organization.exemption e on e.member = m.id
                                                    and e.from_on = i.exempt_from
                                                    and e.revoked_at is null
                """)
                .param("scope", scope.array())
                .params(IncomingMembers.given(file))
                .update();
        db.sql("analyze judged_member (row, member, differs, moves, exempts, exemption)")
                .update();
    }

    /// Tells what was found at the rows and leaves only those that are in order.
    void reject(Rejections rejections) {
        var ended = heirs.ended(db.sql("""
                select distinct i.unit_code
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  j.unit_fault = 'organization.import.cell-dissolved'
                """).query(String.class).list());
        db.sql("""
                select j.row, j.first_row, i.member_no, i.unit_code, j.number_fault, j.unit_fault, j.exempt_fault
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  j.number_fault is not null
                or     j.unit_fault is not null
                or     j.exempt_fault is not null
                order  by j.row
                """).withFetchSize(1000).query(row -> {
            int number = row.getInt("row");
            var numberFault = row.getString("number_fault");
            if (numberFault != null)
                rejections.add(number, "member_no", numberFault, row.getString("member_no"), row.getInt("first_row"));
            var unitFault = row.getString("unit_fault");
            var gone = "organization.import.cell-dissolved".equals(unitFault)
                    ? ended.get(row.getString("unit_code"))
                    : null;
            if (gone != null) gone.refuse(rejections, number, "unit_code", "organization.import.cell-dissolved");
            else if (unitFault != null) rejections.add(number, "unit_code", unitFault, row.getString("unit_code"));
            var exemptFault = row.getString("exempt_fault");
            if (exemptFault != null) rejections.add(number, "exempt_from", exemptFault);
        });
        db.sql("""
                delete from judged_member
                where  not ok
                or     number_fault is not null
                or     unit_fault is not null
                or     exempt_fault is not null
                """).update();
    }

    /// How many of those left are new, and how many change something.
    Counts counts() {
        return db.sql("""
                select count(*) filter (where j.member is null) as created,
                       count(*) filter (where j.member is not null and (j.differs or j.moves or j.exempts)) as changed
                from   judged_member j
                """).query(Counts.class).single();
    }

    record Counts(int created, int changed) {}
}
