-- A record that others were merged into may itself be merged into a third: `member.double_of` leads there step by step.
comment on column organization.member.double_of is 'The record that is kept of the same person, or null; that may have been merged on.';

-- The records above `of_member`, the nearest first: what it was merged into, what that was merged into, and so on.
create function organization.keepers(of_member uuid) returns table (id uuid, step integer)
    language sql stable as $$
    with recursive above as (
        select m.double_of as id, 1 as step
        from   organization.member m
        where  m.id = of_member
        and    m.double_of is not null
        union  all
        select m.double_of, a.step + 1
        from   above a
        join   organization.member m on m.id = a.id
        where  m.double_of is not null
    )
    select a.id, a.step
    from   above a
$$;

-- The record that is kept in the end.
create function organization.kept_of(of_member uuid) returns uuid
    language sql stable as $$
    select coalesce((select k.id from organization.keepers(of_member) k order by k.step desc limit 1), of_member)
$$;

-- `of_member` and all records that were merged into it, directly or by way of others.
create function organization.records_of(of_member uuid) returns uuid[]
    language sql stable as $$
    with recursive held as (
        select of_member as id
        union  all
        select m.id
        from   held h
        join   organization.member m on m.double_of = h.id
    )
    select array_agg(h.id)
    from   held h
$$;

create or replace function organization.person(of_member uuid) returns uuid[]
    language sql stable as $$
    select organization.records_of(organization.kept_of(of_member))
$$;
