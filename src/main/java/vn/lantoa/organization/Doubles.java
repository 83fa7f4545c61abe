package vn.lantoa.organization;

import static vn.lantoa.organization.Written.patterns;
import static vn.lantoa.organization.Written.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.organization.view.DoubleRow;
import vn.lantoa.organization.view.Suspect;

/// Two records of one person: who may be meant, and what was merged.
@Component
class Doubles {

    private static final int MOST = 20;

    private final JdbcClient db;

    Doubles(JdbcClient db) {
        this.db = db;
    }

    /// Records within `scope` that may be of the same person as `member`: those that `query` finds by name, number or
    /// day of birth (`dd/mm/yyyy`), or, if nothing was asked, those with the same name or day of birth, the likeliest
    /// first. Records that were merged into another are left out.
    List<Suspect> suspects(Scope scope, MemberId member, @Nullable String query, @Nullable LocalDate born) {
        var words = words(query);
        return db.sql("""
                select   m.id, m.member_no, m.full_name, m.birth_date, u.name as unit_name, m.left_on,
                         public.fold(m.full_name) = public.fold(k.full_name) as same_name,
                         m.birth_date is not distinct from k.birth_date and m.birth_date is not null as same_birth
                from     organization.member k
                join     organization.member m on m.id <> k.id
                join     organization.unit u on u.id = m.unit
                where    k.id = :member
                and      m.double_of is null
                and      m.unit in (select w.unit from organization.within(:scope) w)
                and      case when :born::date is not null then m.birth_date = :born::date
                              when :asked then m.folded like all (:patterns)
                              else m.folded like '%' || public.fold(k.full_name) || '%' or m.birth_date = k.birth_date end
                order by public.fold(m.full_name) <> public.fold(k.full_name),
                         m.birth_date is distinct from k.birth_date, m.sort_key, m.member_no
                limit    :most
                """)
                .param("member", member.value())
                .param("scope", scope.array())
                .param("born", born)
                .param("asked", words.length > 0)
                .param("patterns", patterns(words))
                .param("most", MOST)
                .query(Suspect.class)
                .list();
    }

    /// The mergings into `member` that stand, and those into the records that were merged into it, the latest first.
    List<DoubleRow> into(MemberId member) {
        return rows(member.value(), null);
    }

