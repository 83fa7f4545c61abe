-- Everybody on the rolls on a day, as before (V0016); of a person with several records that count which were merged
-- one into another, the highest that stood on the rolls.
create or replace function study.rolls_on(on_day date)
    returns table (member uuid, unit uuid, member_no text, full_name text, sort_key text, standing text, exempt text,
                   key_cadre boolean)
    language sql stable as $$
    select m.id, s.unit, m.member_no, m.full_name, m.sort_key,
           case when m.official_on > on_day then 'PROBATIONARY' else m.standing end,
           (select   e.reason
            from     organization.exemption e
            where    e.member = m.id
            and      e.from_on <= on_day
            and      (e.until_on is null or e.until_on > on_day)
            and      e.revoked_at is null
            order by e.from_on, e.id
            limit 1),
           m.key_cadre
    from   organization.membership s
    join   organization.member m on m.id = s.member
    where  s.valid @> on_day
    and    (m.left_on is null or m.left_on > on_day)
    and    (m.double_of is null
            or not exists (select
                           from   organization.keepers(m.id) a
                           join   organization.membership k on k.member = a.id and k.valid @> on_day))
$$;
