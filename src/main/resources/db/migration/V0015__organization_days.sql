-- Former names lead to a unit: the expression that a search of old names asks.
create index unit_state_folded on organization.unit_state using gin (public.fold(name) gin_trgm_ops);

-- The way from a unit up to the root as it stood on a day, the unit itself at depth 0. Nothing for a unit that did not
-- exist on that day.
create function organization.way_on(of_unit uuid, on_day date) returns table (unit uuid, depth integer)
    language sql stable as $$
    with recursive way as (
        select s.unit, s.parent, 0 as depth
        from   organization.unit_state s
        where  s.unit = of_unit
        and    s.valid @> on_day
        union  all
        select s.unit, s.parent, w.depth + 1
        from   way w
        join   organization.unit_state s on s.unit = w.parent and s.valid @> on_day
    )
    select w.unit, w.depth
    from   way w
$$;

-- Whether a unit may be looked at as it was on a day: it, or something that stood above it on that day, lies in `scope`
-- today.
create function organization.covers_on(scope uuid[], of_unit uuid, on_day date) returns boolean
    language sql stable
    return organization.covers(scope, of_unit)
        or exists (select from organization.way_on(of_unit, on_day) w where organization.covers(scope, w.unit));
