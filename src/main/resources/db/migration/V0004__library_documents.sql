create schema library;

create table library.document (
    id        uuid primary key,
    symbol    text        not null,               -- as printed: 19-NQ/TW, 202/2025/QH15
    number    text        not null,
    type      text        not null check (type in ('NQ', 'CT', 'KL', 'QĐ', 'QC', 'HD', 'KH', 'CTr', 'ĐA', 'BC', 'TB',
                                                   'TTr', 'CV', 'BB', 'GM', 'LUAT', 'ND', 'TT')),
    title     text        not null check (length(title) between 1 and 1000),
    issuer    text        not null,
    issued_on date        not null,
    abstract  text,
    added_by  uuid        references access.account,
    added_at  timestamptz not null default now(),
    folded    text        generated always as (public.fold(symbol || ' ' || title || ' ' || issuer || ' '
                                                           || coalesce(abstract, ''))) stored,
    unique (issuer, type, number, issued_on)
);
create index document_symbol on library.document (symbol);
create index document_folded on library.document using gin (folded gin_trgm_ops);

create table library.relation (
    from_document uuid not null references library.document,
    kind          text not null check (kind in ('REPLACES', 'AMENDS', 'CONCRETISES', 'GUIDES')),
    to_document   uuid not null references library.document,
    primary key (from_document, kind, to_document),
    check (from_document <> to_document)
);

create table library.file (
    id         uuid primary key,
    document   uuid        not null references library.document,
    name       text        not null,
    media_type text        not null,              -- told from the content, not from the name
    bytes      bigint      not null,
    sha256     bytea       not null,
    text       text,                              -- taken out of the file for searching; null if it has none
    folded     text        generated always as (public.fold(left(text, 200000))) stored,
    added_by   uuid        references access.account,
    added_at   timestamptz not null default now()
);
create unique index file_content on library.file (document, sha256);
create index file_folded on library.file using gin (folded gin_trgm_ops);
