-- What a thematic conference is about, in words; null: the session is not one.
alter table study.session add column theme text check (length(theme) between 1 and 500);

create or replace function study.revise_session() returns trigger language plpgsql as $$
begin
    if (new.title, new.starts_at, new.ends_at, new.host, new.topics, new.timetabled, new.combined_with, new.theme)
           is distinct from
       (old.title, old.starts_at, old.ends_at, old.host, old.topics, old.timetabled, old.combined_with, old.theme) then
        new.revised := old.revised + 1;
    end if;
    if new.revised <> old.revised then
        new.revised_at := now();
    end if;
    return new;
end $$;

-- An expert who is invited to a thematic conference. `title` is degree and academic title ("PGS.TS"); `contact` is
-- personal and leaves with the withdrawal of the invitation; `topic` one of the session's, or null for a theme of his or
-- her own, which `speaks` names. What is published members read: name, post, biography, papers.
create table study.expert (
    id           uuid primary key,
    session      uuid        not null references study.session on delete cascade,
    title        text        not null check (length(title) <= 100),
    full_name    text        not null check (length(full_name) between 1 and 200),
    post         text        not null check (length(post) <= 200),
    workplace    text        not null check (length(workplace) <= 300),
    biography    text        not null check (length(biography) <= 2000),
    contact      text        not null check (length(contact) <= 300),
    topic        smallint    check (topic between 1 and 60),
    speaks       text        not null check (length(speaks) <= 500),
    answer       text        not null default 'INVITED' check (answer in ('INVITED', 'ACCEPTED', 'DECLINED', 'CAME')),
    answered_at  timestamptz,
    published_at timestamptz,
    withdrawn_at timestamptz,
    added_by     uuid        not null references access.account,
    added_at     timestamptz not null default now(),
    check (published_at is null or (withdrawn_at is null and answer in ('ACCEPTED', 'CAME'))),
    check (withdrawn_at is null or contact = '')
);
create index expert_session on study.expert (session);

-- What an expert presents, as a file; the bytes lie under their hash beside those of the library.
create table study.expert_paper (
    id         uuid primary key,
    expert     uuid        not null references study.expert on delete cascade,
    title      text        not null check (length(title) between 1 and 300),
    name       text        not null,
    media_type text        not null,              -- told from the content, not from the name
    bytes      bigint      not null,
    sha256     bytea       not null,
    added_by   uuid        not null references access.account,
    added_at   timestamptz not null default now()
);
create unique index expert_paper_content on study.expert_paper (expert, sha256);

-- What stands on all invitations, or all letters of thanks, of a session. `day` null: left open on the paper.
create table study.letter (
    session   uuid        not null references study.session on delete cascade,
    kind      text        not null check (kind in ('INVITATION', 'THANKS')),
    number    text        not null check (length(number) <= 100),
    place     text        not null check (length(place) <= 100),
    day       date,
    authority text        not null check (length(authority) <= 200),
    position  text        not null check (length(position) <= 200),
    signer    text        not null check (length(signer) <= 200),
    note      text        not null check (length(note) <= 1000),
    saved_by  uuid        not null references access.account,
    saved_at  timestamptz not null default now(),
    primary key (session, kind)
);
