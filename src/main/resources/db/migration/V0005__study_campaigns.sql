create schema study;

-- Whether a subtree of `scope` contains `unit` or lies below it: a campaign is seen from above and from below.
create function study.touches(scope uuid[], unit uuid) returns boolean
    language sql stable parallel safe
    return organization.covers(scope, unit)
        or exists (select from organization.unit_tree t where t.ancestor = unit and t.descendant = any (scope));

create table study.campaign (
    id                uuid primary key,
    title             text        not null check (length(title) between 1 and 300),
    unit              uuid        not null references organization.unit,   -- whose subtree studies
    cut_off           date        not null,       -- day whose rolls make the roster
    opens_on          date        not null,
    closes_on         date        not null,       -- last day
    essay             text        not null default 'NONE' check (essay in ('NONE', 'REQUIRED', 'INVITED')),
    topics_required   numeric(7, 6) not null default 1 check (topics_required > 0 and topics_required <= 1),
    target            integer     not null default 9800 check (target between 0 and 10000), -- hundredths of a percent
    plan_symbol       text,                       -- number of the plan of the unit that runs it
    plan_on           date,
    created_by        uuid        not null references access.account,
    created_at        timestamptz not null default now(),
    opened_at         timestamptz,                -- null: draft
    closed_at         timestamptz,
    check (closes_on >= opens_on),
    check (cut_off <= closes_on),
    check (closed_at is null or opened_at is not null)
);

create table study.campaign_form (
    campaign uuid not null references study.campaign,
    form     text not null check (form in ('IN_PERSON', 'BRIDGE', 'ONLINE', 'RECORDED', 'CELL_MEETING', 'THEMATIC',
                                           'COMBINED', 'HANDBOOK')),
    primary key (campaign, form)
);

create table study.campaign_document (
    campaign uuid    not null references study.campaign,
    document uuid    not null references library.document,
    position integer not null,
    primary key (campaign, document)
);

create table study.topic (
    campaign  uuid    not null references study.campaign,
    number    integer not null check (number between 1 and 60),   -- from 1; a bit of roster.topics
    title     text    not null,
    presenter text,
    by_head   boolean not null default false,     -- the head of the unit presents it personally
    primary key (campaign, number)
);

-- The tree as it was when the campaign opened, in pre-order: the subtree of a unit is `position between p and last`.
-- Never changes again.
create table study.campaign_unit (
    campaign uuid    not null references study.campaign,
    unit     uuid    not null references organization.unit,
    parent   uuid,
    code     text    not null,
    name     text    not null,
    level    text    not null,
    depth    integer not null,
    position integer not null,
    last     integer not null,
    primary key (campaign, unit)
);
create unique index campaign_unit_position on study.campaign_unit (campaign, position);
create index campaign_unit_parent on study.campaign_unit (campaign, parent);

-- Every member on the rolls of the subtree on the cut-off date, once, at the home cell; adjustments are rows of their
-- own. `unit` is the unit of the cut-off (or of the adjustment), so that a later transfer does not rewrite the figure.
create table study.roster (
    campaign    uuid        not null,
    member      uuid        not null,
    unit        uuid        not null,
    position    integer     not null,             -- of the unit in campaign_unit
    member_no   text        not null,
    full_name   text        not null,
    sort_key    text        not null collate "C",
    standing    text        not null check (standing in ('FULL', 'PROBATIONARY')),
    exempt      text,                             -- reason of the exemption in force, or null
    key_cadre   boolean     not null,
    -- what the facts that still stand add up to (vn.lantoa.study.Outcome):
    topics      bigint      not null default 0,   -- bit n-1: topic n was attended
    outcome     text        check (outcome in ('STUDIED', 'EXCUSED', 'ABSENT')),  -- null: nothing recorded
    form        text,                             -- of the earliest fact that counts
    make_up     boolean     not null default false,
    reason      text,                             -- of an excused absence
    decided_at  timestamptz,                      -- when the fact that form and make_up come from happened
    removed_on  date,                             -- left the roster by an adjustment; counts nowhere any more
    primary key (campaign, member)
) partition by list (campaign);
create index roster_unit on study.roster (campaign, unit, sort_key);
create index roster_position on study.roster (campaign, position);
create index roster_member on study.roster (member);

-- Changes of the roster after the cut-off. A report shows opening figure, adjustments, closing figure.
create table study.adjustment (
    id          uuid primary key,
    campaign    uuid        not null references study.campaign,
    member      uuid        not null references organization.member,
    kind        text        not null check (kind in ('ADDED', 'MOVED', 'REMOVED', 'EXEMPTED', 'NOT_EXEMPTED', 'STANDING')),
    from_unit   uuid,
    to_unit     uuid,
    on_day      date        not null,
    reason      text        not null,
    recorded_by uuid        not null references access.account,
    recorded_at timestamptz not null default now()
);
create index adjustment_campaign on study.adjustment (campaign, member);

create table study.session (
    id         uuid primary key,
    campaign   uuid        not null references study.campaign,
    title      text        not null,
    form       text        not null check (form in ('IN_PERSON', 'BRIDGE', 'ONLINE', 'RECORDED', 'CELL_MEETING',
                                                    'THEMATIC', 'COMBINED', 'HANDBOOK')),
    make_up    boolean     not null default false,
    for_key_cadres boolean not null default false,  -- first round; else a class for all members
    host       uuid        not null references organization.unit,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    topics     bigint      not null,              -- bit n-1: topic n is presented
    head_chaired   boolean,                       -- null: not recorded
    head_presented boolean,
    created_by uuid        not null references access.account,
    created_at timestamptz not null default now(),
    closed_at  timestamptz,
    check (ends_at > starts_at)
);
create index session_campaign on study.session (campaign, starts_at);

