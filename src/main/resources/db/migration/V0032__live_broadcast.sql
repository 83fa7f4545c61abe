-- How a conference is seen from elsewhere. One row for each session that is broadcast at all.
create table live.broadcast (
    session      uuid primary key references study.session on delete cascade,
    kind         text        not null check (kind in ('LINK', 'EMBED', 'ROOM', 'INGEST')),
    address      text        check (address like 'https://_%' and length(address) <= 2000),
    path         text        not null unique,         -- who knows it may fetch the stream; part of its address
    key_hash     bytea       unique,                  -- SHA-256 of the stream key
    key_sealed   bytea,                               -- the same key, enciphered: SRT needs it in the clear
    key_at       timestamptz,
    srt_port     integer     check (srt_port between 1 and 65535),
    opened_at    timestamptz,                         -- from then on it can be watched, and an encoder is let in
    ended_at     timestamptz,
    published_at timestamptz,                         -- since when the recording is offered; null: it is not
    changed_by   uuid        not null references access.account,
    changed_at   timestamptz not null default now(),
    check ((kind in ('LINK', 'EMBED')) = (address is not null)),
    check (ended_at is null or opened_at is not null)
);
create unique index broadcast_srt_port on live.broadcast (srt_port) where opened_at is not null and ended_at is null;

-- What the one node that takes an encoder's stream in last knew of it. Another node may take over after `held_until`.
create table live.ingest (
    session    uuid primary key references live.broadcast on delete cascade,
    node       uuid        not null,
    held_until timestamptz not null,
    connected  boolean     not null,                  -- an encoder is there
    heard_at   timestamptz,                           -- when picture or sound last came
    trouble    text        check (trouble in ('CODEC', 'DISK', 'PROGRAM'))
);

-- Where the chair said that something begins. A pause ends what came before and is itself not offered.
create table live.mark (
    id      uuid primary key,
    session uuid        not null references live.broadcast on delete cascade,
    at      timestamptz not null,
    topic   integer,                                  -- number of the campaign's topic, if it is one
    title   text        check (title <> '' and length(title) <= 200),  -- null: a pause
    made_by uuid        not null references access.account
);
create index mark_session on live.mark (session, at);

-- Who was in the room of a video conference, as its server told while it ran. Stands beside the facts and is none.
create table live.attendance (
    session  uuid        not null references live.broadcast on delete cascade,
    who      text        not null,                    -- account id, or what the room's server calls a stranger
    name     text        not null,
    from_at  timestamptz not null,
    until_at timestamptz not null,                    -- last seen
    primary key (session, who, from_at),
    check (from_at <= until_at)
);
