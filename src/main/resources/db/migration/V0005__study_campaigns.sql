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
    topics            integer     not null default 0,   -- how many there are, frozen when it opens
    topics_needed     integer     not null default 0,   -- how many of them make a member STUDIED, frozen when it opens
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
create unique index roster_number on study.roster (campaign, member_no);
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

-- What happened, append-only. A correction is a new row of kind VOID that names the row it voids. A roll call by the
-- cell has no session; a void has that of the row it takes back.
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
    note        text        check (length(note) <= 500),   -- why a fact was voided, in words
    nonce       text        not null collate "C",
    turn        integer     not null default 0,   -- how many facts like this one were voided before
    voids       bigint,                           -- id of the fact that this one takes back
    tx          xid8        not null default pg_current_xact_id(),  -- for sealing: settled once below every running one
    primary key (campaign, id),
    check ((kind = 'VOID') = (voids is not null)),
    check (topics = 0 or kind in ('IN', 'STUDIED')),
    check (form is not null or kind not in ('IN', 'STUDIED'))
) partition by list (campaign);
create unique index fact_nonce on study.fact (campaign, nonce);
create unique index fact_once on study.fact (campaign, session, member, kind, turn) where session is not null and kind <> 'VOID';
create unique index fact_voided_once on study.fact (campaign, voids) where voids is not null;
create index fact_member on study.fact (campaign, member);
create index fact_order on study.fact (tx, id);
create index fact_recorded on study.fact using brin (recorded_at);
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
) with (fillfactor = 50);

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

-- The subtree of `top` as it stood on a day, in pre-order: children by position, then by code. What an opening
-- freezes, and what its preview shows before.
create function study.tree_on(top uuid, on_day date)
    returns table (unit uuid, parent uuid, code text, name text, level text, depth integer, "position" integer,
                   last integer)
    language sql stable as $$
    with recursive state as (
        select s.unit, s.parent, s.name, s.level, u.code,
               row_number() over (partition by s.parent order by u.position, u.code) as place
        from   organization.unit_state s
        join   organization.unit u on u.id = s.unit
        where  s.valid @> on_day
    ),
    line as (
        select s.unit, null::uuid as parent, s.name, s.level, s.code, 0 as depth, array[]::bigint[] as path,
               array[s.unit] as above
        from   state s
        where  s.unit = top
        union  all
        select s.unit, s.parent, s.name, s.level, s.code, l.depth + 1, l.path || s.place, l.above || s.unit
        from   line l
        join   state s on s.parent = l.unit
    ),
    size as (
        select a.unit, count(*) as units
        from   line l
        cross  join unnest(l.above) as a (unit)
        group  by a.unit
    ),
    placed as (
        select l.unit, l.parent, l.code, l.name, l.level, l.depth,
               (row_number() over (order by l.path) - 1)::integer as place
        from   line l
    )
    select p.unit, p.parent, p.code, p.name, p.level, p.depth, p.place, (p.place + z.units - 1)::integer
    from   placed p
    join   size z on z.unit = p.unit
$$;

-- Everybody on the rolls on a day, in whichever unit: standing and exemption as they were in force on that day.
create function study.rolls_on(on_day date)
    returns table (member uuid, unit uuid, member_no text, full_name text, sort_key text, standing text, exempt text,
                   key_cadre boolean)
    language sql stable as $$
    select m.id, s.unit, m.member_no, m.full_name, m.sort_key,
           case when m.official_on > on_day then 'PROBATIONARY' else m.standing end,
           (select   e.reason
            from     organization.exemption e
            where    e.member = m.id
            and      e.from_on <= on_day
            and      (e.until_on is null or e.until_on > on_day)
            and      e.revoked_at is null
            order by e.from_on, e.id
            limit 1),
           m.key_cadre
    from   organization.membership s
    join   organization.member m on m.id = s.member
    where  s.valid @> on_day
    and    (m.left_on is null or m.left_on > on_day)
$$;

-- Lets facts of a campaign be recorded until the transaction ends, side by side with others who record, and keeps
-- `study.hold` waiting meanwhile.
create function study.enter(of_campaign uuid) returns void
    language sql as $$ select pg_advisory_xact_lock_shared(hashtextextended('study' || of_campaign::text, 0)) $$;

-- Waits for everybody who records in a campaign and keeps them out until the transaction ends: for closing it, or one
-- of its sessions.
create function study.hold(of_campaign uuid) returns void
    language sql as $$ select pg_advisory_xact_lock(hashtextextended('study' || of_campaign::text, 0)) $$;

