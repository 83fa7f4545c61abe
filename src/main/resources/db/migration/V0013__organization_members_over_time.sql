-- Two records of one person: which one is kept, and how both stood before, so that it can be undone as a whole. The
-- other leaves the rolls and keeps its own memberships, exemptions, posts and facts.
create table organization.double_record (
    id          uuid primary key,
    kept        uuid        not null references organization.member,
    dropped     uuid        not null references organization.member,
    on_day      date        not null,             -- first day on which only one of them counts
    reason      text        not null check (length(reason) between 1 and 500),
    kept_before jsonb       not null,             -- the row of organization.member
    kept_after  jsonb       not null,
    was_present boolean     not null,             -- whether `dropped` was on the rolls until then
    accounts    uuid[]      not null default '{}', -- of `dropped`, closed with it
    entries     bigint      not null,             -- how much other modules held about both just afterwards; only grows
    upto        bigint      not null,             -- the last line of access.audit about either just afterwards
    merged_by   uuid        not null references access.account,
    merged_at   timestamptz not null default now(),
    undone_by   uuid        references access.account,
    undone_at   timestamptz,
    check (kept <> dropped),
    check ((undone_by is null) = (undone_at is null))
);
create unique index double_record_standing on organization.double_record (dropped) where undone_at is null;
create index double_record_kept on organization.double_record (kept);

alter table organization.member drop constraint member_left_reason_check;
alter table organization.member add constraint member_left_reason_check
    check (left_reason in ('DEATH', 'TRANSFER_OUT', 'EXPELLED', 'RESIGNED', 'OTHER', 'DOUBLE'));
-- The record that is kept of the same person, or null. One step only: a record that is kept is never dropped.
alter table organization.member add column double_of uuid references organization.member;
alter table organization.member add constraint member_double_left check (double_of is null or left_on is not null);
create index member_double on organization.member (double_of) where double_of is not null;
-- Posts that ended because the member left, with the end that they had before, so that a wrong leaving can be undone.
alter table organization.member add column posts_before jsonb;

-- All records of the person whose record `member` is: the kept one and those that were merged into it.
create function organization.person(of_member uuid) returns uuid[]
    language sql stable as $$
    select array_agg(p.id)
    from   organization.member m
    join   organization.member p on p.id = coalesce(m.double_of, m.id) or p.double_of = coalesce(m.double_of, m.id)
    where  m.id = of_member
$$;

-- Takes part in another cell for a while and still belongs to, and is counted in, the cell of the membership.
create table organization.temporary_attachment (
    id          uuid primary key,
    member      uuid        not null references organization.member,
    unit        uuid        not null references organization.unit,   -- the host
    from_on     date        not null,
    until_on    date        not null,             -- exclusive
    decision    text,                             -- number of the paper
    recorded_by uuid        not null references access.account,
    recorded_at timestamptz not null default now(),
    revoked_at  timestamptz,                      -- counts for no day any more, as if it had never been
    check (until_on > from_on),
    exclude using gist (member with =, daterange(from_on, until_on) with &&) where (revoked_at is null)
);
create index temporary_attachment_unit on organization.temporary_attachment (unit, until_on) where revoked_at is null;
