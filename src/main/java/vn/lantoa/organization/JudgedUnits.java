package vn.lantoa.organization;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.Rejections;

/// What is to become of the [IncomingUnits] of the transaction, in a temporary table beside theirs.
@Component
class JudgedUnits {

    private final JdbcClient db;
    private final Heirs heirs;

    JudgedUnits(JdbcClient db, Heirs heirs) {
        this.db = db;
        this.heirs = heirs;
    }

    /// Holds every row against the file, the tree of today and the [FutureTree], all at once.
    void judge(Scope scope, LocalDate today) {
        db.sql("drop table if exists pg_temp.judged_unit").update();
        db.sql("""
                create temporary table judged_unit on commit drop as
                with covered as materialized (
                    select w.unit from organization.within(:scope) w
                ),
                firsts as (
                    select i.*, min(i.row) over (partition by i.code) as first_row
                    from   incoming_unit i
                ),
                facts as (
                    select i.*, u.id as known, u.parent as old_parent, u.from_on as old_from, u.until_on as old_until,
                           u.parent is null as was_root, w.unit is not null as mine,
                           op.code as old_parent_code, lower(s.valid) as since,
                           u.name is distinct from i.name
                               or u.level is distinct from i.level
                               or op.code is distinct from i.parent_code as differs,
                           p.row as parent_row, p.code as parent_found, p.level as parent_level, p.known as parent_known,
                           pw.unit is not null as parent_mine, pe.id is not null as parent_ended
                    from   firsts i
                    left   join organization.unit u on u.code = i.code
                    left   join organization.unit op on op.id = u.parent
                    left   join organization.unit_state s on s.unit = u.id and upper_inf(s.valid)
                    left   join covered w on w.unit = u.id
                    left   join future_unit p on p.code = i.parent_code
                    left   join covered pw on pw.unit = p.known
                    left   join organization.unit pe
                           on pe.code = i.parent_code
                           and pe.until_on is not null
                           and pe.id in (select c.unit from covered c)
                )
                select f.row, f.ok, f.id, f.code, f.parent_code, f.level, f.name, f.valid_from, f.first_row, f.known, f.since,
                       f.parent_row, f.parent_level, f.differs,
                       coalesce(f.valid_from, f.since, :today) as start_on,
                       f.known is not null and not f.differs and f.valid_from is not null
                           and f.valid_from <> f.since and f.since = f.old_from as shifts,
                       case when f.code is null then null
                            when f.first_row < f.row then 'organization.import.unit-twice'
                            when f.known is not null and not f.mine then 'organization.import.unit-elsewhere'
                            when f.old_until is not null then 'organization.import.unit-dissolved'
                       end as code_fault,
                       case when f.code is null or f.code = f.parent_code then null
                            when f.known is not null and f.parent_code is not distinct from f.old_parent_code then null
                            when f.parent_code is null and not :everything then 'organization.import.parent-missing'
                            when f.parent_code is null then null
                            when f.parent_found is null and f.parent_ended then 'organization.import.parent-dissolved'
                            when f.parent_found is null then 'organization.import.parent-unknown'
                            when f.parent_known is not null and not f.parent_mine then 'organization.import.parent-unknown'
                       end as parent_fault,
                       case when f.known is null or f.valid_from is null then null
                            when f.differs and f.valid_from < f.since then 'organization.import.state-before'
                            when not f.differs and f.valid_from <> f.since and f.since <> f.old_from
                                 and not exists (select
                                                 from   organization.unit_state s
                                                 where  s.unit = f.known
                                                 and    lower(s.valid) = f.valid_from)
                            then 'organization.import.state-before'
                       end as day_fault
                from   facts f
                """)
                .param("scope", scope.array())
                .param("everything", scope.units().contains(Scope.EVERYTHING))
                .param("today", today)
                .update();
        db.sql("analyze judged_unit").update();
    }

    /// Tells what is wrong with each row by itself.
    void reject(Rejections rejections) {
        var ended = heirs.ended(db.sql("""
                select j.code from judged_unit j where j.code_fault = 'organization.import.unit-dissolved'
                union
                select j.parent_code from judged_unit j where j.parent_fault = 'organization.import.parent-dissolved'
                """).query(String.class).list());
        db.sql("""
                select j.row, j.first_row, j.code, j.parent_code, j.since, j.code_fault, j.parent_fault, j.day_fault
                from   judged_unit j
                where  j.code_fault is not null
                or     j.parent_fault is not null
                or     j.day_fault is not null
                """).query(row -> {
            int number = row.getInt("row");
            var codeFault = row.getString("code_fault");
            var gone = "organization.import.unit-dissolved".equals(codeFault) ? ended.get(row.getString("code")) : null;
            if (gone != null) gone.refuse(rejections, number, "code", "organization.import.unit-dissolved");
            else if (codeFault != null)
                rejections.add(number, "code", codeFault, row.getString("code"), row.getInt("first_row"));
            var parentFault = row.getString("parent_fault");
            var above = "organization.import.parent-dissolved".equals(parentFault)
                    ? ended.get(row.getString("parent_code"))
                    : null;
            if (above != null) above.refuse(rejections, number, "parent_code", "organization.import.parent-dissolved");
            else if (parentFault != null)
                rejections.add(number, "parent_code", parentFault, String.valueOf(row.getString("parent_code")));
            var dayFault = row.getString("day_fault");
            if (dayFault != null)
                rejections.add(number, "valid_from", dayFault, Days.printed(row.getObject("since", LocalDate.class)));
        });
    }

    Counts counts() {
        return db.sql("""
                select count(*) filter (where j.known is null) as created,
                       count(*) filter (where j.known is not null and (j.differs or j.shifts)) as changed
                from   judged_unit j
                """).query(Counts.class).single();
    }

    record Counts(int created, int changed) {}
}
