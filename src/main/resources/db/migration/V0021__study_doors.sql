-- When each topic of a session is presented. A topic counts for whoever was there at its middle; a session without a
-- timetable counts as a whole.
create table study.session_topic (
    session   uuid        not null references study.session,
    topic     integer     not null check (topic between 1 and 60),
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    presenter text        check (length(presenter) between 1 and 200),   -- null: as the campaign says
    primary key (session, topic),
    check (ends_at > starts_at)
);
alter table study.session add column timetabled boolean not null default false;

-- Whom a site expects: the members below its unit for whom no nearer site was set up (UNIT), those of its list (LIST), or
-- nobody in particular (OPEN).
alter table study.site add column expects text not null default 'UNIT' check (expects in ('UNIT', 'LIST', 'OPEN'));

-- Who is expected at a site by name, whatever his or her unit.
create table study.expected (
    site   uuid not null references study.site on delete cascade,
    member uuid not null references organization.member,
    primary key (site, member)
);
create index expected_member on study.expected (member);

-- The pair of keys with which this house signs personal codes (ECDSA, P-256); the oldest is in force.
create table study.door_key (
    id          uuid primary key,
    public_key  bytea       not null,             -- X.509
    private_key bytea       not null,             -- PKCS#8
    made_at     timestamptz not null default now()
);

-- The number of the personal code in force, where the first one was replaced; older ones are refused.
create table study.personal_code (
    member      uuid primary key references organization.member,
    serial      integer     not null check (serial > 1),
    replaced_at timestamptz not null default now(),
    replaced_by uuid        not null references access.account
);

-- The secret of a site's rotating code.
create table study.site_key (
    site    uuid primary key references study.site on delete cascade,
    key     bytea       not null check (length(key) = 32),
    made_at timestamptz not null default now()
);

-- Lets whoever holds it keep the door of one site until it ends, on the word of who issued it.
create table study.operator_link (
    id         uuid primary key,
    site       uuid        not null references study.site on delete cascade,
    holder     text        not null check (length(holder) between 1 and 200),   -- who keeps the door, in words
    token_hash bytea       not null unique,       -- SHA-256
    valid_from timestamptz not null,
    ends_at    timestamptz not null,
    issued_by  uuid        not null references access.account,
    issued_at  timestamptz not null default now(),
    revoked_at timestamptz,
    check (ends_at > valid_from)
);
create index operator_link_site on study.operator_link (site);

-- A phone, laptop or tablet at a door. It sends its scans with a token of its own, whether its keeper is still signed in
-- or not; after `closed_at`, or when its keeper may no longer keep the door, they go to the list of conflicts.
create table study.door_device (
    id         uuid primary key,
    site       uuid        not null references study.site,
    token_hash bytea       not null unique,       -- SHA-256
    name       text        not null check (length(name) between 1 and 200),
    account    uuid        not null references access.account,   -- who opened it, or issued the link
    link       uuid        references study.operator_link on delete set null,
    kiosk      boolean     not null default false,
    opened_at  timestamptz not null,
    seen_at    timestamptz not null,
    unsent     integer     not null default 0,    -- as it said when it was last seen
    closed_at  timestamptz
);
create index door_device_site on study.door_device (site);

-- Everything that was read, found or tapped at a door, as it came, also what changed nothing. Who is in follows from the
-- scans that stand and from nothing else, whatever the order in which they came.
create table study.scan (
    id          bigint generated always as identity primary key,
    campaign    uuid        not null,
    session     uuid        not null references study.session,
    site        uuid        not null references study.site,
    nonce       text        not null collate "C" check (length(nonce) between 1 and 200),
    kind        text        not null check (kind in ('IN', 'OUT', 'UNDO')),
    way         text        not null check (way in ('CODE', 'SEARCH', 'PHONE', 'KIOSK', 'PAPER', 'ALL', 'ANSWER')),
    member      uuid,                             -- null: nobody could be told from what was read
    read        text,                             -- what was read, where it told nobody
    undoes      text        collate "C",          -- nonce of the scan taken back
    happened_at timestamptz not null,             -- by the server's clock, corrected for what came off line
    device_at   timestamptz,                      -- by the device's own clock, where that decided
    received_at timestamptz not null,
    offline     boolean     not null default false,
    admit       boolean     not null default false,   -- let in although expected elsewhere
    device      uuid        references study.door_device,
    recorded_by uuid        not null,             -- account
    witness     text,
    outcome     text        not null check (outcome in ('recorded', 'already', 'back', 'not-in', 'undone', 'other-site',
                                                        'not-on-roster', 'unknown-code', 'session-closed',
                                                        'keeper-gone', 'clash')),
    check ((kind = 'UNDO') = (undoes is not null))
);
create unique index scan_nonce on study.scan (session, nonce);
create index scan_member on study.scan (session, member);
create index scan_undone on study.scan (session, undoes) where undoes is not null;
create index scan_site on study.scan (site, received_at);
create index scan_device on study.scan (device, happened_at);
create trigger scan_append_only before update or delete on study.scan
    for each row execute function access.refuse_change();

