-- When the roster was brought to the rolls of the cut-off day, which can be done once that day is over. Null while a
-- campaign that was opened earlier still waits for it.
alter table study.campaign add column rolls_taken_at timestamptz;
update study.campaign
set    rolls_taken_at = opened_at
where  (opened_at at time zone 'Asia/Ho_Chi_Minh')::date > cut_off;
create index campaign_waiting on study.campaign (cut_off) where rolls_taken_at is null;

-- Null: made by nobody but by the cut-off day. Such adjustments belong to the opening figure.
alter table study.adjustment alter column recorded_by drop not null;

-- Brings the roster of a campaign to the rolls of its cut-off day, with an adjustment for each change, and counts the
-- units concerned again. Leaves alone whom somebody adjusted by hand, and units that have closed their figure. A unit
-- that came into being after the opening is not in the frozen tree: who stands there stays where he or she was, or is
-- added to the nearest unit above. Answers how many changes wait for a figure to be reopened. The caller keeps out who
-- records (study.hold). Repeating it changes nothing.
create function study.take_rolls(of_campaign uuid) returns integer
    language plpgsql as $$
declare
    top     uuid;
    day     date;
    waiting integer;
begin
    select c.unit, c.cut_off into strict top, day from study.campaign c where c.id = of_campaign;

    drop table if exists pg_temp.cut_off_change;
    create temporary table cut_off_change on commit drop as
    with tree as materialized (
        select t.* from study.tree_on(top, day) t
    ),
    place as materialized (
        select t.unit, e.unit is not null as exact, coalesce(e.unit, n.unit) as place,
               coalesce(e.position, n.position) as position
        from   tree t
        left   join study.campaign_unit e on e.campaign = of_campaign and e.unit = t.unit
        left   join lateral (
            select   u.unit, u.position
            from     tree a
            join     study.campaign_unit u on u.campaign = of_campaign and u.unit = a.unit
            where    e.unit is null
            and      t.position between a.position and a.last
            order by a.depth desc
            limit    1
        ) n on true
    ),
    rolls as materialized (
        select r.*, p.exact, p.place, p.position
        from   study.rolls_on(day) r
        join   place p on p.unit = r.unit and p.place is not null
    ),
    seat as materialized (
        select s.member, s.unit, s.position, s.standing, s.exempt, s.removed_on is null as counts
        from   study.roster s
        where  s.campaign = of_campaign
    ),
    pair as (
        select coalesce(s.member, r.member) as member, s.member is not null as seated,
               coalesce(s.counts, false) as was, r.member is not null as is_on,
               s.unit as old_unit, s.position as old_position, s.standing as old_standing, s.exempt as old_exempt,
               case when s.counts and not r.exact then s.unit else r.place end as unit,
               case when s.counts and not r.exact then s.position else r.position end as position,
               r.member_no, r.full_name, r.sort_key, r.standing, r.exempt, r.key_cadre
        from   seat s
        full   join rolls r on r.member = s.member
    )
    select p.*,
           exists (select
                   from   study.closure c
                   where  c.campaign = of_campaign
                   and    c.reopened_at is null
                   and    (p.was and c.unit = p.old_unit or p.is_on and c.unit = p.unit)) as waits
    from   pair p
    where  (p.was <> p.is_on
            or p.was and (p.old_unit <> p.unit
                          or p.old_standing <> p.standing
                          or (p.old_exempt is null) <> (p.exempt is null)))
    and    not exists (select
                       from   study.adjustment a
                       where  a.campaign = of_campaign
                       and    a.member = p.member
                       and    a.recorded_by is not null);

    select count(*) into waiting from cut_off_change x where x.waits;
    delete from cut_off_change x where x.waits;

    insert into study.adjustment (id, campaign, member, kind, from_unit, to_unit, on_day, reason, standing, exempt)
    select gen_random_uuid(), of_campaign, x.member, k.kind, k.from_unit, k.to_unit, day, 'CUT_OFF', k.standing, k.exempt
    from   cut_off_change x
    cross  join lateral (
        select 'ADDED' as kind, null::uuid as from_unit, x.unit as to_unit, x.standing, x.exempt is not null as exempt
        where  not x.was
        union  all
        select 'REMOVED', x.old_unit, null, x.old_standing, x.old_exempt is not null
        where  not x.is_on
        union  all
        select 'MOVED', x.old_unit, x.unit, x.old_standing, x.old_exempt is not null
        where  x.was and x.is_on and x.old_unit <> x.unit
        union  all
        select case when x.exempt is null then 'NOT_EXEMPTED' else 'EXEMPTED' end, x.unit, x.unit, x.old_standing,
               x.old_exempt is not null
        where  x.was and x.is_on and (x.old_exempt is null) <> (x.exempt is null)
        union  all
        select 'STANDING', x.unit, x.unit, x.standing, x.exempt is not null
        where  x.was and x.is_on and x.old_standing <> x.standing
    ) k;

    update study.roster s
    set    removed_on = case when x.is_on then null else day end,
           unit = case when x.is_on then x.unit else s.unit end,
           position = case when x.is_on then x.position else s.position end,
           standing = case when x.is_on then x.standing else s.standing end,
           exempt = case when x.is_on then x.exempt else s.exempt end
    from   cut_off_change x
    where  s.campaign = of_campaign
    and    s.member = x.member;

    insert into study.roster (campaign, member, unit, position, member_no, full_name, sort_key, standing, exempt,
                              key_cadre)
    select of_campaign, x.member, x.unit, x.position, x.member_no, x.full_name, x.sort_key, x.standing, x.exempt,
           x.key_cadre
    from   cut_off_change x
    where  not x.seated;

    perform study.count_again(of_campaign, array(select x.old_position from cut_off_change x where x.was
                                                 union
                                                 select x.position from cut_off_change x where x.is_on));
    return waiting;
end $$;
