-- The site that expects each of `members` at a session: by a list, else the nearest one above the unit of the roster.
-- A session for key cadres expects nobody else. Whom no site expects is left out. Goes up the tree from each unit, by the
-- index, so that it costs the same for one site and for a thousand.
create or replace function study.expecting(of_campaign uuid, of_session uuid, members uuid[])
    returns table (member uuid, site uuid)
    language sql stable as $$
    with recursive held as materialized (
        select s.for_key_cadres from study.session s where s.id = of_session
    ),
    seat as materialized (
        select r.member, r.unit, r.key_cadre
        from   unnest(members) as m (member)
        cross  join lateral (
            select r.member, r.unit, r.key_cadre
            from   study.roster r
            where  r.campaign = of_campaign
            and    r.member = m.member
            and    r.removed_on is null
            offset 0
        ) r
    ),
    above as (
        select x.unit as below, x.unit, 0 as steps
        from   (select distinct s.unit from seat s) x
        union  all
        select a.below, u.parent, a.steps + 1
        from   above a
        cross  join lateral (
            select u.parent
            from   study.campaign_unit u
            where  u.campaign = of_campaign
            and    u.unit = a.unit
            and    u.parent is not null
            offset 0
        ) u
    ),
    nearest as materialized (
        select   distinct on (a.below) a.below, t.id as site
        from     above a
        cross    join lateral (
            select   t.id, t.main
            from     study.site t
            where    t.session = of_session
            and      t.unit = a.unit
            and      t.expects = 'UNIT'
            order by t.main, t.id
            limit    1
        ) t
        order by a.below, a.steps, t.main, t.id
    )
    select s.member, coalesce(l.site, n.site)
    from   seat s
    cross  join held h
    left   join lateral (
        select   e.site
        from     study.expected e
        join     study.site t on t.id = e.site
        where    t.session = of_session
        and      e.member = s.member
        order by t.id
        limit    1
    ) l on true
    left   join nearest n on n.below = s.unit and l.site is null
    where  l.site is not null
    or     n.site is not null and (s.key_cadre or not h.for_key_cadres)
$$;

create index site_unit on study.site (session, unit);
drop index study.site_session;   -- the first column of the one above

