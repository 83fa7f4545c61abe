-- One file that somebody sent to be imported on a page: for a trial or for good, in whose name, how far it has come and
-- how it went. Kept for a week, so that a page that was left can be found again.
create table access.import_run (
    id        uuid primary key,
    account   uuid        not null references access.account,
    kind      text        not null check (kind in ('units', 'members', 'accounts', 'documents')),
    file_name text        not null check (length(file_name) between 1 and 200),
    bytes     bigint      not null,
    hash      bytea       not null,               -- SHA-256 of the file
    dry_run   boolean     not null,
    partial   boolean     not null,
    kept      boolean     not null default false, -- whether the file itself lies in import_piece
    sent_at   timestamptz not null default now(),
    step      text        not null default 'WAITING' check (step in ('WAITING', 'READING', 'JUDGING', 'WRITING')),
    row_count integer     not null default 0,     -- rows that the step has got through
    beat_at   timestamptz not null default now(), -- last sign of life of the node that is at it
    ended_at  timestamptz,
    outcome   jsonb                               -- null although it ended: it broke off, and nothing was taken
);
create index import_run_account on access.import_run (account, kind, sent_at);
create index import_run_sent on access.import_run (sent_at);

-- The bytes of a file that was tried, in pieces of a megabyte, so that it can be imported without being chosen again.
create table access.import_piece (
    run    uuid    not null references access.import_run on delete cascade,
    number integer not null,
    bytes  bytea   not null,
    primary key (run, number)
);
