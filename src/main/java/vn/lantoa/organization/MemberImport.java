package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.paper.Progress.Step.JUDGING;
import static vn.lantoa.paper.Progress.Step.WRITING;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.paper.Days;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// Takes a file of members in: all of it or, where the sender wants it, the rows that are in order. Safe to repeat: the
/// same file again changes nothing. A column that the file lacks and an exemption that it does not name stay as they
/// are;
/// nobody is removed. Cells outside the actor's scope are answered like unknown ones.
@Component
class MemberImport {

    private final JdbcClient db;
    private final DataSource source;
    private final Layouts layouts;
    private final Lock lock;
    private final Heirs heirs;
    private final Audit audit;

    MemberImport(JdbcClient db, DataSource source, Layouts layouts, Lock lock, Heirs heirs, Audit audit) {
        this.db = db;
        this.source = source;
        this.layouts = layouts;
        this.lock = lock;
        this.heirs = heirs;
        this.audit = audit;
    }

    /// Reads the whole `file`, judges every row, and takes it in unless this is a dry run or something is wrong.
    ///
    /// @param partial takes the rows that are in order although others are not
    @Transactional
    Imported take(Actor actor, Table file, boolean dryRun, boolean partial, LocalDate today) {
        actor.require(KEEP_MEMBERS);
        var rejections = new Rejections();
        makeRoom();
        int rows = stage(file, rejections, today);
        if (!dryRun) lock.whole();
        file.progress().at(JUDGING, rows);
        judge(actor.scope(KEEP_MEMBERS), file);
        reject(rejections);

        int accepted = rows - rejections.rejected();
        var result = rejections.result(accepted);
        var counts = counts();
        boolean keeps = !dryRun && accepted > 0 && (partial || result.clean());
        if (keeps) {
            file.progress().at(WRITING, accepted);
            keep(file, today);
            audit.note(actor, "organization.members.import", null, actor.home(), detail(result, counts));
        }
        return new Imported(
                result,
                counts.created(),
                counts.changed(),
                accepted - counts.created() - counts.changed(),
                keeps,
                file.notices());
    }

    private static String detail(ImportResult result, Counts counts) {
        return "%d rows: %d new, %d changed, %d refused"
                .formatted(
                        result.accepted() + result.rejected(), counts.created(), counts.changed(), result.rejected());
    }

    /// Lets this transaction sort and join a hundred thousand rows in memory, and gather what is new for the search
    /// index so that it is filed once at the end.
    private void makeRoom() {
        db.sql("set local work_mem = '64MB'").update();
        db.sql("set local maintenance_work_mem = '128MB'").update();
        db.sql("set local gin_pending_list_limit = '128MB'").update();
    }

    private int stage(Table file, Rejections rejections, LocalDate today) {
        db.sql("drop table if exists pg_temp.incoming_member, pg_temp.judged_member")
                .update();
        db.sql("""
                create temporary table incoming_member (
                    row             integer,
                    ok              boolean,
                    id              uuid,
                    exempt_id       uuid,
                    member_no       text,
                    full_name       text,
                    sort_key        text collate "C",
                    birth_date      date,
                    gender          text,
                    standing        text,
                    admitted_on     date,
                    official_on     date,
                    unit_code       text,
                    key_cadre       boolean,
                    exempt_from     date,
                    exempt_until    date,
                    exempt_reason   text,
                    exempt_decision text,
                    phone           text,
                    email           text
                ) on commit drop
                """).update();
        int rows = 0;
        try (var stage = Stage.open(source, """
                copy incoming_member (row, ok, id, exempt_id, member_no, full_name, sort_key, birth_date, gender, standing,
                                      admitted_on, official_on, unit_code, key_cadre, exempt_from, exempt_until,
                                      exempt_reason, exempt_decision, phone, email)
                from stdin
                """)) {
            for (var row : file) {
                stage(stage, row, rejections, today);
                rows++;
            }
            stage.finish();
        }
        db.sql("analyze incoming_member (row, member_no, unit_code, exempt_from)")
                .update();
        return rows;
    }

    private void stage(Stage stage, Row row, Rejections rejections, LocalDate today) {
        var number = line(row, "member_no", 50, true);
        var name = line(row, "full_name", 200, true);
        var born = day(row, "birth_date");
        var gender = coded(row, Gender.class, "gender", false);
        var standing = coded(row, Standing.class, "standing", true);
        var admitted = day(row, "admitted_on");
        var official = day(row, "official_on");
        var unit = line(row, "unit_code", 50, true);
        boolean key = row.yes("key_cadre");
        var exempt = exemption(row);
        var phone = like(row, "phone", Identity.PHONE, 30);
        var email = like(row, "email", Identity.EMAIL, 254);
        order(row, born, admitted, official, today);
        if (Standing.PROBATIONARY.name().equals(standing) && official != null)
            row.wrong("official_on", "organization.import.probationary-official");

        boolean ok = rejections.passes(row);
        stage.row(
                row.number(),
                ok,
                Ids.next(),
                exempt == null ? null : Ids.next(),
                number,
                name,
                name == null ? "" : SortKey.of(name),
                born,
                gender,
                standing,
                admitted,
                official,
                unit,
                key,
                exempt == null ? null : exempt.from(),
                exempt == null ? null : exempt.until(),
                exempt == null ? null : exempt.reason(),
                exempt == null ? null : exempt.decision(),
                phone,
                email);
    }