-- Brings roster and tallies of a campaign in line with the facts about `members`, whose roster rows the caller has
-- locked in order of member. The rule of vn.lantoa.study.Outcome: STUDIED where the topics attended reach the number
-- needed, else EXCUSED, else ABSENT, else nothing; form from the earliest fact that counts, reason from the earliest
-- excuse. Whoever is exempt or has left the roster counts neither as excused nor as absent. Tallies are locked in order
-- of position. Depends on the standing facts only, never on the order in which they came. Looks up member by member
-- (lateral, offset 0): a plan kept from the day on which the partition was empty would else read all of it.
create function study.settle(of_campaign uuid, members uuid[]) returns void
    language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
    with standing as (
        select f.*
        from   unnest(members) as m (member)
        cross  join lateral (
            select f.member, f.kind, f.topics, f.form, f.make_up, f.reason, f.happened_at, f.nonce
            from   study.fact f
            where  f.campaign = of_campaign
            and    f.member = m.member
            and    f.kind <> 'VOID'
            and    (select v.id from study.fact v where v.campaign = of_campaign and v.voids = f.id limit 1) is null
            offset 0
        ) f
    ),
    summed as (
        select s.member,
               bit_or(s.topics) as topics,
               bool_or(s.kind = 'EXCUSED') as excused,
               bool_or(s.kind = 'ABSENT') as absent,
               (array_agg(s.form order by s.happened_at, s.nonce) filter (where s.topics <> 0))[1] as form,
               (array_agg(s.make_up order by s.happened_at, s.nonce) filter (where s.topics <> 0))[1] as make_up,
               min(s.happened_at) filter (where s.topics <> 0) as attended_at,
               (array_agg(s.reason order by s.happened_at, s.nonce) filter (where s.kind = 'EXCUSED'))[1] as reason,
               min(s.happened_at) filter (where s.kind = 'EXCUSED') as excused_at,
               min(s.happened_at) filter (where s.kind = 'ABSENT') as absent_at
        from   standing s
        group  by s.member
    ),
    judged as (
        select r.member, coalesce(s.topics, 0) as topics, s.form, s.make_up, s.attended_at, s.reason, s.excused_at,
               s.absent_at,
               case when bit_count(coalesce(s.topics, 0)::bit(64)) >= c.topics_needed then 'STUDIED'
                    when s.excused then 'EXCUSED'
                    when s.absent then 'ABSENT'
               end as outcome
        from   unnest(members) as r (member)
        join   study.campaign c on c.id = of_campaign
        left   join summed s on s.member = r.member
    ),
    after as (
        select j.member, j.topics, j.outcome,
               case when j.outcome = 'STUDIED' then j.form end as form,
               j.outcome is not distinct from 'STUDIED' and j.make_up as make_up,
               case when j.outcome = 'EXCUSED' then j.reason end as reason,
               case j.outcome when 'STUDIED' then j.attended_at
                              when 'EXCUSED' then j.excused_at
                              when 'ABSENT' then j.absent_at
               end as decided_at
        from   judged j
    ),
    changed as (
        select r.member, r.position, r.exempt is not null as exempt, r.key_cadre, r.removed_on is null as counts,
               r.outcome as was, r.form as was_form, r.make_up as was_make_up,
               a.topics, a.outcome, a.form, a.make_up, a.reason, a.decided_at
        from   after a
        cross  join lateral (
            select r.* from study.roster r where r.campaign = of_campaign and r.member = a.member offset 0
        ) r
        where  (r.topics, r.outcome, r.form, r.make_up, r.reason, r.decided_at)
                   is distinct from (a.topics, a.outcome, a.form, a.make_up, a.reason, a.decided_at)
    ),
    written as (
        update study.roster r
        set    topics = c.topics, outcome = c.outcome, form = c.form, make_up = c.make_up, reason = c.reason,
               decided_at = c.decided_at
        from   changed c
        where  r.campaign = of_campaign
        and    r.member = c.member
    ),
    step as (
        select c.position, c.exempt, c.key_cadre, x.sign, x.outcome, x.form, x.make_up
        from   changed c
        cross  join lateral (values (1, c.outcome, c.form, c.make_up), (-1, c.was, c.was_form, c.was_make_up))
                   as x (sign, outcome, form, make_up)
        where  c.counts
        and    (c.outcome, c.form, c.make_up) is distinct from (c.was, c.was_form, c.was_make_up)
        and    x.outcome is not null
    ),
    delta as (
        select s.position,
               coalesce(sum(s.sign) filter (where s.outcome = 'STUDIED'), 0) as studied,
               coalesce(sum(s.sign) filter (where s.outcome = 'STUDIED' and s.exempt), 0) as studied_exempt,
               coalesce(sum(s.sign) filter (where s.outcome = 'EXCUSED' and not s.exempt), 0) as excused,
               coalesce(sum(s.sign) filter (where s.outcome = 'ABSENT' and not s.exempt), 0) as absent,
               coalesce(sum(s.sign) filter (where s.outcome = 'STUDIED' and s.key_cadre), 0) as key_cadre_studied,
               coalesce(sum(s.sign) filter (where s.make_up), 0) as made_up,
               coalesce(sum(s.sign) filter (where s.form = 'IN_PERSON'), 0) as in_person,
               coalesce(sum(s.sign) filter (where s.form = 'BRIDGE'), 0) as bridge,
               coalesce(sum(s.sign) filter (where s.form = 'ONLINE'), 0) as online,
               coalesce(sum(s.sign) filter (where s.form = 'RECORDED'), 0) as recorded,
               coalesce(sum(s.sign) filter (where s.form = 'CELL_MEETING'), 0) as cell_meeting,
               coalesce(sum(s.sign) filter (where s.form = 'THEMATIC'), 0) as thematic,
               coalesce(sum(s.sign) filter (where s.form = 'COMBINED'), 0) as combined,
               coalesce(sum(s.sign) filter (where s.form = 'HANDBOOK'), 0) as handbook
        from   step s
        group  by s.position
    ),
    locked as (
        select   d.*
        from     delta d
        join     study.tally t on t.campaign = of_campaign and t.position = d.position
        order by d.position
        for      no key update of t
    )
    update study.tally t
    set    studied = t.studied + d.studied,
           studied_exempt = t.studied_exempt + d.studied_exempt,
           excused = t.excused + d.excused,
           absent = t.absent + d.absent,
           key_cadre_studied = t.key_cadre_studied + d.key_cadre_studied,
           made_up = t.made_up + d.made_up,
           in_person = t.in_person + d.in_person,
           bridge = t.bridge + d.bridge,
           online = t.online + d.online,
           recorded = t.recorded + d.recorded,
           cell_meeting = t.cell_meeting + d.cell_meeting,
           thematic = t.thematic + d.thematic,
           combined = t.combined + d.combined,
           handbook = t.handbook + d.handbook
    from   locked d
    where  t.campaign = of_campaign
    and    t.position = d.position;