-- Takes scans of one site in the order given and tells what came of each. Every scan is kept, whatever it came to; a
-- nonce that was kept before changes nothing and is answered as it was then; one that now means another person or deed is
-- kept beside and told as `clash`. `since`: when the member came in before (already, back) or was let in; `place`: the
-- site where that was, or the one that expects the member (other-site: where he or she is in, if `since` says so). With
-- `trusted` false nothing counts (keeper-gone). Locks the members' roster rows in order of member; safe to repeat.
-- Scans that cannot know of each other are taken together: one statement for the first of each member, one for the
-- second, and so on. A taking back, and a nonce that comes twice, stand alone between those before and after them.
create function study.take_scans(of_campaign uuid, of_session uuid, of_site uuid, received timestamptz,
                                            of_device uuid, by uuid, holder text, trusted boolean, kinds text[],
                                            ways text[], members uuid[], reads text[], undone text[],
                                            moments timestamptz[], device_moments timestamptz[], offlines boolean[],
                                            admits boolean[], nonces text[], notes text[])
    returns table (line bigint, outcome text, since timestamptz, place uuid)
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    involved uuid[];
    homes    uuid[];
    rounds   bigint[];
    takes    boolean;
    everyone boolean;
    told     record;
    lines    bigint[] := '{}';
    results  text[] := '{}';
    sinces   timestamptz[] := '{}';
    places   uuid[] := '{}';
    back     text[] := '{}';
    changed  uuid[] := '{}';
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
    select c.opened_at is not null and c.closed_at is null and s.closed_at is null, t.expects = 'OPEN'
    into   takes, everyone
    from   study.campaign c
    join   study.session s on s.id = of_session
    join   study.site t on t.id = of_site
    where  c.id = of_campaign;

    if cardinality(nonces) = 1 then
        rounds := '{1}';
        homes := array[(select e.site from study.expecting(of_campaign, of_session, members) e)];
    else
        select array_agg(x.round order by x.line), array_agg(x.home order by x.line)
        into   rounds, homes
        from (
            select n.line, e.site as home, dense_rank() over (order by n.part, n.alone desc, n.nth) as round
            from (
                select p.*,
                       case when p.member is null or p.alone then 1
                            else row_number() over (partition by p.part, p.alone, p.member order by p.line)
                       end as nth
                from (
                    select a.*, count(*) filter (where a.alone) over (order by a.line) as part
                    from (
                        select i.line, i.member,
                               i.kind = 'UNDO' or row_number() over (partition by i.nonce order by i.line) > 1 as alone
                        from   unnest(kinds, members, nonces) with ordinality as i (kind, member, nonce, line)
                    ) a
                ) p
            ) n
            left   join study.expecting(of_campaign, of_session, involved) e on e.member = n.member
        ) x;
    end if;

    for now_round in 1 .. (select max(r) from unnest(rounds) r) loop
        with input as (
            select i.*
            from   unnest(rounds, homes, kinds, ways, members, reads, undone, moments, device_moments, offlines, admits,
                          nonces, notes)
                       with ordinality
                       as i (round, home, kind, way, member, read, undoes, happened_at, device_at, offline, admit, nonce,
                             note, line)
            where  i.round = now_round
        ),
        seen as (
            select i.*, k.outcome as before, r.counts, r.closed, a.came, a.came_to, a.left_again,
                   k.nonce is not null as known,
                   (k.kind, k.member, k.undoes) is not distinct from (i.kind, i.member, i.undoes) as same,
                   i.home is not null and i.home <> of_site and not i.admit and not everyone as elsewhere
            from   input i
            left   join lateral (
                select k.nonce, k.kind, k.member, k.undoes, k.outcome
                from   study.scan k
                where  k.session = of_session
                and    k.nonce = i.nonce
                offset 0
            ) k on true
            left   join lateral (
                select r.removed_on is null as counts,
                       exists (select from study.closure c
                               where  c.campaign = of_campaign and c.unit = r.unit and c.reopened_at is null) as closed
                from   study.roster r
                where  r.campaign = of_campaign
                and    r.member = i.member
                offset 0
            ) r on true
            left   join lateral (
                select min(a.happened_at) filter (where a.kind = 'IN') as came,
                       (array_agg(a.site order by a.happened_at, a.nonce) filter (where a.kind = 'IN'))[1] as came_to,
                       (array_agg(a.kind order by a.happened_at desc, a.kind desc, a.nonce desc))[1] = 'OUT' as left_again
                from   study.attested(of_campaign, of_session, array[i.member]) a
            ) a on true
        ),
        judged as materialized (
            select s.*,
                   case when s.known and s.same then s.before
                        when s.known then 'clash'
                        when not trusted then 'keeper-gone'
                        when s.kind = 'UNDO'
                        then case when not takes or exists (
                                            select
                                            from   study.scan k
                                            join   study.roster r on r.campaign = of_campaign and r.member = k.member
                                            join   study.closure c on c.campaign = of_campaign and c.unit = r.unit
                                            where  k.session = of_session
                                            and    k.nonce = s.undoes
                                            and    c.reopened_at is null)
                                  then 'session-closed' else 'undone' end
                        when s.member is null then 'unknown-code'
                        when s.counts is not true then 'not-on-roster'
                        when not takes or s.closed then 'session-closed'
                        when s.elsewhere then 'other-site'
                        when s.kind = 'OUT' then case when s.came is null then 'not-in'
                                                      when s.left_again then 'already'
                                                      else 'recorded' end
                        when s.came is null then 'recorded'
                        when s.left_again then 'back'
                        else 'already'
                   end as result
            from   seen s
        ),
        kept as (
            insert into study.scan (campaign, session, site, nonce, kind, way, member, read, undoes, happened_at,
                                    device_at, received_at, offline, admit, device, recorded_by, witness, note, outcome)
            select   of_campaign, of_session, of_site,
                     case when j.known
                          then j.nonce || '#' || left(md5(concat_ws('/', j.kind, j.member, j.read, j.undoes)), 12)
                          else j.nonce end,
                     j.kind, j.way, j.member, j.read, j.undoes, j.happened_at, j.device_at, received, j.offline, j.admit,
                     of_device, by, holder, j.note, j.result
            from     judged j
            where    not (j.known and j.same)
            order by j.line
            on       conflict do nothing
        )
        select array_agg(x.line) as lines, array_agg(x.result) as results, array_agg(x.since) as sinces,
               array_agg(x.place) as places,
               array_agg(x.undoes) filter (where x.fresh and x.result = 'undone') as back,
               array_agg(x.member) filter (
                   where x.fresh
                   and   x.result in ('recorded', 'already', 'back', 'not-in')
                   and   (x.result <> 'already' or x.kind = 'OUT' or x.happened_at <= x.came)) as changed
        into   told
        from (
            select j.line, j.result, j.member, j.kind, j.undoes, j.happened_at, j.came, not (j.known and j.same) as fresh,
                   case when j.known and j.same
                        then case when j.before in ('already', 'back', 'recorded') then j.came end
                        when j.result in ('recorded', 'already', 'back', 'not-in', 'other-site')
                        then coalesce(j.came, case when j.kind = 'IN' and not j.elsewhere then j.happened_at end)
                   end as since,
                   case when j.known and j.same
                        then case when j.before in ('already', 'back', 'recorded') then j.came_to end
                        when j.result in ('recorded', 'already', 'back', 'not-in', 'other-site')
                        then coalesce(j.came_to, case when j.elsewhere then j.home else of_site end)
                   end as place
            from   judged j
        ) x;
        lines := lines || told.lines;
        results := results || told.results;
        sinces := sinces || told.sinces;
        places := places || told.places;
        back := back || told.back;
        changed := changed || told.changed;
    end loop;

    -- What changes no fact is not looked at again: somebody who is in comes once more, later.
    if back <> '{}' then
        changed := changed || array(select s.member from study.scan s
                                    where  s.session = of_session and s.nonce = any (back) and s.member is not null
                                    union
                                    select f.member from study.fact f
                                    where  f.campaign = of_campaign and f.session = of_session and f.nonce = any (back));
    end if;
    changed := array(select distinct c.member
                     from   unnest(changed) as c (member)
                     cross  join lateral (
                         select from study.roster r where r.campaign = of_campaign and r.member = c.member offset 0
                     ) r
                     order by c.member);
    if changed <> '{}' then
        perform study.reconcile(of_campaign, of_session, changed, received, by);
    end if;
    return query select u.line, u.outcome, u.since, u.place
                 from   unnest(lines, results, sinces, places) as u (line, outcome, since, place);
end $$;