    /// A merging, standing or undone, whose kept record lies in `scope`.
    ///
    /// @throws NotFound if there is none
    DoubleRow require(Scope scope, UUID merging) {
        return rows(null, merging).stream()
                .filter(row -> covers(scope, row.unit()) && covers(scope, row.keptUnit()))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private List<DoubleRow> rows(@Nullable UUID kept, @Nullable UUID merging) {
        return db.sql("""
                select r.id, r.kept, k.member_no as kept_no, k.full_name as kept_name, k.unit as kept_unit,
                       r.dropped, d.member_no, d.full_name, d.unit, u.name as unit_name, r.on_day, r.reason,
                       a.full_name as merged_by, r.merged_at, b.full_name as undone_by, r.undone_at
                from   organization.double_record r
                join   organization.member k on k.id = r.kept
                join   organization.member d on d.id = r.dropped
                join   organization.unit u on u.id = d.unit
                join   access.account a on a.id = r.merged_by
                left   join access.account b on b.id = r.undone_by
                where  (:kept::uuid is null or r.kept = any (organization.records_of(:kept)) and r.undone_at is null)
                and    (:merging::uuid is null or r.id = :merging)
                order  by r.merged_at desc, r.id desc
                """)
                .param("kept", kept)
                .param("merging", merging)
                .query(DoubleRow.class)
                .list();
    }

    private boolean covers(Scope scope, UUID unit) {
        return db.sql("select organization.covers(:scope, :unit)")
                .param("scope", scope.array())
                .param("unit", unit)
                .query(Boolean.class)
                .single();
    }

    /// Notes a merging before anything is changed.
    void begin(
            Actor actor,
            UUID id,
            MemberId kept,
            MemberId dropped,
            boolean present,
            LocalDate on,
            String reason,
            Instant now) {
        db.sql("""
                insert into organization.double_record (id, kept, dropped, on_day, reason, kept_before, kept_after,
                                                        was_present, entries, upto, merged_by, merged_at)
                select :id, k.id, :dropped, :on, :reason, to_jsonb(k), to_jsonb(k), :present, 0, 0, :by, :now
                from   organization.member k
                where  k.id = :kept
                """)
                .param("id", id)
                .param("kept", kept.value())
                .param("dropped", dropped.value())
                .param("present", present)
                .param("on", on)
                .param("reason", reason)
                .param("by", actor.account().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Takes over what `from` says of each of `columns` of the kept record.
    ///
    /// @param columns of organization.member; `standing` takes the day of confirmation with it, `full_name` the order
    void take(MemberId kept, MemberId from, List<String> columns) {
        db.sql("""
                update organization.member k
                set    full_name    = case when 'full_name' = any (:columns) then d.full_name else k.full_name end,
                       sort_key     = case when 'full_name' = any (:columns) then d.sort_key else k.sort_key end,
                       birth_date   = case when 'birth_date' = any (:columns) then d.birth_date else k.birth_date end,
                       gender       = case when 'gender' = any (:columns) then d.gender else k.gender end,
                       admitted_on  = case when 'admitted_on' = any (:columns) then d.admitted_on else k.admitted_on end,
                       official_on  = case when 'standing' = any (:columns) then d.official_on else k.official_on end,
                       standing     = case when 'standing' = any (:columns) then d.standing else k.standing end,
                       key_cadre    = case when 'key_cadre' = any (:columns) then d.key_cadre else k.key_cadre end,
                       phone        = case when 'phone' = any (:columns) then d.phone else k.phone end,
                       email        = case when 'email' = any (:columns) then d.email else k.email end
                from   organization.member d
                where  k.id = :kept
                and    d.id = :from
                """)
                .param("columns", columns.toArray(String[]::new))
                .param("kept", kept.value())
                .param("from", from.value())
                .update();
    }

    void point(MemberId dropped, @Nullable MemberId kept) {
        db.sql("update organization.member set double_of = :kept where id = :dropped")
                .param("kept", kept == null ? null : kept.value())
                .param("dropped", dropped.value())
                .update();
    }

    /// Notes how everything stands after the merging, so that undoing sees what came later.
    void finish(UUID id, List<UUID> accounts, long entries) {
        db.sql("""
                update organization.double_record r
                set    kept_after = to_jsonb(k),
                       accounts = :accounts,
                       entries = :entries,
                       upto = (select coalesce(max(a.id), 0)
                               from   access.audit a
                               where  a.subject = any (array[r.kept, r.dropped]))
                from   organization.member k
                where  r.id = :id
                and    k.id = r.kept
                """)
                .param("id", id)
                .param("accounts", accounts.toArray(UUID[]::new))
                .param("entries", entries)
                .update();
    }

    /// What undoing needs, locked until the transaction ends; empty if it was undone already.
    Optional<Standing> lock(UUID id) {
        return db.sql("""
                select r.id, r.kept, r.dropped, r.was_present, r.entries, r.upto, r.merged_at,
                       array_to_string(r.accounts, ',') as accounts
                from   organization.double_record r
                where  r.id = :id
                and    r.undone_at is null
                for    update
                """).param("id", id).query(Standing.class).optional();
    }

    /// The latest merging that stands of either record and came after `merging`, which must be undone before it.
    Optional<DoubleRow> after(Standing merging) {
        return db.sql("""
                select   r.id
                from     organization.double_record r
                where    r.undone_at is null
                and      r.id > :id
                and      (r.kept = any (array[:kept, :dropped]::uuid[])
                          or r.dropped = any (array[:kept, :dropped]::uuid[]))
                order by r.id desc
                limit    1
                """)
                .param("id", merging.id())
                .param("kept", merging.kept())
                .param("dropped", merging.dropped())
                .query(UUID.class)
                .optional()
                .map(later -> rows(null, later).getFirst());
    }

    /// What was done to either record after line `upto` of the trace, in the order in which it was done; reading is
    /// nothing, nor are mergings, of which [#after] tells.
    List<String> deedsSince(Standing merging) {
        return db.sql("""
                select   a.action
                from     access.audit a
                where    a.subject = any (array[:kept, :dropped]::uuid[])
                and      a.id > :upto
                and      a.action like 'organization.%'
                and      a.action not like '%.read'
                and      a.action not like 'organization.double.%'
                order by a.id
                """)
                .param("kept", merging.kept())
                .param("dropped", merging.dropped())
                .param("upto", merging.upto())
                .query(String.class)
                .list();
    }

    /// Whether the kept record says something else of the person than after the merging, as a file may have had it.
    boolean changed(UUID id) {
        return db.sql("""
                select exists (
                    select
                    from   organization.double_record r
                    join   organization.member k on k.id = r.kept
                    cross  join jsonb_populate_record(null::organization.member, r.kept_after) as b
                    where  r.id = :id
                    and    (k.full_name, k.birth_date, k.gender, k.standing, k.admitted_on, k.official_on, k.key_cadre,
                            k.phone, k.email, k.left_on)
                           is distinct from
                           (b.full_name, b.birth_date, b.gender, b.standing, b.admitted_on, b.official_on, b.key_cadre,
                            b.phone, b.email, b.left_on))
                """).param("id", id).query(Boolean.class).single();
    }

    /// Puts back what the kept record said of the person.
    void giveBack(UUID id) {
        db.sql("""
                update organization.member k
                set    full_name = b.full_name,
                       sort_key = b.sort_key,
                       birth_date = b.birth_date,
                       gender = b.gender,
                       standing = b.standing,
                       admitted_on = b.admitted_on,
                       official_on = b.official_on,
                       key_cadre = b.key_cadre,
                       phone = b.phone,
                       email = b.email
                from   organization.double_record r
                cross  join jsonb_populate_record(null::organization.member, r.kept_before) as b
                where  r.id = :id
                and    k.id = r.kept
                """).param("id", id).update();
    }

    void undone(Actor actor, UUID id, Instant now) {
        db.sql("update organization.double_record set undone_by = :by, undone_at = :now where id = :id")
                .param("by", actor.account().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /// A merging that has not been undone.
    ///
    /// @param accounts those it closed, in one line
    record Standing(
            UUID id,
            UUID kept,
            UUID dropped,
            boolean wasPresent,
            long entries,
            long upto,
            Instant mergedAt,
            String accounts) {

        List<UUID> closed() {
            return Arrays.stream(accounts.split(",", -1))
                    .filter(one -> !one.isEmpty())
                    .map(UUID::fromString)
                    .toList();
        }
    }
}
