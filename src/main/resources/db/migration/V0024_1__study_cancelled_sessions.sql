-- Sessions that were removed, for the calendars that had them: what is missing there would stay on in some programs.
-- Whom it concerned: `units` with all below (host and sites), `members` who were listed or called to a make-up,
-- `accounts` that worked a site.
create table study.cancelled_session (
    id           uuid primary key,
    campaign     uuid        not null references study.campaign on delete cascade,
    title        text        not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    units        uuid[]      not null,
    members      uuid[]      not null,
    accounts     uuid[]      not null,
    revised      integer     not null,
    cancelled_at timestamptz not null default now()
);
create index cancelled_session_starts on study.cancelled_session (starts_at);