    private static void order(
            Row row,
            @Nullable LocalDate born,
            @Nullable LocalDate admitted,
            @Nullable LocalDate official,
            LocalDate today) {
        if (born != null && born.isAfter(today)) row.wrong("birth_date", "organization.import.future");
        if (admitted != null && admitted.isAfter(today)) row.wrong("admitted_on", "organization.import.future");
        if (official != null && official.isAfter(today)) row.wrong("official_on", "organization.import.future");
        if (born != null && admitted != null && !admitted.isAfter(born))
            row.wrong("admitted_on", "organization.import.before-birth");
        if (admitted != null && official != null && official.isBefore(admitted))
            row.wrong("official_on", "organization.import.before-admission");
    }

    private @Nullable Exempted exemption(Row row) {
        var from = day(row, "exempt_from");
        var last = day(row, "exempt_until");
        var reason = coded(row, ExemptReason.class, "exempt_reason", false);
        var decision = line(row, "exempt_decision", 100, false);
        if (row.text("exempt_from").isEmpty()) {
            if (last != null || reason != null || decision != null)
                row.wrong("exempt_from", "organization.import.exempt-from");
            return null;
        }
        if (row.text("exempt_reason").isEmpty()) row.wrong("exempt_reason", "organization.import.exempt-reason");
        if (from == null || reason == null) return null;
        if (last != null && last.isBefore(from)) {
            row.wrong("exempt_until", "organization.import.exempt-until", Days.printed(from));
            return null;
        }
        return new Exempted(from, last == null ? null : last.plusDays(1), reason, decision);
    }

    private static @Nullable String line(Row row, String column, int most, boolean required) {
        var text = row.text(column, most);
        if (required && text.isEmpty()) row.required(column);
        return text.isEmpty() || text.indexOf('\0') >= 0 ? null : text;
    }

    private static @Nullable LocalDate day(Row row, String column) {
        var day = row.day(column);
        if (day == null || (day.getYear() >= 1900 && day.getYear() <= 2200)) return day;
        row.wrong(column, "organization.import.year");
        return null;
    }

    private <E extends Enum<E>> @Nullable String coded(Row row, Class<E> kind, String column, boolean required) {
        var text = required ? row.required(column) : row.text(column);
        if (text.isEmpty()) return null;
        var meaning = layouts.meaning(kind, text);
        if (meaning == null) row.wrong(column, "organization.import.unknown-" + column.replace('_', '-'), text);
        return meaning == null ? null : meaning.name();
    }

    private static @Nullable String like(Row row, String column, Pattern pattern, int most) {
        var text = line(row, column, most, false);
        if (text == null || pattern.matcher(text).matches()) return text;
        row.wrong(column, "organization.import.no-" + column);
        return null;
    }

    /// Holds every row against the file, the tree and the rolls, all at once.
    private void judge(Scope scope, Table file) {
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
                .param("birth", file.has("birth_date"))
                .param("gender", file.has("gender"))
                .param("admitted", file.has("admitted_on"))
                .param("official", file.has("official_on"))
                .param("key", file.has("key_cadre"))
                .param("phone", file.has("phone"))
                .param("email", file.has("email"))
                .param("decision", file.has("exempt_decision"))
                .update();
        db.sql("analyze judged_member (row, member, differs, moves, exempts, exemption)")
                .update();
    }

    private void reject(Rejections rejections) {
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

    private Counts counts() {
        return db.sql("""
                select count(*) filter (where j.member is null) as created,
                       count(*) filter (where j.member is not null and (j.differs or j.moves or j.exempts)) as changed
                from   judged_member j
                """).query(Counts.class).single();
    }

    private void keep(Table file, LocalDate today) {
        add();
        resettle(file);
        change(file);
        var filing = CompletableFuture.runAsync(this::file, Thread.ofVirtual()::start);
        settle();
        move(today);
        exempt(file);
        try {
            filing.join();
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

    private void add() {
        db.sql("""
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
                """)
                .param("birth", file.has("birth_date"))
                .param("gender", file.has("gender"))
                .param("admitted", file.has("admitted_on"))
                .param("official", file.has("official_on"))
                .param("key", file.has("key_cadre"))
                .param("phone", file.has("phone"))
                .param("email", file.has("email"))
                .update();
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

    private record Exempted(
            LocalDate from,
            @Nullable LocalDate until,
            String reason,
            @Nullable String decision) {}

    private record Counts(int created, int changed) {}
}