create table study.site (
    id        uuid primary key,
    session   uuid    not null references study.session,
    unit      uuid    not null references organization.unit,
    name      text    not null,
    capacity  integer check (capacity > 0),
    main      boolean not null default false
);
create index site_session on study.site (session);

-- What happened, append-only. A correction is a new row of kind VOID that names the row it voids. Exactly one of
-- session or none: a roll call by the cell has none.
create table study.fact (
    id          bigint generated always as identity,
    campaign    uuid        not null,
    member      uuid        not null,
    unit        uuid        not null,             -- the roster's unit when it was recorded
    session     uuid,
    site        uuid,
    kind        text        not null check (kind in ('IN', 'OUT', 'STUDIED', 'EXCUSED', 'ABSENT', 'VOID')),
    topics      bigint      not null default 0,   -- bits of the topics this attests (IN, STUDIED)
    form        text,
    make_up     boolean     not null default false,
    reason      text        check (reason in ('ILL', 'DUTY', 'FAMILY', 'ABROAD', 'OTHER')),
    happened_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    recorded_by uuid        not null,             -- account
    witness     text,                             -- on whose word, in the recorder's words
    device      text,
    nonce       text        not null,
    turn        integer     not null default 0,   -- how many facts like this one were voided before
    voids       bigint,                           -- id of the fact that this one takes back
    tx          xid8        not null default pg_current_xact_id(),  -- for sealing: settled once below every running one
    primary key (campaign, id),
    check ((kind = 'VOID') = (voids is not null))
) partition by list (campaign);
create unique index fact_nonce on study.fact (campaign, nonce);
create unique index fact_once on study.fact (campaign, session, member, kind, turn) where session is not null and kind <> 'VOID';
create unique index fact_voided_once on study.fact (campaign, voids) where voids is not null;
create index fact_member on study.fact (campaign, member);
create index fact_unit_recorded on study.fact (campaign, recorded_at);
create trigger fact_append_only before update or delete on study.fact
    for each row execute function access.refuse_change();

-- Sealed runs of facts: SHA-256 over the rows in order (tx, id), each block over the hash of the one before.
create table study.block (
    campaign  uuid        not null,
    number    integer     not null,
    upto_tx   xid8        not null,               -- facts of settled transactions below this one, after the block before
    facts     bigint      not null,
    hash      bytea       not null,
    sealed_at timestamptz not null default now(),
    primary key (campaign, number)
);

-- Counts of a unit's own roster rows, changed in the transaction of the fact. Derived: bin/recount must agree. The
-- figure of a unit with everything below it is the sum over `position between p and last`.
create table study.tally (
    campaign          uuid    not null,
    position          integer not null,
    unit              uuid    not null,
    total             integer not null default 0,
    probationary      integer not null default 0,
    exempt            integer not null default 0,
    studied           integer not null default 0,
    studied_exempt    integer not null default 0,
    excused           integer not null default 0,   -- not studied, not exempt
    absent            integer not null default 0,   -- not studied, not exempt
    key_cadre         integer not null default 0,
    key_cadre_studied integer not null default 0,
    made_up           integer not null default 0,   -- studied, by a make-up
    in_person         integer not null default 0,   -- studied, by form
    bridge            integer not null default 0,
    online            integer not null default 0,
    recorded          integer not null default 0,
    cell_meeting      integer not null default 0,
    thematic          integer not null default 0,
    combined          integer not null default 0,
    handbook          integer not null default 0,
    primary key (campaign, position)
);

-- A unit said: our figure is complete. Reopened: a new row later says so.
create table study.closure (
    campaign    uuid        not null references study.campaign,
    unit        uuid        not null references organization.unit,
    closed_at   timestamptz not null default now(),
    closed_by   uuid        not null references access.account,
    reopened_at timestamptz,
    reopened_by uuid        references access.account,
    primary key (campaign, unit, closed_at)
);
create unique index closure_standing on study.closure (campaign, unit) where reopened_at is null;

-- Head-counts without names, typed in by a unit, kept and shown beside the evidenced figures and never added to them.
-- The newest row of (campaign, unit, session, kind) counts.
create table study.declared (
    id          bigint generated always as identity primary key,
    campaign    uuid        not null references study.campaign,
    unit        uuid        not null references organization.unit,
    session     uuid        references study.session,
    kind        text        not null check (kind in ('GUESTS', 'MEMBERS', 'DELEGATES')),
    people      integer     not null check (people >= 0),
    recorded_by uuid        not null references access.account,
    recorded_at timestamptz not null default now()
);
create index declared_campaign on study.declared (campaign, unit);

-- What a unit writes in words for its result report; the newest row counts.
create table study.remark (
    id           bigint generated always as identity primary key,
    campaign     uuid        not null references study.campaign,
    unit         uuid        not null references organization.unit,
    strengths    text        not null default '',
    shortcomings text        not null default '',
    proposals    text        not null default '',
    signer       text        not null default '',
    signer_post  text        not null default '',
    essays_due   integer,
    essays_in    integer,
    recorded_by  uuid        not null references access.account,
    recorded_at  timestamptz not null default now()
);
create index remark_campaign on study.remark (campaign, unit);