-- What a person decided about a scan that could not be taken as it was. ADMITTED: a scan of way ANSWER was made of it.
create table study.scan_answer (
    scan        bigint primary key references study.scan,
    decision    text        not null check (decision in ('ADMITTED', 'GUEST', 'DISMISSED')),
    reason      text        not null check (length(reason) between 1 and 500),
    answered_by uuid        not null references access.account,
    answered_at timestamptz not null
);

-- Somebody of no roster who was let in, counted beside the rate.
create table study.guest (
    id          uuid primary key,
    session     uuid        not null references study.session,
    site        uuid        not null references study.site,
    full_name   text        not null check (length(full_name) between 1 and 200),
    of_what     text        not null default '',  -- where from, in words
    nonce       text        not null collate "C",
    came_at     timestamptz not null,
    recorded_by uuid        not null references access.account,
    voided_at   timestamptz
);
create unique index guest_nonce on study.guest (session, nonce);
create index guest_site on study.guest (site);

-- The scan that a fact rests on; null where it came another way. An OUT carries the topics that were missed by leaving.
alter table study.fact add column scan bigint;
create index fact_site on study.fact (site, kind, campaign) where site is not null;
alter table study.fact drop constraint fact_check1;
alter table study.fact add constraint fact_topics check (topics = 0 or kind in ('IN', 'OUT', 'STUDIED'));

-- Topics that whoever comes at `at` has missed: their middle is over.
create function study.missed_before(of_session uuid, at timestamptz) returns bigint
    language sql stable as $$
    select coalesce(bit_or(1::bigint << (t.topic - 1)), 0)
    from   study.session_topic t
    where  t.session = of_session
    and    t.starts_at + (t.ends_at - t.starts_at) / 2 < at
$$;

-- Topics that whoever leaves at `at` misses: their middle is still to come.
create function study.missed_after(of_session uuid, at timestamptz) returns bigint
    language sql stable as $$
    select coalesce(bit_or(1::bigint << (t.topic - 1)), 0)
    from   study.session_topic t
    where  t.session = of_session
    and    t.starts_at + (t.ends_at - t.starts_at) / 2 >= at
$$;

