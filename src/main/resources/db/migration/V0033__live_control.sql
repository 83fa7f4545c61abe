-- When the page of a site was last heard of. Not logged: after a crash every page says so again within seconds.
create unlogged table live.beat (
    site      uuid primary key,
    opened_at timestamptz not null,                   -- when it was first heard of
    seen_at   timestamptz not null
) with (fillfactor = 50);

-- What went wrong at a site, or a call for help from there.
create table live.incident (
    id              uuid primary key,
    session         uuid        not null references study.session on delete cascade,
    site            uuid        references study.site on delete cascade,   -- null: the conference as a whole
    kind            text        not null check (kind in ('INCIDENT', 'HELP')),
    what            text        not null check (length(what) between 1 and 1000),
    told_by         uuid        not null references access.account,
    told_at         timestamptz not null,
    acknowledged_by uuid        references access.account,
    acknowledged_at timestamptz,
    solved_by       uuid        references access.account,
    solved_at       timestamptz,
    solution        text        not null default '' check (length(solution) <= 1000),
    check (kind = 'INCIDENT' or site is not null),
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check ((solved_at is null) = (solved_by is null))
);
create index incident_session on live.incident (session, told_at);
create index incident_site on live.incident (site);

-- What the main site says to sites.
create table live.message (
    id      uuid primary key,
    session uuid        not null references study.session on delete cascade,
    text    text        not null check (length(text) between 1 and 2000),
    to_all  boolean     not null,
    sent_by uuid        not null references access.account,
    sent_at timestamptz not null
);
create index message_session on live.message (session, sent_at);

-- At which sites a message is to be read, and who said there that it was.
create table live.receipt (
    message uuid not null references live.message on delete cascade,
    site    uuid not null references study.site on delete cascade,
    read_by uuid references access.account,
    read_at timestamptz,
    primary key (message, site),
    check ((read_at is null) = (read_by is null))
);
create index receipt_site on live.receipt (site);

-- The minutes of a conference, every version that was kept. The newest is in force.
create table live.conference_minutes (
    session  uuid        not null references study.session on delete cascade,
    version  integer     not null check (version > 0),
    drawn    boolean     not null,                    -- drafted from what happened; else edited by a person
    body     text        not null check (length(body) <= 200000),   -- one block a line; `# ` before a heading
    signer   text        not null default '' check (length(signer) <= 200),
    position text        not null default '' check (length(position) <= 200),
    saved_by uuid        not null references access.account,
    saved_at timestamptz not null,
    primary key (session, version)
);
