-- Who is called to a make-up session: the people who had not studied when it was scheduled.
create table study.invitee (
    session uuid not null references study.session,
    member  uuid not null references organization.member,
    primary key (session, member)
);

-- A unit was reminded that it is late.
create table study.reminder (
    id          bigint generated always as identity primary key,
    campaign    uuid        not null references study.campaign,
    unit        uuid        not null references organization.unit,
    unrecorded  bigint      not null,             -- how many people were unrecorded at that moment
    note        text,
    reminded_by uuid        not null references access.account,
    reminded_at timestamptz not null default now()
);
create index reminder_unit on study.reminder (campaign, unit, reminded_at);

-- A campaign as a whole was closed, over units that had not closed where `anyway` says why; reopened where the row
-- says so.
create table study.ending (
    campaign      uuid        not null references study.campaign,
    ended_at      timestamptz not null,
    ended_by      uuid        not null references access.account,
    anyway        text,
    reopened_at   timestamptz,
    reopened_by   uuid        references access.account,
    reopen_reason text,
    primary key (campaign, ended_at)
);
create unique index ending_standing on study.ending (campaign) where reopened_at is null;

-- What the adjusted row counted as, so that the opening figure can be told from the closing one: after an ADDED, before
-- a REMOVED, either way for a MOVED; the new standing for STANDING.
alter table study.adjustment add column standing text check (standing in ('FULL', 'PROBATIONARY'));
alter table study.adjustment add column exempt boolean;
create index adjustment_units on study.adjustment (campaign, to_unit, from_unit);

-- Counts the roster of some units again into their tallies, after rows of it were moved, added or taken away. The caller
-- has locked these roster rows; the tallies are locked first, in order of position, so that a fact recorded meanwhile
-- is added afterwards and nothing is counted twice.
create function study.count_again(of_campaign uuid, positions integer[]) returns void
    language plpgsql as $$
begin
    perform from study.tally t
    where  t.campaign = of_campaign and t.position = any (positions)
    order  by t.position
    for    no key update;

    update study.tally t
    set    total = c.total, probationary = c.probationary, exempt = c.exempt, studied = c.studied,
           studied_exempt = c.studied_exempt, excused = c.excused, absent = c.absent, key_cadre = c.key_cadre,
           key_cadre_studied = c.key_cadre_studied, made_up = c.made_up, in_person = c.in_person, bridge = c.bridge,
           online = c.online, recorded = c.recorded, cell_meeting = c.cell_meeting, thematic = c.thematic,
           combined = c.combined, handbook = c.handbook
    from (
        select p.position,
               count(r.member) as total,
               count(*) filter (where r.standing = 'PROBATIONARY') as probationary,
               count(r.exempt) as exempt,
               count(*) filter (where r.outcome = 'STUDIED') as studied,
               count(r.exempt) filter (where r.outcome = 'STUDIED') as studied_exempt,
               count(*) filter (where r.outcome = 'EXCUSED' and r.exempt is null) as excused,
               count(*) filter (where r.outcome = 'ABSENT' and r.exempt is null) as absent,
               count(*) filter (where r.key_cadre) as key_cadre,
               count(*) filter (where r.key_cadre and r.outcome = 'STUDIED') as key_cadre_studied,
               count(*) filter (where r.make_up) as made_up,
               count(*) filter (where r.form = 'IN_PERSON') as in_person,
               count(*) filter (where r.form = 'BRIDGE') as bridge,
               count(*) filter (where r.form = 'ONLINE') as online,
               count(*) filter (where r.form = 'RECORDED') as recorded,
               count(*) filter (where r.form = 'CELL_MEETING') as cell_meeting,
               count(*) filter (where r.form = 'THEMATIC') as thematic,
               count(*) filter (where r.form = 'COMBINED') as combined,
               count(*) filter (where r.form = 'HANDBOOK') as handbook
        from   unnest(positions) as p (position)
        left   join study.roster r on r.campaign = of_campaign and r.position = p.position and r.removed_on is null
        group  by p.position
    ) c
    where  t.campaign = of_campaign and t.position = c.position;
end $$;
