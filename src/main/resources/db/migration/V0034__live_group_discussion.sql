-- Discussion in groups (thảo luận tổ): what is to be discussed, who sits where, and the minutes of each group. Everything
-- here goes when study removes the session, and no row of study waits for one of these.

create table live.discussion (
    session   uuid        primary key references study.session on delete cascade,
    due_at    timestamptz,                              -- when minutes are to be in; null: once the matters' minutes are over
    opened_at timestamptz,                              -- from then on groups write; null: still being prepared
    edition   integer     not null default 1            -- rises with every change of it, its matters and its groups
);

create table live.matter (
    id      uuid    primary key,
    session uuid    not null references live.discussion on delete cascade,
    place   integer not null,                           -- in the order of discussion, from 1
    body    text    not null check (length(body) between 1 and 1000),
    hint    text    not null default '' check (length(hint) <= 2000),
    minutes integer check (minutes between 1 and 480),  -- available for it, of an hour; null: not said
    counted boolean not null                            -- whether groups count who agrees and who does not
);
create index matter_session on live.matter (session, place);

-- `present`: how many sat in the group, as its minutes say. Handed in: the minutes are final until they are sent back.
create table live.discussion_group (
    id           uuid        primary key,
    session      uuid        not null references live.discussion on delete cascade,
    number       integer     not null,                  -- in order of making
    name         text        not null check (length(name) between 1 and 100),
    room         text        not null default '' check (length(room) <= 200),
    site         uuid        references study.site on delete set null,
    chair        uuid        references organization.member,
    secretary    uuid        references organization.member,
    present      integer     check (present between 1 and 100000),
    handed_in_at timestamptz,
    handed_in_by uuid        references access.account,
    returned_at  timestamptz,                           -- when the main site last sent them back, and not handed in since
    remark       text        not null default '' check (length(remark) <= 2000),  -- why
    edition      integer     not null default 1,        -- rises with every change of the minutes
    unique (session, number),
    check ((handed_in_at is null) = (handed_in_by is null)),
    check (handed_in_at is null or returned_at is null)
);
create index discussion_group_site on live.discussion_group (site);
create index discussion_group_chair on live.discussion_group (chair);
create index discussion_group_secretary on live.discussion_group (secretary);

-- Whose people sit in a group. A group without a row takes those of its site who sit in no other.
create table live.group_unit (
    group_id uuid not null references live.discussion_group on delete cascade,
    unit     uuid not null references organization.unit,
    primary key (group_id, unit)
);

-- What a group says on one matter.
create table live.group_note (
    group_id   uuid        not null references live.discussion_group on delete cascade,
    matter     uuid        not null references live.matter on delete cascade,
    opinions   text        not null default '' check (length(opinions) <= 20000),
    proposals  text        not null default '' check (length(proposals) <= 5000),   -- to those above
    agreed     integer     check (agreed between 0 and 100000),
    against    integer     check (against between 0 and 100000),
    otherwise  integer     check (otherwise between 0 and 100000),
    written_by uuid        not null references access.account,
    written_at timestamptz not null,
    primary key (group_id, matter)
);
create index group_note_matter on live.group_note (matter);

-- What somebody wrote on a text that another had changed meanwhile: kept beside until one of the group has dealt with it,
-- and after that for the record. `base`: what the writer had before him, as a mark of `vn.lantoa.live.Note`.
create table live.group_aside (
    id         uuid        primary key,
    group_id   uuid        not null references live.discussion_group on delete cascade,
    matter     uuid        not null references live.matter on delete cascade,
    base       text        not null,
    opinions   text        not null,
    proposals  text        not null,
    agreed     integer,
    against    integer,
    otherwise  integer,
    written_by uuid        not null references access.account,
    written_at timestamptz not null,
    settled_by uuid        references access.account,
    settled_at timestamptz,
    check ((settled_at is null) = (settled_by is null))
);
create unique index group_aside_open on live.group_aside (group_id, matter, written_by, base) where settled_at is null;
create index group_aside_matter on live.group_aside (matter);
