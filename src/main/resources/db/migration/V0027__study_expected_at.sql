-- Whom a site expects, as before, but asked step by step, so that only the one roster is read, and of it only the places
-- of the site's unit. As one statement the planner knew neither and read the rosters of all campaigns for each door.
create or replace function study.expected_at(of_site uuid) returns table (member uuid)
    language plpgsql stable as $$
#variable_conflict use_column
declare
    here   record;
    nearer int4multirange;
    listed boolean;
begin
    select t.id, t.session, t.main, t.expects, s.campaign, s.for_key_cadres, u.position, u.last, u.depth
    into   here
    from   study.site t
    join   study.session s on s.id = t.session
    join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
    where  t.id = of_site;
    if not found then
        return;
    end if;

    listed := exists (select
                      from   study.site k
                      join   study.expected e on e.site = k.id
                      where  k.session = here.session);
    if listed then
        return query
        select e.member
        from   study.expected e
        join   study.roster r on r.campaign = here.campaign and r.member = e.member and r.removed_on is null
        where  e.site = here.id
        and    not exists (select
                           from   study.expected o
                           join   study.site k on k.id = o.site
                           where  k.session = here.session and o.member = e.member and o.site < e.site);
    end if;
    if here.expects <> 'UNIT' then
        return;
    end if;

    select range_agg(int4range(p.position, p.last + 1))
    into   nearer
    from   study.site o
    join   study.campaign_unit p on p.campaign = here.campaign and p.unit = o.unit
    where  o.session = here.session
    and    o.id <> here.id
    and    o.expects = 'UNIT'
    and    p.position between here.position and here.last
    and    (p.depth > here.depth or p.depth = here.depth and (o.main, o.id) < (here.main, here.id));
    return query
    select r.member
    from   study.roster r
    where  r.campaign = here.campaign
    and    r.position between here.position and here.last
    and    r.removed_on is null
    and    (r.key_cadre or not here.for_key_cadres)
    and    (nearer @> r.position) is not true
    and    (not listed or not exists (select
                                      from   study.expected e
                                      join   study.site k on k.id = e.site
                                      where  k.session = here.session and e.member = r.member));
end;
$$;
