create schema organization;

-- The tree as it is today. What a unit was on another day stands in unit_state.
create table organization.unit (
    id         uuid primary key,
    code       text        not null unique,
    level      text        not null check (level in ('CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS',
                                                     'SECTIONAL', 'CELL')),
    name       text        not null check (length(name) between 1 and 200),
    parent     uuid        references organization.unit,
    from_on    date        not null,
    until_on   date,                              -- exclusive; the day on which the unit no longer exists
    position   integer     not null default 0,    -- order among siblings, then by name
    created_at timestamptz not null default now(),
    folded     text        generated always as (public.fold(name || ' ' || code)) stored,
    check (parent is distinct from id),
    check (until_on is null or until_on > from_on)
);
-- One root. Asked at the end of the transaction, so that an import may put a new root above the old one.
alter table organization.unit add constraint unit_one_root
    exclude using btree ((true) with =) where (parent is null and until_on is null) deferrable initially deferred;
create index unit_parent on organization.unit (parent);
create index unit_folded on organization.unit using gin (folded gin_trgm_ops);

-- Name, level and parent of a unit over time; two states of a unit never overlap. The state of a unit that no longer
-- exists has an end, and no other follows it.
create table organization.unit_state (
    unit     uuid      not null references organization.unit,
    name     text      not null,
    level    text      not null,
    parent   uuid      references organization.unit,
    valid    daterange not null check (not isempty(valid)),
    decision text,                                -- by which this state began, or null
    primary key (unit, valid),
    exclude using gist (unit with =, valid with &&)
);
create index unit_state_parent on organization.unit_state (parent);

-- Closure of today's tree, every unit its own ancestor at depth 0. A unit that no longer exists keeps its last place, so
-- that its past stays in sight of those who saw it; who wants today's units asks for `until_on is null`. Written by this
-- module only.
create table organization.unit_tree (
    ancestor   uuid    not null references organization.unit,
    descendant uuid    not null references organization.unit,
    depth      integer not null,
    primary key (ancestor, descendant)
);
create index unit_tree_descendant on organization.unit_tree (descendant, ancestor);

-- Where a unit went when the organisation changed.
create table organization.lineage (
    from_unit      uuid not null references organization.unit,
    to_unit        uuid not null references organization.unit,
    reorganization uuid not null,
    primary key (from_unit, to_unit, reorganization)
);

-- Whether `unit` lies in one of the subtrees of `scope`; the id of zeros stands for the whole tree. The one predicate
-- of every load that starts from outside.
create function organization.covers(scope uuid[], unit uuid) returns boolean
    language sql stable parallel safe
    return '00000000-0000-0000-0000-000000000000'::uuid = any (scope)
        or exists (select from organization.unit_tree t where t.descendant = unit and t.ancestor = any (scope));

-- The units that `scope` covers; for lists over many rows, where asking `covers` row by row is slow.
create function organization.within(scope uuid[]) returns table (unit uuid)
    language sql stable parallel safe
as $$
    select t.descendant
    from   organization.unit_tree t
    where  t.ancestor = any (scope)
    union
    select u.id
    from   organization.unit u
    where  '00000000-0000-0000-0000-000000000000'::uuid = any (scope)
$$;

create table organization.member (
    id          uuid primary key,
    member_no   text        not null unique,      -- the number the user imported
    full_name   text        not null check (length(full_name) between 1 and 200),
    sort_key    text        not null collate "C", -- given name, middle, family name in Vietnamese order
    birth_date  date,
    gender      text        check (gender in ('M', 'F')),
    standing    text        not null check (standing in ('FULL', 'PROBATIONARY')),
    admitted_on date,
    official_on date,
    unit        uuid        not null references organization.unit,   -- home cell today
    key_cadre   boolean     not null default false,
    phone       text,
    email       text,
    left_on     date,                             -- first day no longer a member
    left_reason text        check (left_reason in ('DEATH', 'TRANSFER_OUT', 'EXPELLED', 'RESIGNED', 'OTHER')),
    created_at  timestamptz not null default now(),
    folded      text        generated always as (public.fold(full_name || ' ' || member_no)) stored,
    check ((left_on is null) = (left_reason is null))
);
create index member_unit on organization.member (unit, sort_key) include (left_on);
create index member_order on organization.member (sort_key, member_no) where left_on is null;
create index member_folded on organization.member using gin (folded gin_trgm_ops);

-- In which cell a member stood when, and why he or she came there.
create table organization.membership (
    member   uuid      not null references organization.member,
    unit     uuid      not null references organization.unit,
    valid    daterange not null check (not isempty(valid)),
    reason   text      not null check (reason in ('IMPORT', 'ADMISSION', 'TRANSFER', 'REORGANIZATION')),
    decision text,
    primary key (member, valid),
    exclude using gist (member with =, valid with &&)
);
create index membership_unit on organization.membership (unit);

-- Exempt from work and meetings, dated, decided by the cell; the category only, no detail of health.
create table organization.exemption (
    id          uuid primary key,
    member      uuid        not null references organization.member,
    from_on     date        not null,
    until_on    date,                             -- exclusive; null: open
    reason      text        not null check (reason in ('AGE', 'HEALTH', 'TREATMENT', 'ABROAD', 'REMOTE', 'MATERNITY',
                                                       'RETIRING', 'OTHER')),
    decision    text,
    decided_by  uuid        references organization.unit,
    recorded_by uuid        references access.account,
    recorded_at timestamptz not null default now(),
    revoked_at  timestamptz,                      -- counts for no day any more, as if it had never been
    check (until_on is null or until_on > from_on),
    exclude using gist (member with =, daterange(from_on, until_on) with &&) where (revoked_at is null)
);
create index exemption_member on organization.exemption (member);

create table organization.post (
    id       uuid primary key,
    member   uuid not null references organization.member,
    unit     uuid not null references organization.unit,
    kind     text not null check (kind in ('SECRETARY', 'DEPUTY_SECRETARY', 'COMMITTEE_MEMBER', 'PRESENTER')),
    from_on  date not null,
    until_on date,                                -- exclusive
    check (until_on is null or until_on > from_on)
);
create index post_member on organization.post (member);
create index post_unit on organization.post (unit);
