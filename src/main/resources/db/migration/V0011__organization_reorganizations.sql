-- One decision that changes the tree: merges, divisions, moves and more, applied as a whole on one day and undone as a
-- whole. Drafted until `applied_at`; with `due_at` it is applied by itself on its day.
create table organization.reorganization (
    id           uuid primary key,
    unit         uuid        not null references organization.unit,   -- within whose subtree everything happens
    decision     text        not null check (length(decision) between 1 and 100),   -- its number
    decided_on   date,
    effective_on date        not null,            -- first day of the new tree
    operations   jsonb       not null,            -- as vn.lantoa.organization.Operation is written, in the order given
    appointments jsonb       not null default '[]',   -- who gets which post at which unit by this decision
    drawn_by     uuid        not null references access.account,
    drawn_at     timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    due_at       timestamptz,                     -- when somebody had it wait for its day; null: nobody has
    due_by       uuid        references access.account,
    failed       text,                            -- why it could not be applied when its day came
    applied_at   timestamptz,
    applied_by   uuid        references access.account,
    applied_as   bigint      unique,              -- the how-manyth, counted while the tree is held: tells what came later
    undone_at    timestamptz,
    undone_by    uuid        references access.account,
    withdrawn_at timestamptz,
    withdrawn_by uuid        references access.account,
    check (undone_at is null or applied_at is not null),
    check (withdrawn_at is null or applied_at is null)
);
create sequence organization.reorganization_applied;
create index reorganization_order on organization.reorganization (effective_on, id);

-- The paper itself, as it was sent; its kind told by its content.
create table organization.decision_file (
    reorganization uuid primary key references organization.reorganization,
    name           text  not null,
    media_type     text  not null,
    content        bytea not null,
    sent_by        uuid  not null references access.account,
    sent_at        timestamptz not null default now()
);

-- By which reorganization a state began; its end is the beginning of the next, or stands in `ended_by`.
alter table organization.unit_state add column reorganization uuid references organization.reorganization;
alter table organization.unit_state add column ended_by uuid references organization.reorganization;
create index unit_state_began on organization.unit_state (reorganization) where reorganization is not null;
create index unit_state_ended on organization.unit_state (ended_by) where ended_by is not null;

-- MERGED: all of it went there. DIVIDED: some of its units did. A unit that stands on may have given part of itself away.
alter table organization.lineage add column kind text not null default 'MERGED' check (kind in ('MERGED', 'DIVIDED'));
alter table organization.lineage add foreign key (reorganization) references organization.reorganization;
create index lineage_to on organization.lineage (to_unit);
create index lineage_reorganization on organization.lineage (reorganization);

alter table organization.membership add column reorganization uuid references organization.reorganization;
create index membership_reorganization on organization.membership (reorganization) where reorganization is not null;

-- What a reorganization changed, as it was before: enough to put it back as it stood. A unit that it founded has no
-- state before.
create table organization.unit_before (
    reorganization uuid    not null references organization.reorganization,
    unit           uuid    not null,              -- no foreign key: undoing takes a founded unit away
    founded        boolean not null,
    name           text    not null,
    level          text    not null,
    parent         uuid,
    until_on       date,
    state_from     date,                          -- of the state in force before; null: founded
    state_decision text,
    state_reorganization uuid,
    primary key (reorganization, unit)
);
create table organization.membership_before (
    reorganization uuid not null references organization.reorganization,
    member         uuid not null references organization.member,
    unit           uuid not null references organization.unit,
    valid_from     date not null,
    reason         text not null,
    decision       text,
    membership_reorganization uuid,
    primary key (reorganization, member)
);
create table organization.post_before (
    reorganization uuid not null references organization.reorganization,
    post           uuid not null,
    until_on       date,
    primary key (reorganization, post)
);

-- The edges up from a unit: to its parent and, when it no longer exists and went into one other unit as a whole, to
-- that heir, so that those who answer for the heir answer for what became part of it. A divided unit has no one heir.
create view organization.unit_edge as
    select u.id as unit, u.parent as up
    from   organization.unit u
    where  u.parent is not null
    union  all
    select l.from_unit, min(l.to_unit::text)::uuid
    from   organization.lineage l
    join   organization.unit u on u.id = l.from_unit and u.until_on is not null
    group  by l.from_unit
    having count(distinct l.to_unit) = 1;

-- The tree as it stood on a day: units with their level, name and parent of that day.
create function organization.states_on(on_day date)
    returns table (unit uuid, code text, level text, name text, parent uuid)
    language sql stable as $$
    select s.unit, u.code, s.level, s.name, s.parent
    from   organization.unit_state s
    join   organization.unit u on u.id = s.unit
    where  s.valid @> on_day
$$;

-- Which units of today hold what `units` held: themselves while they stand, else their heirs, and theirs. A unit that
-- was dissolved without an heir leads nowhere.
create function organization.heirs(units uuid[]) returns table (unit uuid, heir uuid)
    language sql stable as $$
    with recursive line as (
        select u.unit, u.unit as heir
        from   unnest(units) as u (unit)
        union
        select l.unit, g.to_unit
        from   line l
        join   organization.unit h on h.id = l.heir and h.until_on is not null
        join   organization.lineage g on g.from_unit = l.heir
    )
    select l.unit, l.heir
    from   line l
    join   organization.unit h on h.id = l.heir and h.until_on is null
$$;

-- A unit's code is looked up when a file names it, also when it no longer exists.
create index unit_standing_parent on organization.unit (parent, position, code) where until_on is null;
