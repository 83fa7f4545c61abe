-- When and why the recording was removed for good; `removed_by` null: by the rule of how long recordings are kept.
alter table live.broadcast add column removed_at timestamptz;
alter table live.broadcast add column removed_by uuid references access.account;
alter table live.broadcast add column removed_why text check (length(removed_why) between 1 and 500);
alter table live.broadcast add constraint broadcast_removed check (
    (removed_at is not null or removed_by is null and removed_why is null)
    and (removed_at is null or published_at is null)
    and (removed_by is null) = (removed_why is null));

-- Captions of a part of a recording, as a WebVTT file that we wrote ourselves from what was read of the one given.
create table live.caption (
    mark     uuid primary key references live.mark on delete cascade,   -- with which the part begins
    language text        not null check (language in ('vi', 'en')),
    cues     integer     not null check (cues > 0),
    body     text        not null,
    given_by uuid        not null references access.account,
    given_at timestamptz not null default now()
);
