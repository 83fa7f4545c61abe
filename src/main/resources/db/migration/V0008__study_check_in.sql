-- Finds a fact by what tells it apart first and by its campaign last. In the partition of a campaign every row has the
-- same campaign: a plan made while the partition was still empty could take any index that began with it, and then read
-- the whole partition for each check-in, until the first analyze a minute later.
alter table study.fact drop constraint fact_pkey;
alter table study.fact add primary key (id, campaign);
drop index study.fact_nonce, study.fact_once, study.fact_voided_once, study.fact_member, study.fact_recorded;
create unique index fact_nonce on study.fact (nonce, campaign);
create unique index fact_once on study.fact (session, member, kind, turn, campaign)
    where session is not null and kind <> 'VOID';
create unique index fact_voided_once on study.fact (voids, campaign) where voids is not null;
create index fact_member on study.fact (member, campaign);

-- Records check-ins of one campaign together; rows of one `requests` number are recorded all or, where a nonce belongs
-- to another check-in ('conflict'), none. Answers in the order given; `place` is the member's unit in the tree, 'outside'
-- says that it lies not between `lows` and `highs` and nothing was recorded. Safe to repeat. Locks the members' roster
-- rows in order of member, so that what is recorded about one member comes one after the other; the statement after that
-- lock sees what the holder before it committed. Two transactions that use one nonce for different members at the same
-- moment meet at the index: the second fails with 23505, changes nothing, and sees the first when it is tried again.
-- Of whom nothing was recorded yet, the new fact alone decides, and roster and tally change by it; for everybody else
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
               case when i.kind = 'IN' then s.topics else 0 end as topics,
               r.topics = 0 and r.outcome is null as blank, c.topics_needed, k.nonce is not null as known,
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
           array_agg(t.member) filter (where t.new and t.topics <> 0 and not t.plain)
    into   results, places, clashes, involved
    from   told t;

    if involved is not null then
        perform study.settle(of_campaign, involved);
    end if;
    return query select u.line, u.result, u.place, u.clash
                 from   unnest(results, places, clashes) with ordinality as u (result, place, clash, line);
end $$;
