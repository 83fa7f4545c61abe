-- Whether a campaign's unit may be read by whom `scope` belongs to: the scope covers it today, or it lay below a unit of
-- the scope (or was one) when the campaign froze its tree. Reading only; whoever writes asks `organization.covers`.
create function study.sees(scope uuid[], of_campaign uuid, unit uuid) returns boolean
    language sql stable parallel safe
    return organization.covers(scope, unit)
        or exists (select
                   from   study.campaign_unit u
                   join   study.campaign_unit a on a.campaign = u.campaign
                                               and a.position <= u.position
                                               and a.last >= u.position
                   where  u.campaign = of_campaign
                   and    u.unit = sees.unit
                   and    a.unit = any (scope));

-- Like `study.touches(scope, unit)`, and also for whoever stood above or below `unit` in the campaign's frozen tree.
create function study.touches(scope uuid[], of_campaign uuid, unit uuid) returns boolean
    language sql stable parallel safe
    return study.touches(scope, unit)
        or exists (select
                   from   study.campaign_unit h
                   join   study.campaign_unit o on o.campaign = h.campaign
                                               and (o.position between h.position and h.last
                                                    or h.position between o.position and o.last)
                   where  h.campaign = of_campaign
                   and    h.unit = touches.unit
                   and    o.unit = any (scope));

-- Where that which stood at each of `units` is counted today: there while the unit stands; at its heir, if all of it
-- went to one; else at the nearest unit above it that stands.
create function study.standing(units uuid[]) returns table (unit uuid, place uuid)
    language sql stable as $$
    with recursive line as (
        select u.unit, u.unit as place
        from   unnest(units) as u (unit)
        union
        select l.unit, coalesce(h.heir, o.parent)
        from   line l
        join   organization.unit o on o.id = l.place and o.until_on is not null
        cross  join lateral (
            select case when count(distinct g.to_unit) = 1 then min(g.to_unit::text)::uuid end as heir
            from   organization.lineage g
            where  g.from_unit = l.place) h
    )
    select l.unit, l.place
    from   line l
    join   organization.unit o on o.id = l.place and o.until_on is null
$$;

-- The units of today that each of `units` became: itself, its heirs and theirs, or the unit above a unit that ended
-- without an heir. More than one where it was divided.
create function study.successors(units uuid[]) returns table (unit uuid, place uuid)
    language sql stable as $$
    with recursive line as (
        select u.unit, u.unit as place
        from   unnest(units) as u (unit)
        union
        select l.unit, n.next
        from   line l
        join   organization.unit o on o.id = l.place and o.until_on is not null
        cross  join lateral (
            select g.to_unit as next
            from   organization.lineage g
            where  g.from_unit = o.id
            union  all
            select o.parent
            where  not exists (select from organization.lineage g where g.from_unit = o.id)) n
    )
    select l.unit, l.place
    from   line l
    join   organization.unit o on o.id = l.place and o.until_on is null
$$;

-- The unit of today under which a campaign is counted as a whole.
create function study.summit(of_campaign uuid) returns uuid
    language sql stable as $$
    select s.place
    from   study.campaign c
    cross  join study.standing(array[c.unit]) s
    where  c.id = of_campaign
$$;

-- At which unit of today each unit of a campaign's frozen tree is counted. NOW: where it stands today. BRIDGED: there
-- too, as long as that lies in what its committee (the lowest unit at or above it that is no cell) became; a cell that
-- went elsewhere by itself is counted at what its committee became, itself. What left the campaign's subtree counts at
-- its summit, so that all bases add up to the same.
create function study.places(of_campaign uuid, basis text) returns table ("position" integer, unit uuid)
    language sql stable as $$
    with recursive ended as materialized (
        select s.unit, s.place
        from   study.standing(array(select o.id
                                    from   study.campaign_unit c
                                    join   organization.unit o on o.id = c.unit
                                    where  c.campaign = of_campaign
                                    and    o.until_on is not null)) s
    ),
    today as materialized (
        select u.position, u.unit, u.parent, u.level, coalesce(e.place, u.unit) as place
        from   study.campaign_unit u
        left   join ended e on e.unit = u.unit
        where  u.campaign = of_campaign
    ),
    above as (
        select t.position, t.place as now, t.unit as committee, t.parent, t.level, t.place
        from   today t
        where  basis = 'BRIDGED'
        union  all
        select a.position, a.now, t.unit, t.parent, t.level, t.place
        from   above a
        join   today t on t.unit = a.parent
        where  a.level = 'CELL'
    ),
    committee as materialized (
        select a.position, a.now, a.committee, a.place
        from   above a
        where  a.level <> 'CELL' or a.parent is null
    ),
    became as materialized (
        select s.unit, s.place
        from   study.successors(array(select distinct c.committee from committee c)) s
    ),
    sole as materialized (
        select   b.unit, case when count(*) = 1 then min(b.place::text)::uuid end as heir
        from     became b
        group by b.unit
    ),
    placed as (
        select c.position,
               case when t.descendant is not null then c.now
                    when s.heir is not null then s.heir
                    when exists (select
                                 from   became b
                                 join   organization.unit_tree k on k.ancestor = b.place and k.descendant = c.now
                                 where  b.unit = c.committee) then c.now
                    when exists (select from organization.unit_tree k
                                 where  k.ancestor = c.place and k.descendant = c.now) then c.now
                    else c.place
               end as place
        from   committee c
        join   sole s on s.unit = c.committee
        left   join organization.unit_tree t on t.ancestor = s.heir and t.descendant = c.now
        union  all
        select t.position, t.place
        from   today t
        where  basis = 'NOW'
    ),
    summit as materialized (
        select study.summit(of_campaign) as unit
    )
    select p.position, coalesce(t.descendant, s.unit)
    from   placed p
    cross  join summit s
    left   join organization.unit_tree t on t.ancestor = s.unit and t.descendant = p.place
