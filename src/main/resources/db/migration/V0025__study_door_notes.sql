-- The reason with which a door asks that somebody who is not on the roster be taken up into it; a person decides. Null: not
-- asked for.
alter table study.scan add column note text check (length(note) between 1 and 500);

drop function study.take_scans(uuid, uuid, uuid, timestamptz, uuid, uuid, text, boolean, text[], text[], uuid[], text[],
                               text[], timestamptz[], timestamptz[], boolean[], boolean[], text[]);

-- Takes scans of one site in the order given and tells what came of each. Every scan is kept, whatever it came to; a
-- nonce that was kept before changes nothing and is answered as it was then; one that now means another person or deed is
-- kept beside and told as `clash`. `since`: when the member came in before (already, back) or was let in; `place`: the
-- site where that was, or the one that expects the member (other-site: where he or she is in, if `since` says so). With `trusted` false nothing counts (keeper-gone). Locks the
-- members' roster rows in order of member; safe to repeat.
create function study.take_scans(of_campaign uuid, of_session uuid, of_site uuid, received timestamptz, of_device uuid,
                                 by uuid, holder text, trusted boolean, kinds text[], ways text[], members uuid[],
                                 reads text[], undone text[], moments timestamptz[], device_moments timestamptz[],
                                 offlines boolean[], admits boolean[], nonces text[], notes text[])
    returns table (line bigint, outcome text, since timestamptz, place uuid)
    language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    involved uuid[];
    takes    boolean;
    everyone boolean;
    scan     record;
    before   record;
    seat     record;
    elsewhere boolean;
    nonce_is text;
    result   text;
    result_since timestamptz;
    result_place uuid;
    changed  uuid[] := '{}';
    expected jsonb;
begin
    perform study.enter(of_campaign);
    involved := array(select distinct i.member
                      from (select unnest(members) as member
                            union all
                            select s.member from study.scan s where s.session = of_session and s.nonce = any (undone)
                            union all
                            select f.member from study.fact f
                            where  f.campaign = of_campaign and f.session = of_session and f.nonce = any (undone)) i
                      where i.member is not null
                      order by i.member);
    perform from (select   r.member
                  from     study.roster r
                  where    r.campaign = of_campaign and r.member = any (involved)
                  order by r.member
                  for      no key update) l;
    expected := (select jsonb_object_agg(e.member, e.site) from study.expecting(of_campaign, of_session, involved) e);
    select c.opened_at is not null and c.closed_at is null and s.closed_at is null, t.expects = 'OPEN'
    into   takes, everyone
    from   study.campaign c
    join   study.session s on s.id = of_session
    join   study.site t on t.id = of_site
    where  c.id = of_campaign;

    for scan in
        select i.*
        from   unnest(kinds, ways, members, reads, undone, moments, device_moments, offlines, admits, nonces, notes)
                   with ordinality
                   as i (kind, way, member, read, undoes, happened_at, device_at, offline, admit, nonce, note, line)
        order  by i.line
    loop
        select k.kind, k.member, k.undoes, k.outcome, k.site, k.happened_at
        into   before
        from   study.scan k
        where  k.session = of_session and k.nonce = scan.nonce;
        nonce_is := scan.nonce;
        result_since := null;
        result_place := null;
        if found and (before.kind, before.member, before.undoes) is not distinct from (scan.kind, scan.member, scan.undoes)
        then
            if before.outcome in ('already', 'back', 'recorded') then
                select a.happened_at, a.site into result_since, result_place
                from   study.attested(of_campaign, of_session, array[scan.member]) a
                where  a.kind = 'IN'
                order by a.happened_at, a.nonce
                limit  1;
            end if;
            line := scan.line;
            outcome := before.outcome;
            since := result_since;
            place := result_place;
            return next;
            continue;
        end if;

        if found then
            result := 'clash';
            nonce_is := scan.nonce || '#' || left(md5(concat_ws('/', scan.kind, scan.member, scan.read, scan.undoes)), 12);
        elsif not trusted then
            result := 'keeper-gone';
        elsif scan.kind = 'UNDO' then
            result := case when not takes or exists (
                               select from study.scan k
                               join   study.roster r on r.campaign = of_campaign and r.member = k.member
                               join   study.closure c on c.campaign = of_campaign and c.unit = r.unit
                               where  k.session = of_session and k.nonce = scan.undoes and c.reopened_at is null)
                           then 'session-closed' else 'undone' end;
        elsif scan.member is null then
            result := 'unknown-code';
        else
            select r.removed_on is null as counts, (expected ->> scan.member::text)::uuid as expected,
                   exists (select from study.closure c
                           where  c.campaign = of_campaign and c.unit = r.unit and c.reopened_at is null) as closed
            into   seat
            from   study.roster r
            where  r.campaign = of_campaign and r.member = scan.member;
            if not found or not seat.counts then
                result := 'not-on-roster';
            elsif not takes or seat.closed then
                result := 'session-closed';
            else
                select min(a.happened_at) filter (where a.kind = 'IN') as came,
                       (array_agg(a.site order by a.happened_at, a.nonce) filter (where a.kind = 'IN'))[1] as site,
                       (array_agg(a.kind order by a.happened_at desc, a.kind desc, a.nonce desc))[1] = 'OUT' as left_again
                into   before
                from   study.attested(of_campaign, of_session, array[scan.member]) a;
                elsewhere := seat.expected is not null and seat.expected <> of_site and not scan.admit and not everyone;
                result := case when elsewhere then 'other-site'
                               when scan.kind = 'OUT' and before.came is null then 'not-in'
                               when scan.kind = 'OUT' and before.left_again then 'already'
                               when scan.kind = 'OUT' then 'recorded'
                               when before.came is null then 'recorded'
                               when before.left_again then 'back'
                               else 'already' end;
                result_since := coalesce(before.came, case when scan.kind = 'IN' and not elsewhere then scan.happened_at end);
                result_place := coalesce(before.site, case when elsewhere then seat.expected else of_site end);
                if not elsewhere then
                    changed := changed || scan.member;
                end if;
            end if;
        end if;

        insert into study.scan (campaign, session, site, nonce, kind, way, member, read, undoes, happened_at, device_at,
                                received_at, offline, admit, device, recorded_by, witness, note, outcome)
        values (of_campaign, of_session, of_site, nonce_is, scan.kind, scan.way, scan.member, scan.read, scan.undoes,
                scan.happened_at, scan.device_at, received, scan.offline, scan.admit, of_device, by, holder, scan.note, result)
        on     conflict do nothing;
        if result = 'undone' then
            changed := changed || array(select s.member from study.scan s
                                        where  s.session = of_session and s.nonce = scan.undoes and s.member is not null
                                        union
                                        select f.member from study.fact f
                                        where  f.campaign = of_campaign
                                        and    f.session = of_session
                                        and    f.nonce = scan.undoes);
        end if;
        line := scan.line;
        outcome := result;
        since := result_since;
        place := result_place;
        return next;
    end loop;

    changed := array(select distinct c.member from unnest(changed) as c (member)
                     join study.roster r on r.campaign = of_campaign and r.member = c.member
                     order by c.member);
    if changed <> '{}' then
        perform study.reconcile(of_campaign, of_session, changed, received, by);
    end if;
end $$;
