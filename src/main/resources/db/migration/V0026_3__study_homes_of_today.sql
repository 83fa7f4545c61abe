-- The unit that `scope` names and that holds today what the frozen tree of `of_campaign` has under other units; null
-- where the tree knows a unit of the scope or one above it.
create function study.home_today(scope uuid[], of_campaign uuid) returns uuid
    language sql stable as $$
    select   w.id
    from     study.campaign_unit u
    join     organization.unit_tree t on t.descendant = u.unit
    join     organization.unit w on w.id = t.ancestor
    where    u.campaign = of_campaign
    and      u.position = study.top(scope, of_campaign)
    and      u.position > 0
    and      u.unit <> all (scope)
    and      w.id = any (scope)
    and      w.until_on is null
    order by t.depth desc
    limit    1
$$;
