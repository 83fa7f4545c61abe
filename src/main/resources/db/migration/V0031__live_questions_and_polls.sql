-- Questions and polls of a conference. Everything here goes when study removes the session, and no
-- row of study waits for one of these.

-- What the hashes of a conference are salted with, so that they say nothing elsewhere. Forgotten a day after its end.
create table live.salt (
    session uuid        primary key references study.session on delete cascade,
    salt    bytea       not null
);

create table live.question (
    id          uuid        primary key,
    session     uuid        not null references study.session on delete cascade,
    site        uuid        references study.site on delete set null,    -- null: not known
    body        text        not null,
    shown_to    text        not null check (shown_to in ('CHAIR', 'ALL', 'NOBODY')), -- who may see the name
    account     uuid        references access.account,  -- who asked; null for a hall and where the name is not kept
    name        text,                                   -- as it was when asked, or as the hall's operator heard it
    hall        boolean     not null default false,     -- asked aloud, entered by the operator of the site
    entered_by  uuid        references access.account,  -- that operator
    asked_at    timestamptz not null,                   -- to the minute where the name is not kept
    state       text        not null default 'NEW'
                            check (state in ('NEW', 'ACCEPTED', 'HANDED', 'ANSWERED', 'ASIDE')),
    place       integer,                                -- in the queue, from 1; null: not in it
    handed_to   text,                                   -- the presenter who is to answer
    handed_at   timestamptz,
    answer      text,                                   -- in writing; null: answered aloud, or not yet
    answered_at timestamptz,
    answered_by uuid        references access.account,
    merged_into uuid        references live.question on delete set null,
    edition     integer     not null default 1,         -- rises with every change
    check (shown_to <> 'NOBODY' or (account is null and name is null)),
    check (hall = (entered_by is not null)),
    check (merged_into <> id)
);
create index question_session on live.question (session, state);
create index question_account on live.question (account);
create index question_merged on live.question (merged_into) where merged_into is not null;

-- Who supports a question: a salted hash, no account.
create table live.support (
    question uuid  not null references live.question on delete cascade,
    voter    bytea not null,
    primary key (question, voter)
);

-- How many questions came from one person in ten minutes, against flooding: a salted hash, no account, and no way from
-- here to the question.
create table live.asked (
    session uuid    not null references study.session on delete cascade,
    voter   bytea   not null,
    slot    bigint  not null,                           -- ten minutes since 1970
    count   integer not null,
    primary key (session, voter, slot)
);

create table live.poll (
    id            uuid        primary key,
    session       uuid        not null references study.session on delete cascade,
    kind          text        not null check (kind in ('SINGLE', 'MULTIPLE', 'SCALE', 'WORDS', 'ORDER')),
    question      text        not null,
    options       text[]      not null default '{}',    -- SINGLE, MULTIPLE, ORDER; numbered from 1
    most          integer     not null default 1,       -- how many options (MULTIPLE) or words (WORDS) one ballot may hold
    lowest        integer     not null default 1,       -- ends of SCALE
    highest       integer     not null default 5,
    lowest_words  text        not null default '',
    highest_words text        not null default '',
    compared      boolean     not null default false,   -- asked before and after
    signed_in     boolean     not null,                 -- whether voters must be signed in
    name_to_chair boolean     not null,
    name_to_all   boolean     not null,
    code          text        unique,                   -- of the address for everybody; null where voters must be signed in
    hidden        text[]      not null default '{}',    -- words that are not shown
    created_by    uuid        not null references access.account,
    created_at    timestamptz not null default now(),
    edition       integer     not null default 1,       -- rises with every change of the poll or its rounds
    check (signed_in = (code is null))
);
create index poll_session on live.poll (session);

-- A time in which a poll takes ballots. `key` makes the hashes of its voters and is forgotten when it closes.
create table live.round (
    id        uuid        primary key,
    poll      uuid        not null references live.poll on delete cascade,
    number    integer     not null check (number >= 1),
    key       bytea,
    opened_at timestamptz not null,
    closed_at timestamptz,
    unique (poll, number),
    check ((key is null) = (closed_at is not null))
);
create unique index round_open on live.round (poll) where closed_at is null;

-- The ballots of a round without names, all in one row that is written anew with every batch: how often each answer was
-- given. There is no row of one ballot, so neither its order, nor a time, nor a transaction's number leads from
-- `live.voted` to an answer.
create table live.box (
    round   uuid    primary key references live.round on delete cascade,
    ballots integer not null,
    counts  jsonb   not null                            -- answer -> count; of an order `option:place`
) with (fillfactor = 50);

-- Who has voted in a round without names: a hash under the round's key. Emptied when the round closes.
create table live.voted (
    round uuid  not null references live.round on delete cascade,
    voter bytea not null,
    primary key (round, voter)
);

-- The ballots of a round with names; changed in place while it is open.
create table live.ballot (
    round   uuid        not null references live.round on delete cascade,
    voter   bytea       not null,
    account uuid        references access.account,      -- null: not signed in
    name    text,
    site    uuid        references study.site on delete set null,
    choices integer[]   not null default '{}',          -- numbers of options, the value of a scale; in order for ORDER
    words   text[]      not null default '{}',
    cast_at timestamptz not null,
    edition integer     not null default 1,
    primary key (round, voter)
);

-- Hands counted in a hall, as its operator entered them; never added to ballots.
create table live.hands (
    round      uuid        not null references live.round on delete cascade,
    site       uuid        not null references study.site on delete cascade,
    counts     integer[]   not null,                    -- of option 1, 2 …, of a scale from its lowest value on
    entered_by uuid        not null references access.account,
    entered_at timestamptz not null,
    edition    integer     not null default 1,
    primary key (round, site)
);

-- The sum of two maps of counts.
create function live.added(one jsonb, other jsonb) returns jsonb
    language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(s.key, s.count), '{}')
    from   (select   e.key, sum(e.value::integer) as count
            from     (select * from jsonb_each_text(one) union all select * from jsonb_each_text(other)) e
            group by e.key) s
$$;
