-- The meeting or conference that a session is held within, in words (forms CELL_MEETING and COMBINED). `revised` counts
-- the changes that whoever keeps the session in a calendar has to learn of.
alter table study.session
    add column combined_with text check (length(combined_with) between 1 and 300),
    add column equipment     text[] check (cardinality(equipment) between 1 and 40),   -- null: the usual list
    add column revised       integer     not null default 0,
    add column revised_at    timestamptz not null default now();

create function study.revise_session() returns trigger language plpgsql as $$
begin
    if (new.title, new.starts_at, new.ends_at, new.host, new.topics, new.timetabled, new.combined_with)
           is distinct from
       (old.title, old.starts_at, old.ends_at, old.host, old.topics, old.timetabled, old.combined_with) then
        new.revised := old.revised + 1;
    end if;
    if new.revised <> old.revised then
        new.revised_at := now();
    end if;
    return new;
end $$;
create trigger session_revised before update on study.session for each row execute function study.revise_session();

alter table study.session_topic
    drop constraint session_topic_session_fkey,
    add  constraint session_topic_session_fkey foreign key (session) references study.session on delete cascade;

-- `tested_at`: when somebody last tried the line of the site and found it in order.
alter table study.site
    add column hall      text not null default '' check (length(hall) <= 300),
    add column address   text not null default '' check (length(address) <= 300),
    add column chair     text not null default '' check (length(chair) <= 200),
    add column operator  uuid references access.account,
    add column note      text not null default '' check (length(note) <= 2000),
    add column tested_at timestamptz,
    add column tested_by uuid references access.account,
    add constraint site_tested check ((tested_at is null) = (tested_by is null));
create index site_operator on study.site (operator) where operator is not null;

-- What of the list of equipment is there at a site. `item` is the line of the list as it was ticked.
create table study.site_check (
    site       uuid        not null references study.site on delete cascade,
    item       text        not null check (length(item) between 1 and 200),
    checked_by uuid        not null references access.account,
    checked_at timestamptz not null,
    primary key (site, item)
);

-- The secret address at which a calendar program fetches the sessions of an account; a new one replaces it.
create table study.calendar_feed (
    account    uuid primary key references access.account,
    token_hash bytea       not null unique,       -- SHA-256
    made_at    timestamptz not null default now()
);

-- How many people each site of a session expects, by the rule of `study.expected_at`, for all sites at once. Everybody
-- below a site less everybody below the sites that lie nearest within it; whoever is on a list counts there instead.
-- Reads the tallies, not the roster.
create function study.expected_counts(of_session uuid) returns table (site uuid, expected bigint)
    language sql stable as $$
    with held as (
        select s.id, s.campaign, s.for_key_cadres from study.session s where s.id = of_session
    ),
    hosts as materialized (
        select distinct on (t.unit) t.id, u.position, u.last, u.depth,
               (select coalesce(sum(case when h.for_key_cadres then y.key_cadre else y.total end), 0)
                from   study.tally y
                where  y.campaign = h.campaign
                and    y.position between u.position and u.last) as below
        from   held h
        join   study.site t on t.session = h.id and t.expects = 'UNIT'
        join   study.campaign_unit u on u.campaign = h.campaign and u.unit = t.unit
        order  by t.unit, t.main, t.id
    ),
    within as materialized (
        select (select   o.id
                from     hosts o
                where    i.position between o.position and o.last and o.depth < i.depth
                order by o.depth desc
                limit    1) as outer_site,
               i.below
        from   hosts i
    ),
    listed as (
        select e.member, (array_agg(e.site order by e.site))[1] as site
        from   held h
        join   study.site t on t.session = h.id
        join   study.expected e on e.site = t.id
        join   study.roster r on r.campaign = h.campaign and r.member = e.member and r.removed_on is null
        group  by e.member
    ),
    taken as materialized (
        select (select   o.id
                from     hosts o
                where    p.position between o.position and o.last
                order by o.depth desc
                limit    1) as site,
               p.people
        from   (select   r.position, count(*) as people
                from     listed l
                cross    join held h
                join     study.roster r on r.campaign = h.campaign and r.member = l.member
                where    r.key_cadre or not h.for_key_cadres
                group by r.position) p
    )
    select t.id,
           (coalesce((select h.below from hosts h where h.id = t.id), 0)
            - coalesce((select sum(w.below) from within w where w.outer_site = t.id), 0)
            - coalesce((select sum(k.people) from taken k where k.site = t.id), 0)
            + (select count(*) from listed l where l.site = t.id))::bigint
    from   held h
    join   study.site t on t.session = h.id
$$;

-- The sites of a session by level, with the people who came to each; who came to two counts where he or she came first.
-- PROVINCE, DIRECT (what lies right below a province, and districts) or COMMUNE (all below).
create function study.site_levels(of_session uuid) returns table (level text, sites bigint, present bigint)
    language sql stable as $$
    with placed as (
        select t.id,
               case when u.level in ('CENTRAL', 'PROVINCIAL') then 'PROVINCE'
                    when u.level = 'UPPER_GRASSROOTS' or p.level in ('CENTRAL', 'PROVINCIAL') then 'DIRECT'
                    else 'COMMUNE'
               end as level
        from   study.session s
        join   study.site t on t.session = s.id
        join   study.campaign_unit u on u.campaign = s.campaign and u.unit = t.unit
        left   join study.campaign_unit p on p.campaign = s.campaign and p.unit = u.parent
        where  s.id = of_session
    ),
    came as (
        select distinct on (f.member) f.member, f.site
        from   study.session s
        join   study.site t on t.session = s.id
        join   study.fact f on f.campaign = s.campaign and f.site = t.id and f.kind in ('IN', 'STUDIED')
        where  s.id = of_session
        and    not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
        order  by f.member, f.happened_at, f.id
    )
    select l.level, count(p.id), coalesce(sum(c.people), 0)::bigint
    from   (values (1, 'PROVINCE'), (2, 'DIRECT'), (3, 'COMMUNE')) as l (place, level)
    left   join placed p on p.level = l.level
    left   join (select c.site, count(*) as people from came c group by c.site) c on c.site = p.id
    group  by l.place, l.level
    order  by l.place
$$;

-- Units below the host of a session with people whom none of its sites expects, neither by unit nor by list.
create function study.unhosted(of_session uuid) returns table (unit uuid, people bigint)
    language sql stable as $$
    with held as (
        select s.id, s.campaign, s.for_key_cadres, u.position, u.last
        from   study.session s
        join   study.campaign_unit u on u.campaign = s.campaign and u.unit = s.host
        where  s.id = of_session
    ),
    hosted as (
        select range_agg(int4range(u.position, u.last + 1)) as places
        from   held h
        join   study.site t on t.session = h.id and t.expects = 'UNIT'
        join   study.campaign_unit u on u.campaign = h.campaign and u.unit = t.unit
    ),
    listed as (
        select   r.position, count(distinct r.member) as people
        from     held h
        join     study.site t on t.session = h.id
        join     study.expected e on e.site = t.id
        join     study.roster r on r.campaign = h.campaign and r.member = e.member and r.removed_on is null
        where    r.key_cadre or not h.for_key_cadres
        group by r.position
    )
    select t.unit, n.people
    from   held h
    cross  join hosted d
    join   study.tally t on t.campaign = h.campaign and t.position between h.position and h.last
    left   join listed l on l.position = t.position
    cross  join lateral (
        select (case when h.for_key_cadres then t.key_cadre else t.total end) - coalesce(l.people, 0) as people
    ) n
    where  n.people > 0
    and    (d.places @> t.position) is not true
$$;
