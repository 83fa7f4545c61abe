-- Who takes part at a unit of the campaign by a temporary attachment on `today`, counts elsewhere and waits to be
-- recorded. The host's roll call records them, so whoever asks what is left to do at or above the host is told; a home
-- that has closed its figure waits for nobody. `first` and `final` are positions in the campaign's tree.
create function study.waiting_guests(of_campaign uuid, first integer, final integer, today date)
    returns table (host uuid, place integer, member uuid)
    language sql stable as $$
    select h.unit, h.position, r.member
    from   study.campaign_unit h
    join   organization.temporary_attachment a on a.unit = h.unit
                                              and a.revoked_at is null
                                              and today >= a.from_on
                                              and today < a.until_on
    join   organization.member m on m.id = a.member and m.left_on is null
    join   study.roster r on r.campaign = h.campaign and r.member = a.member
    where  h.campaign = of_campaign
    and    h.position between first and final
    and    r.unit <> h.unit
    and    r.removed_on is null
    and    r.exempt is null
    and    r.outcome is null
    and    not exists (select from study.closure c
                       where  c.campaign = r.campaign
                       and    c.unit = r.unit
                       and    c.reopened_at is null)
$$;
