package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.ground.Bulk;
import vn.lantoa.paper.Table;

/// Writes the [JudgedMembers] of the transaction to the rolls. A column that the file lacks stays as it is.
@Component
class KeptMembers {

    private final JdbcClient db;
    private final JdbcTemplate connected;

    KeptMembers(JdbcClient db, JdbcTemplate connected) {
        this.db = db;
        this.connected = connected;
    }

    void keep(Table file, LocalDate today) {
        if (begins() && begin()) exempt(file);
        else goOn(file, today);
    }

    private boolean begins() {
        return db.sql("select not exists (select from organization.member)")
                .query(Boolean.class)
                .single();
    }

    /// The first members of all: nobody reads the rolls yet, so their indexes and keys are made once at the end, in
    /// half of the time. False where somebody does read them at this moment; then nothing was done.
    private boolean begin() {
        return Boolean.TRUE.equals(connected.execute((ConnectionCallback<Boolean>) connection -> {
            var bulk = Bulk.ifFree(connection, "organization.member", "organization.membership");
            if (bulk.isEmpty()) return false;
            add();
            settle();
            bulk.get().restore();
            return true;
        }));
    }

    private void goOn(Table file, LocalDate today) {
        int added = add();
        resettle(file);
        change(file);
        var filing = added == 0 ? null : CompletableFuture.runAsync(this::file, Thread.ofVirtual()::start);
        settle();
        move(today);
        exempt(file);
        try {
            if (filing != null) filing.join();
        } catch (CompletionException busy) {
            file();
        }
    }

    /// Files what the search index has gathered, on whatever connection the thread has: entries are filed before their
    /// rows are committed, so a second connection does it while this transaction goes on, and the transaction itself
    /// only where the pool has none to spare.
    private void file() {
        db.sql("select gin_clean_pending_list('organization.member_folded')")
                .query(Long.class)
                .single();
    }

    private int add() {
        return db.sql("""
                insert into organization.member (id, member_no, full_name, sort_key, birth_date, gender, standing,
                                                 admitted_on, official_on, unit, key_cadre, phone, email)
                select i.id, i.member_no, i.full_name, i.sort_key, i.birth_date, i.gender, i.standing,
                       i.admitted_on, i.official_on, j.unit, i.key_cadre, i.phone, i.email
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  j.member is null
                order  by i.row
                """).update();
    }

    /// Says of those added since when they stand in their cell.
    private void settle() {
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                select i.id, j.unit, daterange(i.admitted_on, null), 'IMPORT'
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  j.member is null
                order  by i.row
                """).update();
    }

    /// A corrected day of admission also corrects since when the member stood in the first cell.
    private void resettle(Table file) {
        if (!file.has("admitted_on")) return;
        db.sql("""
                update organization.membership s
                set    valid = daterange(i.admitted_on, upper(s.valid))
                from   judged_member j
                join   incoming_member i on i.row = j.row
                join   organization.member m on m.id = j.member
                where  j.differs
                and    s.member = m.id
                and    m.admitted_on is distinct from i.admitted_on
                and    lower(s.valid) is not distinct from m.admitted_on
                and    s.reason in ('IMPORT', 'ADMISSION')
                and    (i.admitted_on is null or upper(s.valid) is null or i.admitted_on < upper(s.valid))
                """).update();
    }

    private void change(Table file) {
        db.sql("""
                update organization.member m
                set    full_name = i.full_name,
                       sort_key = i.sort_key,
                       standing = i.standing,
                       unit = j.unit,
                       birth_date = case when :birth then i.birth_date else m.birth_date end,
                       gender = case when :gender then i.gender else m.gender end,
                       admitted_on = case when :admitted then i.admitted_on else m.admitted_on end,
                       official_on = case when :official then i.official_on else m.official_on end,
                       key_cadre = case when :key then i.key_cadre else m.key_cadre end,
                       phone = case when :phone then i.phone else m.phone end,
                       email = case when :email then i.email else m.email end
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  m.id = j.member
                and    (j.differs or j.moves)
                """).params(IncomingMembers.given(file)).update();
    }

    private void move(LocalDate today) {
        db.sql("""
                update organization.membership s
                set    unit = j.unit
                from   judged_member j
                where  j.moves
                and    s.member = j.member
                and    lower(s.valid) >= :today
                """).param("today", today).update();
        db.sql("""
                update organization.membership s
                set    valid = daterange(lower(s.valid), :today)
                from   judged_member j
                where  j.moves
                and    s.member = j.member
                and    upper_inf(s.valid)
                and    s.unit <> j.unit
                """).param("today", today).update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason)
                select j.member, j.unit, daterange(:today, null), 'IMPORT'
                from   judged_member j
                where  j.moves
                and    not exists (select
                                   from   organization.membership s
                                   where  s.member = j.member
                                   and    upper_inf(s.valid))
                """).param("today", today).update();
    }

    private void exempt(Table file) {
        db.sql("""
                update organization.exemption e
                set    until_on = i.exempt_until,
                       reason = i.exempt_reason,
                       decision = case when :decision then i.exempt_decision else e.decision end
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  e.id = j.exemption
                and    j.exempts
                """).param("decision", file.has("exempt_decision")).update();
        db.sql("""
                insert into organization.exemption (id, member, from_on, until_on, reason, decision, decided_by)
                select i.exempt_id, coalesce(j.member, j.id), i.exempt_from, i.exempt_until, i.exempt_reason,
                       i.exempt_decision, j.unit
                from   judged_member j
                join   incoming_member i on i.row = j.row
                where  j.exempts
                and    j.exemption is null
                """).update();
    }
}
