-- Whether `unit`, as the campaign's frozen tree has it, stood at or below what `scope` names: then so did all below it,
-- and `study.sees` need not be asked of each of them, which is slow over many rows.
create function study.stood_within(scope uuid[], of_campaign uuid, unit uuid) returns boolean
    language sql stable parallel safe
    return exists (select
                   from   study.campaign_unit u
                   join   study.campaign_unit a on a.campaign = u.campaign
                                               and a.position <= u.position
                                               and a.last >= u.position
                   where  u.campaign = of_campaign
                   and    u.unit = stood_within.unit
                   and    a.unit = any (scope));
