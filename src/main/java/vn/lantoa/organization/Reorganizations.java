package vn.lantoa.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.NotFound;

/// Reorganizations as they were drawn, and what has become of them.
@Component
class Reorganizations {

    private final JdbcClient db;

    Reorganizations(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is none or it redraws a part of the tree outside `scope`
    Reorganization require(Scope scope, ReorganizationId id) {
        return db.sql("""
                select r.id, r.unit, r.decision, r.decided_on, r.effective_on, r.operations, r.appointments, r.drawn_by,
                       r.drawn_at, r.due_at, r.failed, r.applied_at, r.undone_at, r.withdrawn_at
                from   organization.reorganization r
                where  r.id = :id
                and    organization.covers(:scope, r.unit)
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Reorganization.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The same, locked until the transaction ends.
    ///
    /// @throws NotFound if there is none or it redraws a part of the tree outside `scope`
    Reorganization lock(Scope scope, ReorganizationId id) {
        return db.sql("""
                select r.id, r.unit, r.decision, r.decided_on, r.effective_on, r.operations, r.appointments, r.drawn_by,
                       r.drawn_at, r.due_at, r.failed, r.applied_at, r.undone_at, r.withdrawn_at
                from   organization.reorganization r
                where  r.id = :id
                and    organization.covers(:scope, r.unit)
                for    update of r
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Reorganization.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// One that is in force, for whoever sees a unit that it changed.
    ///
    /// @throws NotFound if there is none, or it changed nothing that `scope` covers
    Reorganization applied(Scope scope, ReorganizationId id) {
        return db.sql("""
                select r.id, r.unit, r.decision, r.decided_on, r.effective_on, r.operations, r.appointments, r.drawn_by,
                       r.drawn_at, r.due_at, r.failed, r.applied_at, r.undone_at, r.withdrawn_at
                from   organization.reorganization r
                where  r.id = :id
                and    r.applied_at is not null
                and    r.undone_at is null
                and    (exists (select from organization.unit_state s
                                where  s.reorganization = r.id and organization.covers(:scope, s.unit))
                        or exists (select from organization.lineage l
                                   where  l.reorganization = r.id
                                   and    (organization.covers(:scope, l.from_unit)
                                           or organization.covers(:scope, l.to_unit))))
                """)
                .param("id", id.value())
                .param("scope", scope.array())
                .query(Reorganization.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// Which of the units called `codes` lie in `scope`, or held one directly that does when `id` came into force, or
    /// hold one since.
    Set<String> near(Scope scope, ReorganizationId id, Collection<String> codes) {
        return Set.copyOf(db.sql("""
                select u.code
                from   organization.unit u
                where  u.code = any (:codes)
                and    (organization.covers(:scope, u.id)
                        or exists (select
                                   from   organization.reorganization r
                                   join   organization.unit_state s
                                          on s.parent = u.id
                                          and (s.reorganization = r.id or upper(s.valid) = r.effective_on)
                                   where  r.id = :id
                                   and    organization.covers(:scope, s.unit)))
                """)
                .param("codes", codes.toArray(String[]::new))
                .param("scope", scope.array())
                .param("id", id.value())
                .query(String.class)
                .list());
    }

    /// At most `size`, those of the latest effective day first.
    List<Reorganization> list(Scope scope, int size) {
        return db.sql("""
                select   r.id, r.unit, r.decision, r.decided_on, r.effective_on, '[]' as operations,
                         '[]' as appointments, r.drawn_by, r.drawn_at, r.due_at, r.failed, r.applied_at, r.undone_at,
                         r.withdrawn_at
                from     organization.reorganization r
                where    organization.covers(:scope, r.unit)
                order by r.effective_on desc, r.id desc
                limit    :size
                """)
                .param("scope", scope.array())
                .param("size", size)
                .query(Reorganization.class)
                .list();
    }

    /// What each of `ids` does, counted by operation; merged units singly.
    List<Does> does(UUID[] ids) {
        return db.sql("""
                select   r.id, o.operation ->> 'op' as op,
                         sum(case when o.operation ->> 'op' = 'merge' then jsonb_array_length(o.operation -> 'from')
                                  else 1 end) as count
                from     organization.reorganization r
                cross    join jsonb_array_elements(r.operations) as o (operation)
                where    r.id = any (:ids)
                group by r.id, o.operation ->> 'op'
                order by r.id, array_position(array['create', 'merge', 'divide', 'move', 'rename', 'dissolve'],
                                              o.operation ->> 'op')
                """).param("ids", ids).query(Does.class).list();
    }

    /// Who did what to it and when, the first first.
    List<Deed> deeds(UUID id) {
        return db.sql("""
                select   d.what, a.full_name as who, d.at
                from     organization.reorganization r
                cross    join lateral (values ('drawn', r.drawn_by, r.drawn_at),
                                              ('due', r.due_by, r.due_at),
                                              ('applied', r.applied_by, r.applied_at),
                                              ('undone', r.undone_by, r.undone_at),
                                              ('withdrawn', r.withdrawn_by, r.withdrawn_at)) as d (what, account, at)
                join     access.account a on a.id = d.account
                where    r.id = :id
                and      d.at is not null
                order by d.at
                """)
                .param("id", id)
                .query((row, number) -> new Deed(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, java.time.OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Those whose day has come, in the order of their days.
    List<Due> due(LocalDate today) {
        return db.sql("""
                select   r.id, r.due_by as account
                from     organization.reorganization r
                where    r.due_at is not null
                and      r.failed is null
                and      r.applied_at is null
                and      r.withdrawn_at is null
                and      r.effective_on <= :today
                order by r.effective_on, r.due_at, r.id
                """).param("today", today).query(Due.class).list();
    }

    void insert(
            UUID id,
            UUID unit,
            String decision,
            @Nullable LocalDate decidedOn,
            LocalDate effectiveOn,
            String operations,
            String appointments,
            AccountId by,
            Instant at) {
        db.sql("""
                insert into organization.reorganization (id, unit, decision, decided_on, effective_on, operations,
                                                         appointments, drawn_by, drawn_at, changed_at)
                values (:id, :unit, :decision, :decidedOn, :effectiveOn, :operations::jsonb, :appointments::jsonb, :by,
                        :at, :at)
                """)
                .param("id", id)
                .param("unit", unit)
                .param("decision", decision)
                .param("decidedOn", decidedOn)
                .param("effectiveOn", effectiveOn)
                .param("operations", operations)
                .param("appointments", appointments)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(
            UUID id,
            String decision,
            @Nullable LocalDate decidedOn,
            LocalDate effectiveOn,
            String operations,
            String appointments,
            Instant at) {
        db.sql("""
                update organization.reorganization
                set    decision = :decision, decided_on = :decidedOn, effective_on = :effectiveOn,
                       operations = :operations::jsonb, appointments = :appointments::jsonb, changed_at = :at,
                       due_at = null, due_by = null, failed = null
                where  id = :id
                """)
                .param("id", id)
                .param("decision", decision)
                .param("decidedOn", decidedOn)
                .param("effectiveOn", effectiveOn)
                .param("operations", operations)
                .param("appointments", appointments)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void due(UUID id, AccountId by, Instant at) {
        db.sql("update organization.reorganization set due_at = :at, due_by = :by, failed = null where id = :id")
                .param("id", id)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void failed(UUID id, String why) {
        db.sql("update organization.reorganization set failed = :why where id = :id")
                .param("id", id)
                .param("why", why)
                .update();
    }

    void applied(UUID id, AccountId by, Instant at) {
        db.sql("""
                update organization.reorganization
                set    applied_at = :at, applied_by = :by, failed = null,
                       applied_as = nextval('organization.reorganization_applied')
                where  id = :id
                """)
                .param("id", id)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void undone(UUID id, AccountId by, Instant at) {
        db.sql("update organization.reorganization set undone_at = :at, undone_by = :by where id = :id")
                .param("id", id)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void withdrawn(UUID id, AccountId by, Instant at) {
        db.sql("update organization.reorganization set withdrawn_at = :at, withdrawn_by = :by where id = :id")
                .param("id", id)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Units that a reorganization changed; `founded` says which it brought forth.
    List<Changed> changed(UUID id) {
        return db.sql("""
                select b.unit, b.founded from organization.unit_before b where b.reorganization = :id
                """).param("id", id).query(Changed.class).list();
    }

    /// Decisions applied after `id` that changed a unit which it changed as well, or a unit below one that it founded.
    List<String> later(UUID id) {
        return db.sql("""
                select distinct l.decision
                from   organization.reorganization r
                join   organization.reorganization l on l.applied_as > r.applied_as and l.undone_at is null
                join   organization.unit_before lb on lb.reorganization = l.id
                where  r.id = :id
                and    (exists (select
                                from   organization.unit_before b
                                where  b.reorganization = r.id
                                and    b.unit = lb.unit)
                        or exists (select
                                   from   organization.unit u
                                   join   organization.unit_before b on b.unit = u.parent and b.founded
                                   where  u.id = lb.unit
                                   and    b.reorganization = r.id))
                order  by l.decision
                limit  20
                """).param("id", id).query(String.class).list();
    }

    /// What has come to rest in this module on what `id` made.
    Resting resting(UUID id) {
        return db.sql("""
                with changed as materialized (
                    select b.unit, b.founded from organization.unit_before b where b.reorganization = :id
                )
                select (select count(*)
                        from   changed c
                        join   organization.unit u on u.id = c.unit
                        where  exists (select
                                       from   organization.unit_state s
                                       where  s.unit = c.unit
                                       and    upper_inf(s.valid)
                                       and    s.reorganization is distinct from :id)
                        or     u.until_on is null
                               and not exists (select
                                               from   organization.unit_state s
                                               where  s.unit = c.unit
                                               and    s.reorganization = :id
                                               and    upper_inf(s.valid))
                        or     u.until_on is not null
                               and exists (select
                                           from   organization.unit_state s
                                           where  s.unit = c.unit
                                           and    s.reorganization = :id)) as units,
                       (select count(*)
                        from   organization.unit u
                        join   changed c on c.unit = u.parent and c.founded
                        where  not exists (select from changed o where o.unit = u.id)) as below,
                       (select count(*)
                        from   organization.membership s
                        join   changed c on c.unit = s.unit and c.founded
                        where  s.reorganization is distinct from :id)
                       + (select count(*)
                          from   organization.membership s
                          where  s.reorganization = :id
                          and    not upper_inf(s.valid))
                       + (select count(*)
                          from   organization.reorganization r
                          join   organization.membership s on lower(s.valid) = r.effective_on
                                                          and s.reason = 'REORGANIZATION'
                                                          and s.reorganization is null
                          join   organization.membership p on p.member = s.member and upper(p.valid) = r.effective_on
                          join   changed c on c.unit = p.unit
                          where  r.id = :id
                          and    not exists (select from changed f where f.unit = s.unit and f.founded)) as members,
                       (select count(*)
                        from   organization.post p
                        join   changed c on c.unit = p.unit and c.founded) as posts,
                       (select count(*)
                        from   organization.exemption e
                        join   changed c on c.unit = e.decided_by and c.founded) as exemptions,
                       (select count(*)
                        from   organization.temporary_attachment a
                        join   changed c on c.unit = a.unit and c.founded) as attachments
                """).param("id", id).query(Resting.class).single();
    }

    /// Posts at the ended ones of `units` that were given on `on` or later.
    long postsSince(UUID[] units, LocalDate on) {
        return db.sql("select count(*) from organization.post p where p.unit = any (:units) and p.from_on >= :on")
                .param("units", units)
                .param("on", on)
                .query(Long.class)
                .single();
    }

    record Does(UUID id, String op, long count) {}

    /// @param what `drawn`, `due`, `applied`, `undone` or `withdrawn`
    record Deed(String what, String who, Instant at) {}

    record Due(UUID id, UUID account) {}

    record Changed(UUID unit, boolean founded) {}

    /// @param units changed again since
    /// @param below units that have come below founded ones
    /// @param members who have come into founded ones, gone on or come back since
    /// @param attachments to founded ones, ended and taken back ones too
    record Resting(long units, long below, long members, long posts, long exemptions, long attachments) {}
}