-- Brings roster and tallies of a campaign in line with the facts about `members`, whose roster rows the caller has
-- locked in order of member. The rule of vn.lantoa.study.Outcome: STUDIED where the topics attended reach the number
-- needed, else EXCUSED, else ABSENT, else nothing; form from the earliest fact that counts, reason from the earliest
-- excuse. What an OUT missed does not count of the IN of its session. Whoever is exempt or has left the roster counts neither as excused nor as absent. Tallies are locked in order
-- of position. Depends on the standing facts only, never on the order in which they came. Looks up member by member
-- (lateral, offset 0): a plan kept from the day on which the partition was empty would else read all of it.
create or replace function study.settle(of_campaign uuid, members uuid[]) returns void
    language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
    with standing as (
        select f.*
        from   unnest(members) as m (member)
        cross  join lateral (
            select f.member, f.session, f.kind, f.topics, f.form, f.make_up, f.reason, f.happened_at, f.nonce
            from   study.fact f
            where  f.campaign = of_campaign
            and    f.member = m.member
            and    f.kind <> 'VOID'
            and    (select v.id from study.fact v where v.campaign = of_campaign and v.voids = f.id limit 1) is null
            offset 0
        ) f
    ),
    heard as (
        select s.member, s.kind, s.form, s.make_up, s.reason, s.happened_at, s.nonce,
               case s.kind
                   when 'OUT' then 0
                   when 'IN' then s.topics & ~coalesce(bit_or(s.topics) filter (where s.kind = 'OUT')
                                                           over (partition by s.member, s.session), 0)
                   else s.topics
               end as topics
        from   standing s
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
        from   heard s
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

-- What the facts of a campaign add up to for every member of its roster, told anew from the facts alone and by another
-- road than `study.settle`: topics are counted one by one, the earliest fact is found by sorting.
create or replace function study.recounted(of_campaign uuid)
    returns table (member uuid, topics bigint, outcome text, form text, make_up boolean, reason text,
                   decided_at timestamptz)
    language sql stable as $$
    with unvoided as (
        select f.*
        from   study.fact f
        left   join study.fact v on v.campaign = of_campaign and v.kind = 'VOID' and v.voids = f.id
        where  f.campaign = of_campaign
        and    f.kind <> 'VOID'
        and    v.id is null
    ),
    standing as (
        select u.member, u.kind, u.form, u.make_up, u.reason, u.happened_at, u.nonce,
               u.topics - (u.topics & coalesce(o.topics, 0)) as topics
        from   unvoided u
        left   join unvoided o on u.kind = 'IN' and o.kind = 'OUT' and o.session = u.session and o.member = u.member
        where  u.kind <> 'OUT'
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

-- Records check-ins of one campaign together; rows of one `requests` number are recorded all or, where a nonce belongs
-- to another check-in ('conflict'), none. Answers in the order given; `place` is the member's unit in the tree, 'outside'
-- says that it lies not between `lows` and `highs` and nothing was recorded. Safe to repeat. Locks the members' roster
-- rows in order of member, so that what is recorded about one member comes one after the other; the statement after that
-- lock sees what the holder before it committed. Two transactions that use one nonce for different members at the same
-- moment meet at the index: the second fails with 23505, changes nothing, and sees the first when it is tried again.
-- Of whom nothing was recorded yet, the new fact alone decides (unless there is a timetable), and roster and tally change by it; for everybody else
-- `study.settle` reads all facts. Tallies change in order of position. Every step looks up row by row in an index, of
-- whatever size the plan was made for: joins of results of unknown size, and scans, are switched off.
create or replace function study.check_in(of_campaign uuid, recorded timestamptz, requests integer[], sessions uuid[],
                               sites uuid[], lows integer[], highs integer[], numbers text[], kinds text[],
                               moments timestamptz[], nonces text[], witnesses text[], accounts uuid[])
    returns table (line bigint, result text, place integer, clash boolean)
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as $$
#variable_conflict use_column
declare
    results text[];
    places integer[];
    clashes boolean[];
    involved uuid[];
begin
    perform study.enter(of_campaign);
    perform from (
        select   r.member
        from     study.roster r
        where    r.campaign = of_campaign
        and      r.member_no = any (numbers)
        order by r.member
        for      no key update
    ) l;

    with input as (
        select i.*
        from   unnest(requests, sessions, sites, lows, highs, numbers, kinds, moments, nonces, witnesses, accounts)
                   with ordinality
                   as i (request, session, site, low, high, member_no, kind, happened_at, nonce, witness, account, line)
    ),
    seated as (
        select i.*, r.member, r.unit, r.position as place, r.exempt, r.key_cadre, s.form, s.make_up,
               case when not s.timetabled then case when i.kind = 'IN' then s.topics else 0 end
                    when i.kind = 'IN' then s.topics & ~study.missed_before(s.id, i.happened_at)
                    else s.topics & study.missed_after(s.id, i.happened_at)
               end as topics,
               r.topics = 0 and r.outcome is null and not s.timetabled as blank, c.topics_needed, k.nonce is not null as known,
               case when k.nonce is not null
                    then (k.member, k.session, k.kind) is distinct from (r.member, i.session, i.kind)
                    else row (i.member_no, i.session, i.kind)
                         <> first_value(row (i.member_no, i.session, i.kind)) over (partition by i.nonce order by i.line)
               end as clash,
               case when r.member is null
                    then case when exists (select from organization.member m where m.member_no = i.member_no)
                              then 'not-on-roster' else 'unknown-member' end
                    when r.removed_on is not null then 'not-on-roster'
                    when c.opened_at is null or c.closed_at is not null or s.closed_at is not null
                    then 'session-closed'
                    when exists (select from study.closure c
                                 where  c.campaign = of_campaign
                                 and    c.unit = r.unit
                                 and    c.reopened_at is null) then 'session-closed'
                    when r.position not between i.low and i.high then 'outside'
               end as refusal,
               p.turn, p.voided
        from   input i
        join   study.session s on s.id = i.session
        join   study.campaign c on c.id = of_campaign
        left   join lateral (
            select r.member, r.unit, r.position, r.removed_on, r.exempt is not null as exempt, r.key_cadre, r.topics,
                   r.outcome
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
            and      f.kind <> 'VOID'   -- as the index says
            order by f.turn desc
            limit    1
        ) p on true
    ),
    judged as (
        select s.*, bool_or(s.clash) over (partition by s.request) as spoilt
        from   seated s
    ),
    ranked as (
        select j.*, row_number() over (partition by j.member, j.fit, j.session, j.kind order by j.line) as nth,
               count(*) over (partition by j.member, j.fit) as rows
        from   (
            select j.*, not j.spoilt and not j.known and j.refusal is null and (j.turn is null or j.voided) as fit
            from   judged j
        ) j
    ),
    told as materialized (
        select k.line, k.member, k.unit, k.session, k.site, k.kind, k.topics, k.form, k.make_up, k.happened_at, k.account,
               k.witness, k.nonce, k.turn, k.place, k.clash, k.exempt, k.key_cadre,
               k.fit and k.nth = 1 as new,
               k.fit and k.nth = 1 and k.topics <> 0 and k.blank and k.rows = 1 as plain,
               bit_count(k.topics::bit(64)) >= k.topics_needed as studied,
               case when k.spoilt then 'conflict'
                    when k.known then 'already'
                    when k.fit and k.nth = 1 then 'recorded'
                    when k.fit then 'already'
                    else coalesce(k.refusal, 'already')
               end as result
        from   ranked k
    ),
    inserted as (
        insert into study.fact (campaign, member, unit, session, site, kind, topics, form, make_up, happened_at,
                                recorded_at, recorded_by, witness, nonce, turn)
        select   of_campaign, t.member, t.unit, t.session, t.site, t.kind, t.topics, t.form, t.make_up, t.happened_at,
                 recorded, t.account, t.witness, t.nonce, coalesce(t.turn + 1, 0)
        from     told t
        where    t.new
        order by t.nonce
    ),
    written as (
        update study.roster r
        set    topics = t.topics,
               outcome = case when t.studied then 'STUDIED' end,
               form = case when t.studied then t.form end,
               make_up = t.studied and t.make_up,
               decided_at = case when t.studied then t.happened_at end
        from   told t
        where  t.plain
        and    r.campaign = of_campaign
        and    r.member = t.member
    ),
    counted as (
        update study.tally y
        set    studied = y.studied + d.studied,
               studied_exempt = y.studied_exempt + d.studied_exempt,
               key_cadre_studied = y.key_cadre_studied + d.key_cadre_studied,
               made_up = y.made_up + d.made_up,
               in_person = y.in_person + d.in_person,
               bridge = y.bridge + d.bridge,
               online = y.online + d.online,
               recorded = y.recorded + d.recorded,
               cell_meeting = y.cell_meeting + d.cell_meeting,
               thematic = y.thematic + d.thematic,
               combined = y.combined + d.combined,
               handbook = y.handbook + d.handbook
        from   (
            select   t.place,
                     count(*) as studied,
                     count(*) filter (where t.exempt) as studied_exempt,
                     count(*) filter (where t.key_cadre) as key_cadre_studied,
                     count(*) filter (where t.make_up) as made_up,
                     count(*) filter (where t.form = 'IN_PERSON') as in_person,
                     count(*) filter (where t.form = 'BRIDGE') as bridge,
                     count(*) filter (where t.form = 'ONLINE') as online,
                     count(*) filter (where t.form = 'RECORDED') as recorded,
                     count(*) filter (where t.form = 'CELL_MEETING') as cell_meeting,
                     count(*) filter (where t.form = 'THEMATIC') as thematic,
                     count(*) filter (where t.form = 'COMBINED') as combined,
                     count(*) filter (where t.form = 'HANDBOOK') as handbook
            from     told t
            where    t.plain
            and      t.studied
            group by t.place
            order by t.place
        ) d
        where  y.campaign = of_campaign
        and    y.position = d.place
    )
    select array_agg(t.result order by t.line), array_agg(t.place order by t.line), array_agg(t.clash order by t.line),
           array_agg(distinct t.member) filter (where t.new and t.topics <> 0 and not t.plain)
    into   results, places, clashes, involved
    from   told t;

    if involved is not null then
        perform study.settle(of_campaign, involved);
    end if;
    return query select u.line, u.result, u.place, u.clash
                 from   unnest(results, places, clashes) with ordinality as u (result, place, clash, line);
end $$;

-- What attests that members came to a session or left it: scans that a door was told to be good and nobody has taken
-- back, and facts that came another way.
create function study.attested(of_campaign uuid, of_session uuid, members uuid[])
    returns table (member uuid, kind text, happened_at timestamptz, nonce text, site uuid, scan bigint, recorded_by uuid,
                   witness text, device text)
    language sql stable as $$
    select s.member, s.kind, s.happened_at, s.nonce, s.site, s.id, s.recorded_by, s.witness, s.device::text
    from   unnest(members) as m (member)
    cross  join lateral (
        select s.*
        from   study.scan s
        where  s.session = of_session
        and    s.member = m.member
        and    s.kind in ('IN', 'OUT')
        and    s.outcome in ('recorded', 'already', 'back', 'not-in')
        and    not exists (select from study.scan u where u.session = of_session and u.undoes = s.nonce)
        offset 0
    ) s
    union  all
    select f.member, f.kind, f.happened_at, f.nonce, f.site, null, f.recorded_by, f.witness, f.device
    from   unnest(members) as m (member)
    cross  join lateral (
        select f.*
        from   study.fact f
        where  f.campaign = of_campaign
        and    f.member = m.member
        and    f.session = of_session
        and    f.kind in ('IN', 'OUT')
        and    f.scan is null
        and    not exists (select from study.fact v where v.campaign = of_campaign and v.voids = f.id)
        and    not exists (select from study.scan u where u.session = of_session and u.undoes = f.nonce)
        offset 0
    ) f
$$;

-- Makes the facts about `members` at a session say what is attested: IN by the earliest that lets them in, OUT where the
-- latest says that they left. A fact that no longer says it is voided, by `by`. The caller has locked the members' roster
-- rows in order of member. Depends on what is attested only, never on the order in which it came.
create function study.reconcile(of_campaign uuid, of_session uuid, members uuid[], recorded timestamptz, by uuid)
    returns void
    language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
    wanted study.fact[];
begin
    with attested as (
        select a.* from study.attested(of_campaign, of_session, members) a
    ),
    first as (
        select   distinct on (a.member) a.*
        from     attested a
        where    a.kind = 'IN'
        order by a.member, a.happened_at, a.nonce
    ),
    last as (
        select   distinct on (a.member) a.*
        from     attested a
        order by a.member, a.happened_at desc, a.kind desc, a.nonce desc
    )
    select array_agg(row (null, of_campaign, w.member, r.unit, of_session, w.site, w.kind, w.topics, s.form, s.make_up, null,
                          w.happened_at, recorded, w.recorded_by, w.witness, w.device, null, w.nonce, 0, null,
                          pg_current_xact_id(), w.scan)::study.fact)
    into   wanted
    from (
        select i.member, i.kind, i.happened_at, i.nonce, i.site, i.scan, i.recorded_by, i.witness, i.device,
               t.topics & ~study.missed_before(t.id, i.happened_at) as topics
        from   first i
        join   study.session t on t.id = of_session
        union  all
        select l.member, l.kind, l.happened_at, l.nonce, l.site, l.scan, l.recorded_by, l.witness, l.device,
               t.topics & case when t.timetabled then study.missed_after(t.id, l.happened_at) else 0 end
        from   last l
        join   first i on i.member = l.member
        join   study.session t on t.id = of_session
        where  l.kind = 'OUT'
    ) w
    join   study.session s on s.id = of_session
    join   study.roster r on r.campaign = of_campaign and r.member = w.member;

    insert into study.fact (campaign, member, unit, session, site, kind, happened_at, recorded_at, recorded_by, nonce, voids)
    select f.campaign, f.member, f.unit, f.session, f.site, 'VOID', recorded, recorded, by,
           'void ' || f.id || ' ' || f.nonce, f.id
    from   unnest(members) as m (member)
    cross  join lateral (
        select f.*
        from   study.fact f
        where  f.campaign = of_campaign
        and    f.member = m.member
        and    f.session = of_session
        and    f.kind in ('IN', 'OUT')
        and    not exists (select from study.fact v where v.campaign = of_campaign and v.voids = f.id)
        offset 0
    ) f
    left   join unnest(wanted) w on w.member = f.member and w.kind = f.kind
    where  w.member is null
    or     (w.happened_at, w.site, w.topics) is distinct from (f.happened_at, f.site, f.topics);

    insert into study.fact (campaign, member, unit, session, site, kind, topics, form, make_up, happened_at, recorded_at,
                            recorded_by, witness, device, nonce, turn, scan)
    select   w.campaign, w.member, w.unit, w.session, w.site, w.kind, w.topics, w.form, w.make_up, w.happened_at,
             w.recorded_at, w.recorded_by, w.witness, w.device,
             case when exists (select from study.fact k where k.campaign = of_campaign and k.nonce = w.nonce)
                  then w.session || ' ' || w.nonce || ' ' || coalesce(p.turn + 1, 0)
                  else w.nonce end,
             coalesce(p.turn + 1, 0), w.scan
    from     unnest(wanted) w
    left     join lateral (
        select   f.turn,
                 exists (select from study.fact v where v.campaign = of_campaign and v.voids = f.id) as voided
        from     study.fact f
        where    f.campaign = of_campaign
        and      f.session = of_session
        and      f.member = w.member
        and      f.kind = w.kind
        and      f.kind <> 'VOID'   -- as the index says
        order by f.turn desc
        limit    1
    ) p on true
    where    p.turn is null or p.voided
    order by w.nonce;

    perform study.settle(of_campaign, members);
end $$;

-- The site that expects each of `members` at a session: by a list, else the nearest one above the unit of the roster.
-- A session for key cadres expects nobody else. Whom no site expects is left out.
create function study.expecting(of_campaign uuid, of_session uuid, members uuid[]) returns table (member uuid, site uuid)
    language sql stable as $$
    select r.member, coalesce(l.site, n.site)
    from   study.session s
    join   study.roster r on r.campaign = of_campaign and r.member = any (members) and r.removed_on is null
    left   join lateral (
        select   e.site
        from     study.expected e
        join     study.site t on t.id = e.site
        where    t.session = of_session
        and      e.member = r.member
        order by t.id
        limit    1
    ) l on true
    left   join lateral (
        select   t.id as site
        from     study.site t
        join     study.campaign_unit u on u.campaign = of_campaign and u.unit = t.unit
        where    t.session = of_session
        and      t.expects = 'UNIT'
        and      r.position between u.position and u.last
        order by u.depth desc, t.main, t.id
        limit    1
    ) n on l.site is null
    where  s.id = of_session
    and    (l.site is not null or n.site is not null and (r.key_cadre or not s.for_key_cadres))
$$;

-- Who is expected at a site, each person at one site of the session only.
create function study.expected_at(of_site uuid) returns table (member uuid)
    language sql stable as $$
    with here as (
        select t.id, t.session, t.main, t.expects, s.campaign, s.for_key_cadres, u.position, u.last, u.depth
        from   study.site t
        join   study.session s on s.id = t.session
        join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
        where  t.id = of_site
    ),
    nearer as (
        select range_agg(int4range(p.position, p.last + 1)) as places
        from   here h
        join   study.site o on o.session = h.session and o.id <> h.id and o.expects = 'UNIT'
        join   study.campaign_unit p on p.campaign = h.campaign and p.unit = o.unit
        where  p.position between h.position and h.last
        and    (p.depth > h.depth or p.depth = h.depth and (o.main, o.id) < (h.main, h.id))
    )
    select e.member
    from   here h
    join   study.expected e on e.site = h.id
    join   study.roster r on r.campaign = h.campaign and r.member = e.member and r.removed_on is null
    where  not exists (select from study.expected o
                       join   study.site k on k.id = o.site
                       where  k.session = h.session and o.member = e.member and o.site < e.site)
    union  all
    select r.member
    from   here h
    cross  join nearer n
    join   study.roster r on r.campaign = h.campaign and r.position between h.position and h.last
                         and r.removed_on is null
    where  h.expects = 'UNIT'
    and    (r.key_cadre or not h.for_key_cadres)
    and    (n.places @> r.position) is not true
    and    not exists (select from study.expected e
                       join   study.site k on k.id = e.site
                       where  k.session = h.session and e.member = r.member)
$$;

-- Takes scans of one site in the order given and tells what came of each. Every scan is kept, whatever it came to; a
-- nonce that was kept before changes nothing and is answered as it was then; one that now means another person or deed is
-- kept beside and told as `clash`. `since`: when the member came in before (already, back) or was let in; `place`: the
-- site where that was, or the one that expects the member (other-site: where he or she is in, if `since` says so). With `trusted` false nothing counts (keeper-gone). Locks the
-- members' roster rows in order of member; safe to repeat.
create function study.take_scans(of_campaign uuid, of_session uuid, of_site uuid, received timestamptz, of_device uuid,
                                 by uuid, holder text, trusted boolean, kinds text[], ways text[], members uuid[],
                                 reads text[], undone text[], moments timestamptz[], device_moments timestamptz[],
                                 offlines boolean[], admits boolean[], nonces text[])
    returns table (line bigint, outcome text, since timestamptz, place uuid)
    language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    involved uuid[];
    takes    boolean;
    everyone boolean;
    scan     record;
    before   record;
    seat     record;
    elsewhere boolean;
    nonce_is text;
    result   text;
    result_since timestamptz;
    result_place uuid;
    changed  uuid[] := '{}';
    expected jsonb;
begin
    perform study.enter(of_campaign);
    involved := array(select distinct i.member
                      from (select unnest(members) as member
                            union all
                            select s.member from study.scan s where s.session = of_session and s.nonce = any (undone)
                            union all
                            select f.member from study.fact f
                            where  f.campaign = of_campaign and f.session = of_session and f.nonce = any (undone)) i
                      where i.member is not null
                      order by i.member);
    perform from (select   r.member
                  from     study.roster r
                  where    r.campaign = of_campaign and r.member = any (involved)
                  order by r.member
                  for      no key update) l;
    expected := (select jsonb_object_agg(e.member, e.site) from study.expecting(of_campaign, of_session, involved) e);
    select c.opened_at is not null and c.closed_at is null and s.closed_at is null, t.expects = 'OPEN'
    into   takes, everyone
    from   study.campaign c
    join   study.session s on s.id = of_session
    join   study.site t on t.id = of_site
    where  c.id = of_campaign;

    for scan in
        select i.*
        from   unnest(kinds, ways, members, reads, undone, moments, device_moments, offlines, admits, nonces)
                   with ordinality
                   as i (kind, way, member, read, undoes, happened_at, device_at, offline, admit, nonce, line)
        order  by i.line
    loop
        select k.kind, k.member, k.undoes, k.outcome, k.site, k.happened_at
        into   before
        from   study.scan k
        where  k.session = of_session and k.nonce = scan.nonce;
        nonce_is := scan.nonce;
        result_since := null;
        result_place := null;
        if found and (before.kind, before.member, before.undoes) is not distinct from (scan.kind, scan.member, scan.undoes)
        then
            if before.outcome in ('already', 'back', 'recorded') then
                select a.happened_at, a.site into result_since, result_place
                from   study.attested(of_campaign, of_session, array[scan.member]) a
                where  a.kind = 'IN'
                order by a.happened_at, a.nonce
                limit  1;
            end if;
            line := scan.line;
            outcome := before.outcome;
            since := result_since;
            place := result_place;
            return next;
            continue;
        end if;

        if found then
            result := 'clash';
            nonce_is := scan.nonce || '#' || left(md5(concat_ws('/', scan.kind, scan.member, scan.read, scan.undoes)), 12);
        elsif not trusted then
            result := 'keeper-gone';
        elsif scan.kind = 'UNDO' then
            result := case when not takes or exists (
                               select from study.scan k
                               join   study.roster r on r.campaign = of_campaign and r.member = k.member
                               join   study.closure c on c.campaign = of_campaign and c.unit = r.unit
                               where  k.session = of_session and k.nonce = scan.undoes and c.reopened_at is null)
                           then 'session-closed' else 'undone' end;
        elsif scan.member is null then
            result := 'unknown-code';
        else
            select r.removed_on is null as counts, (expected ->> scan.member::text)::uuid as expected,
                   exists (select from study.closure c
                           where  c.campaign = of_campaign and c.unit = r.unit and c.reopened_at is null) as closed
            into   seat
            from   study.roster r
            where  r.campaign = of_campaign and r.member = scan.member;
            if not found or not seat.counts then
                result := 'not-on-roster';
            elsif not takes or seat.closed then
                result := 'session-closed';
            else
                select min(a.happened_at) filter (where a.kind = 'IN') as came,
                       (array_agg(a.site order by a.happened_at, a.nonce) filter (where a.kind = 'IN'))[1] as site,
                       (array_agg(a.kind order by a.happened_at desc, a.kind desc, a.nonce desc))[1] = 'OUT' as left_again
                into   before
                from   study.attested(of_campaign, of_session, array[scan.member]) a;
                elsewhere := seat.expected is not null and seat.expected <> of_site and not scan.admit and not everyone;
                result := case when elsewhere then 'other-site'
                               when scan.kind = 'OUT' and before.came is null then 'not-in'
                               when scan.kind = 'OUT' and before.left_again then 'already'
                               when scan.kind = 'OUT' then 'recorded'
                               when before.came is null then 'recorded'
                               when before.left_again then 'back'
                               else 'already' end;
                result_since := coalesce(before.came, case when scan.kind = 'IN' and not elsewhere then scan.happened_at end);
                result_place := coalesce(before.site, case when elsewhere then seat.expected else of_site end);
                if not elsewhere then
                    changed := changed || scan.member;
                end if;
            end if;
        end if;

        insert into study.scan (campaign, session, site, nonce, kind, way, member, read, undoes, happened_at, device_at,
                                received_at, offline, admit, device, recorded_by, witness, outcome)
        values (of_campaign, of_session, of_site, nonce_is, scan.kind, scan.way, scan.member, scan.read, scan.undoes,
                scan.happened_at, scan.device_at, received, scan.offline, scan.admit, of_device, by, holder, result)
        on     conflict do nothing;
        if result = 'undone' then
            changed := changed || array(select s.member from study.scan s
                                        where  s.session = of_session and s.nonce = scan.undoes and s.member is not null
                                        union
                                        select f.member from study.fact f
                                        where  f.campaign = of_campaign
                                        and    f.session = of_session
                                        and    f.nonce = scan.undoes);
        end if;
        line := scan.line;
        outcome := result;
        since := result_since;
        place := result_place;
        return next;
    end loop;

    changed := array(select distinct c.member from unnest(changed) as c (member)
                     join study.roster r on r.campaign = of_campaign and r.member = c.member
                     order by c.member);
    if changed <> '{}' then
        perform study.reconcile(of_campaign, of_session, changed, received, by);
    end if;
end $$;

-- Takes back what doors attested where a fact that rests on it was voided by somebody else: with an IN all scans of the
-- member at the session, with an OUT those that say the same. `voided` are ids of voided facts.
create function study.undo_scans(of_campaign uuid, voided bigint[], received timestamptz, by uuid) returns void
    language sql as $$
    insert into study.scan (campaign, session, site, nonce, kind, way, member, undoes, happened_at, received_at, recorded_by,
                            outcome)
    select s.campaign, s.session, s.site, 'undo ' || s.id, 'UNDO', 'ANSWER', s.member, s.nonce, received, received, by,
           'undone'
    from   study.fact f
    join   study.scan s on s.session = f.session and s.member = f.member
    where  f.campaign = of_campaign
    and    f.id = any (voided)
    and    f.scan is not null
    and    s.kind in ('IN', 'OUT')
    and    (f.kind = 'IN' or s.kind = 'OUT')
    and    not exists (select from study.scan u where u.session = s.session and u.undoes = s.nonce)
    on     conflict do nothing
$$;

-- A person looked at something that a door's scans made look odd. `subject` names it as the list of flags does.
create table study.flag_answer (
    session     uuid        not null references study.session,
    kind        text        not null check (kind in ('BURST', 'TWO_SITES', 'AFTER_END', 'CLOCK')),
    subject     text        not null,
    note        text        not null check (length(note) between 1 and 500),
    answered_by uuid        not null references access.account,
    answered_at timestamptz not null,
    primary key (session, kind, subject)
);

-- A picture of a sheet of the signed roll of a site: the evidence behind scans of way PAPER.
create table study.roll_photo (
    id         uuid primary key,
    site       uuid        not null references study.site,
    name       text        not null check (length(name) between 1 and 200),
    media_type text        not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    content    bytea       not null check (length(content) <= 15728640),
    sent_by    uuid        not null references access.account,
    sent_at    timestamptz not null,
    removed_at timestamptz
);
create index roll_photo_site on study.roll_photo (site);
