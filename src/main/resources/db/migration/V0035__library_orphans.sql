-- Bytes among the files that no row referred to when they were looked for, and since when; removed after a day. Whoever
-- keeps a file deletes its row here first, so that the row's lock keeps the two apart. `content` is a SHA-256, called
-- otherwise than in the tables that hold files.
create table library.orphan (
    content bytea       primary key check (length(content) = 32),
    since   timestamptz not null
);
create index orphan_since on library.orphan (since);

-- By which a directory or a bucket of files knows whose it is: the files of one database are no orphans of another's.
create table library.installation (
    id  uuid    not null default gen_random_uuid(),
    one boolean primary key default true check (one)
);
insert into library.installation default values;

create index file_sha256 on library.file (sha256);