end $$;

-- Records check-ins of many requests at once, by the rules of vn.lantoa.study.CheckIns, in one round trip. Each array
-- holds one value per check-in; `requests` numbers the request it came with. Roster rows are locked in order of member,
-- nonces are taken in their order, so that two batches never wait for each other in a circle.
-- result: recorded, already, not-on-roster, unknown-member, session-closed; conflict for every check-in of a request
-- of which one bears the nonce of another (nothing of the request is recorded), and of those `clash` is true;
-- outside, if the member's place in the tree (`place`) lies not between `lows` and `highs`; raced, if somebody else
-- took the nonce at the same moment: asking again tells.
create function study.check_in(of_campaign uuid, recorded timestamptz, requests integer[], sessions uuid[],
                               sites uuid[], lows integer[], highs integer[], numbers text[], kinds text[],
                               moments timestamptz[], nonces text[], witnesses text[], accounts uuid[])
    returns table (line bigint, result text, place integer, clash boolean)
    language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    seats uuid[];
    running boolean;
begin
    perform study.enter(of_campaign);
    select c.opened_at is not null and c.closed_at is null into running from study.campaign c where c.id = of_campaign;
    select array_agg(l.member) into seats
    from   (
        select   r.member
        from     study.roster r
        where    r.campaign = of_campaign
        and      r.member_no = any (numbers)
        order by r.member
        for      no key update
    ) l;

    return query
    with input as (
        select i.*
        from   unnest(requests, sessions, sites, lows, highs, numbers, kinds, moments, nonces, witnesses, accounts)
                   with ordinality
                   as i (request, session, site, low, high, member_no, kind, happened_at, nonce, witness, account, line)
    ),
    seated as (
        select i.*, r.member, r.unit, r.position as place, s.topics, s.form, s.make_up, k.nonce is not null as known,
               case when k.nonce is not null
                    then (k.member, k.session, k.kind) is distinct from (r.member, i.session, i.kind)
                    else row (i.member_no, i.session, i.kind)
                         <> first_value(row (i.member_no, i.session, i.kind)) over (partition by i.nonce order by i.line)
               end as clash,
               case when r.member is null
                    then case when exists (select from organization.member m where m.member_no = i.member_no)
                              then 'not-on-roster' else 'unknown-member' end
                    when r.removed_on is not null then 'not-on-roster'
                    when not running or s.closed_at is not null then 'session-closed'
                    when exists (select from study.closure c
                                 where  c.campaign = of_campaign
                                 and    c.unit = r.unit
                                 and    c.reopened_at is null) then 'session-closed'
                    when r.position not between i.low and i.high then 'outside'
               end as refusal,
               p.turn, p.voided
        from   input i
        join   study.session s on s.id = i.session
        left   join lateral (
            select r.member, r.unit, r.position, r.removed_on
            from   study.roster r
            where  r.campaign = of_campaign
            and    r.member_no = i.member_no
            limit  1
        ) r on true
        left   join lateral (
            select f.nonce, f.member, f.session, f.kind
            from   study.fact f
            where  f.campaign = of_campaign
            and    f.nonce = i.nonce
            limit  1
        ) k on true
        left   join lateral (
            select   f.turn,
                     exists (select from study.fact v where v.campaign = of_campaign and v.voids = f.id) as voided
            from     study.fact f
            where    f.campaign = of_campaign
            and      f.session = i.session
            and      f.member = r.member
            and      f.kind = i.kind
            order by f.turn desc
            limit    1
        ) p on true
    ),
    judged as (
        select s.*, bool_or(s.clash) over (partition by s.request) as spoilt
        from   seated s
    ),
    sifted as (
        select j.*,
               not j.spoilt and not j.known and j.refusal is null and (j.turn is null or j.voided) as fit
        from   judged j
    ),
    ranked as (
        select s.*, row_number() over (partition by s.session, s.member, s.kind, s.fit order by s.line) as nth
        from   sifted s
    ),
    inserted as (
        insert into study.fact (campaign, member, unit, session, site, kind, topics, form, make_up, happened_at,
                                recorded_at, recorded_by, witness, nonce, turn)
        select   of_campaign, e.member, e.unit, e.session, e.site, e.kind,
                 case when e.kind = 'IN' then e.topics else 0 end, e.form, e.make_up, e.happened_at, recorded,
                 e.account, e.witness, e.nonce, coalesce(e.turn + 1, 0)
        from     ranked e
        where    e.fit
        and      e.nth = 1
        order by e.nonce
        on       conflict do nothing
        returning nonce
    ),
    -- sorted together by nonce rather than joined: a join of results whose size the plan does not know is quadratic
    marked as (
        select a.*, bool_or(a.made) over (partition by a.nonce) as recorded
        from   (
            select k.line, k.nonce, k.spoilt, k.known, k.fit, k.nth, k.refusal, k.place, k.clash, false as made
            from   ranked k
            union  all
            select null, n.nonce, false, false, false, 0, null, null, false, true
            from   inserted n
        ) a
    )
    select m.line,
           case when m.spoilt then 'conflict'
                when m.known then 'already'
                when m.fit and m.nth = 1 and m.recorded then 'recorded'
                when m.fit and m.nth = 1 then 'raced'
                when m.fit then 'already'
                else coalesce(m.refusal, 'already')
           end,
           m.place, m.clash
    from   marked m
    where  m.line is not null
    order  by m.line;

    perform study.settle(of_campaign, seats);
