-- What a unit with everything below it counted when it closed its figure, or when the campaign ended with the figure
-- open: the figure that was reported. `closed_at` is that of the closure or the ending, which say what became of it.
-- Never changed: what is corrected after a reopening stands in the next closing.
create table study.closed_figure (
    campaign          uuid        not null references study.campaign,
    unit              uuid        not null,
    closed_at         timestamptz not null,
    total             integer     not null,
    probationary      integer     not null,
    exempt            integer     not null,
    studied           integer     not null,
    studied_exempt    integer     not null,
    excused           integer     not null,   -- not studied, not exempt
    absent            integer     not null,   -- not studied, not exempt
    key_cadre         integer     not null,
    key_cadre_studied integer     not null,
    made_up           integer     not null,   -- studied, by a make-up
    primary key (campaign, unit, closed_at)
);

-- Keeps what `units` of a campaign count now as what they counted when they closed at `at`. The caller keeps out who
-- records about their own members. Repeating it changes nothing.
create function study.keep_figures(of_campaign uuid, units uuid[], at timestamptz) returns void
    language sql as $$
    insert into study.closed_figure (campaign, unit, closed_at, total, probationary, exempt, studied, studied_exempt,
                                     excused, absent, key_cadre, key_cadre_studied, made_up)
    select of_campaign, u.unit, at, s.*
    from   study.campaign_unit u
    cross  join lateral (
        select coalesce(sum(t.total), 0), coalesce(sum(t.probationary), 0), coalesce(sum(t.exempt), 0),
               coalesce(sum(t.studied), 0), coalesce(sum(t.studied_exempt), 0), coalesce(sum(t.excused), 0),
               coalesce(sum(t.absent), 0), coalesce(sum(t.key_cadre), 0), coalesce(sum(t.key_cadre_studied), 0),
               coalesce(sum(t.made_up), 0)
        from   study.tally t
        where  t.campaign = of_campaign
        and    t.position between u.position and u.last
    ) s
    where  u.campaign = of_campaign
    and    u.unit = any (units)
    on     conflict do nothing
$$;

-- The units of a campaign that no closure of their own closes: those that its end closes.
create function study.never_closed(of_campaign uuid) returns uuid[]
    language sql stable as $$
    select coalesce(array_agg(u.unit), '{}')
    from   study.campaign_unit u
    where  u.campaign = of_campaign
    and    not exists (select from study.closure c
                       where  c.campaign = u.campaign and c.unit = u.unit and c.reopened_at is null)
$$;

-- What stands closed counts what it counted then: a closed figure takes nothing in. What was reopened before this
-- migration is not known any more. One range sum a unit: 5,000 closed units take about a second.
select study.keep_figures(c.campaign, array_agg(c.unit), c.closed_at)
from   study.closure c
where  c.reopened_at is null
group  by c.campaign, c.closed_at;

select study.keep_figures(e.campaign, study.never_closed(e.campaign), e.ended_at)
from   study.ending e
where  e.reopened_at is null;