$$;

-- Head-counts of a campaign at the units of today; `positions` and `placed` are `study.places` of the basis, which the
-- caller has at hand. BRIDGED splits those of a divided unit among its heirs in proportion
-- to the rosters that went to each, by largest remainder; elsewhere they stay whole. `parts` is into how many a count
-- was split, `source` whose it was.
create function study.declared_at(of_campaign uuid, basis text, positions integer[], placed uuid[])
    returns table (source integer, unit uuid, kind text, people bigint, parts integer)
    language plpgsql stable as $$
begin
    if not exists (select from study.declared d where d.campaign = of_campaign) then
        return;
    end if;

    return query
    with place as materialized (
        select p.position, p.unit from unnest(positions, placed) as p (position, unit)
    ),
    newest as (
        select   distinct on (e.unit, e.session, e.kind) e.unit, e.kind, e.people
        from     study.declared e
        where    e.campaign = of_campaign
        order by e.unit, e.session, e.kind, e.id desc
    ),
    stated as materialized (
        select   w.position, w.last, w.unit, n.kind, sum(n.people)::bigint as people
        from     newest n
        join     study.campaign_unit w on w.campaign = of_campaign and w.unit = n.unit
        where    n.kind in ('GUESTS', 'MEMBERS')
        group by w.position, w.last, w.unit, n.kind
    ),
    heir as (
        select h.unit, h.place
        from   (
            select s.unit, s.place, count(*) over (partition by s.unit) as heirs
            from   study.successors(array(select distinct s.unit from stated s)) s
        ) h
        where  h.heirs > 1
        and    basis = 'BRIDGED'
    ),
    weight as (
        select   s.position, h.place, sum(y.total)::bigint as roster
        from     (select distinct d.position, d.last, d.unit from stated d) s
        join     heir h on h.unit = s.unit
        join     study.tally y on y.campaign = of_campaign and y.position between s.position and s.last and y.total > 0
        join     place p on p.position = y.position
        join     organization.unit_tree t on t.ancestor = h.place and t.descendant = p.unit
        group by s.position, h.place
    ),
    share as (
        select s.position, s.kind, s.people, w.place,
               s.people * w.roster / sum(w.roster) over whole as exact,
               count(*) over whole as heirs
        from   stated s
        join   weight w on w.position = s.position
        window whole as (partition by s.position, s.kind)
    ),
    dealt as (
        select s.position, s.kind, s.place, s.heirs, floor(s.exact)::bigint as sure,
               s.people - sum(floor(s.exact)) over (partition by s.position, s.kind) as rest,
               row_number() over (partition by s.position, s.kind order by s.exact - floor(s.exact) desc, s.place) as nth
        from   share s
    )
    select d.position, d.place, d.kind, d.sure + (d.nth <= d.rest)::integer, d.heirs::integer
    from   dealt d
    union  all
    select s.position, p.unit, s.kind, s.people, 1
    from   stated s
    join   place p on p.position = s.position
    where  not exists (select from weight w where w.position = s.position);
end $$;

-- Whether the organisation has changed since the campaign froze its tree: a unit of it ended or stands elsewhere.
create function study.reorganized(of_campaign uuid) returns boolean
    language sql stable as $$
    select exists (select
                   from   study.campaign_unit u
                   join   organization.unit o on o.id = u.unit
                   where  u.campaign = of_campaign
                   and    (o.until_on is not null or u.position > 0 and o.parent is distinct from u.parent))
$$;

-- The position of the highest unit of a campaign's frozen tree that `scope` reads; null where it reads none. Where a
-- merged unit reads several beside each other, the first of them.
create function study.top(scope uuid[], of_campaign uuid) returns integer
    language sql stable parallel safe as $$
    select coalesce(
        (select 0
         from   study.campaign_unit u
         where  u.campaign = of_campaign
         and    u.position = 0
         and    organization.covers(scope, u.unit)),
        (select min(u.position)
         from   study.campaign_unit u
         where  u.campaign = of_campaign
         and    u.unit = any (scope)),
        (select min(u.position)
         from   organization.unit_tree t
         join   study.campaign_unit u on u.campaign = of_campaign and u.unit = t.descendant
         where  t.ancestor = any (scope)))
$$;