end $$;

-- What the facts of a campaign add up to for every member of its roster, told anew from the facts alone and by another
-- road than `study.settle`: topics are counted one by one, the earliest fact is found by sorting.
create function study.recounted(of_campaign uuid)
    returns table (member uuid, topics bigint, outcome text, form text, make_up boolean, reason text,
                   decided_at timestamptz)
    language sql stable as $$
    with standing as (
        select f.*
        from   study.fact f
        left   join study.fact v on v.campaign = of_campaign and v.kind = 'VOID' and v.voids = f.id
        where  f.campaign = of_campaign
        and    f.kind in ('IN', 'STUDIED', 'EXCUSED', 'ABSENT')
        and    v.id is null
    ),
    attended as (
        select   s.member, count(distinct n) as topics, sum(distinct 1::bigint << (n - 1))::bigint as bits
        from     standing s
        join     generate_series(1, 60) n on (s.topics >> (n - 1)) & 1 = 1
        group by s.member
    ),
    first as (
        select   distinct on (s.member, s.kind in ('IN', 'STUDIED'), s.kind) s.member, s.kind, s.form, s.make_up,
                 s.reason, s.happened_at, s.nonce
        from     standing s
        where    s.topics > 0 or s.kind in ('EXCUSED', 'ABSENT')
        order by s.member, s.kind in ('IN', 'STUDIED'), s.kind, s.happened_at, s.nonce
    ),
    decisive as (
        select   distinct on (r.member) r.member, coalesce(a.bits, 0) as bits, f.kind, f.form, f.make_up, f.reason,
                 f.happened_at
        from     study.roster r
        join     study.campaign c on c.id = r.campaign
        left     join attended a on a.member = r.member
        left     join first f on f.member = r.member
                             and (f.kind in ('EXCUSED', 'ABSENT') or a.topics >= c.topics_needed)
        where    r.campaign = of_campaign
        order by r.member, case f.kind when 'EXCUSED' then 2 when 'ABSENT' then 3 else 1 end, f.happened_at, f.nonce
    )
    select d.member, d.bits,
           case when d.kind in ('IN', 'STUDIED') then 'STUDIED' else d.kind end,
           case when d.kind in ('IN', 'STUDIED') then d.form end,
           d.kind in ('IN', 'STUDIED') and d.make_up is true,
           case when d.kind = 'EXCUSED' then d.reason end,
           d.happened_at
    from   decisive d
$$;

-- The tallies of a campaign as its roster and `study.recounted` give them.
create function study.retallied(of_campaign uuid) returns setof study.tally
    language sql stable as $$
    select   u.campaign, u.position, u.unit,
             count(r.member)::integer,
             count(*) filter (where r.standing = 'PROBATIONARY')::integer,
             count(*) filter (where r.exempt is not null)::integer,
             count(*) filter (where n.outcome = 'STUDIED')::integer,
             count(*) filter (where n.outcome = 'STUDIED' and r.exempt is not null)::integer,
             count(*) filter (where n.outcome = 'EXCUSED' and r.exempt is null)::integer,
             count(*) filter (where n.outcome = 'ABSENT' and r.exempt is null)::integer,
             count(*) filter (where r.key_cadre)::integer,
             count(*) filter (where n.outcome = 'STUDIED' and r.key_cadre)::integer,
             count(*) filter (where n.make_up)::integer,
             count(*) filter (where n.form = 'IN_PERSON')::integer,
             count(*) filter (where n.form = 'BRIDGE')::integer,
             count(*) filter (where n.form = 'ONLINE')::integer,
             count(*) filter (where n.form = 'RECORDED')::integer,
             count(*) filter (where n.form = 'CELL_MEETING')::integer,
             count(*) filter (where n.form = 'THEMATIC')::integer,
             count(*) filter (where n.form = 'COMBINED')::integer,
             count(*) filter (where n.form = 'HANDBOOK')::integer
    from     study.campaign_unit u
    left     join study.roster r on r.campaign = u.campaign and r.unit = u.unit and r.removed_on is null
    left     join study.recounted(of_campaign) n on n.member = r.member
    where    u.campaign = of_campaign
    group by u.campaign, u.position, u.unit
$$;

-- An attendance sheet that somebody sent, read and matched against the roster but not recorded yet, so that ambiguous
-- names can be asked; kept after it was recorded.
create table study.sheet (
    id          uuid primary key,
    campaign    uuid        not null references study.campaign,
    unit        uuid        not null,             -- within whose subtree names were looked for
    session     uuid        references study.session,   -- null: as a roll call
    form        text,
    make_up     boolean     not null default false,
    happened_at timestamptz not null,
    sent_by     uuid        not null references access.account,
    sent_at     timestamptz not null default now(),
    recorded_at timestamptz
);
create index sheet_campaign on study.sheet (campaign, sent_at);

create table study.sheet_row (
    sheet      uuid    not null references study.sheet,
    number     integer not null,                  -- as the sender's own program numbers it
    member_no  text    not null,
    full_name  text    not null,
    birth      text    not null,                  -- a day or a year, or empty
    cell       text    not null,
    outcome    text    not null check (outcome in ('STUDIED', 'EXCUSED', 'ABSENT')),
    form       text,
    reason     text,
    candidates uuid[]  not null,                  -- members of the roster who fit; one: it is that one
    chosen     uuid,                              -- by the person, among several
    primary key (sheet, number)
);
