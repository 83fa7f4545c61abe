create schema access;

create table access.account (
    id                   uuid primary key,
    username             text        not null,
    full_name            text        not null,
    member               uuid,                    -- of organization.member, which stands above this module: no foreign key
    email                text,
    password_hash        text,                    -- Argon2id; null until the set-up link was used
    must_change_password boolean     not null default false,
    setup_hash           bytea,                   -- SHA-256 of the one-time set-up link's secret
    setup_expires_at     timestamptz,
    locale               text        not null default 'vi' check (locale in ('vi', 'en')),
    large_type           boolean     not null default false,
    theme                text        not null default 'auto' check (theme in ('auto', 'light', 'dark')),
    present_grant        uuid,                    -- the post chosen last; null: the first one
    last_signed_in_at    timestamptz,
    created_at           timestamptz not null default now(),
    disabled_at          timestamptz,
    folded               text        generated always as (public.fold(username || ' ' || full_name)) stored
);
create unique index account_username on access.account (lower(username));
create index account_folded on access.account using gin (folded gin_trgm_ops);
create index account_member on access.account (member);

create table access.access_grant (
    id         uuid primary key,
    account    uuid        not null references access.account,
    role       text        not null check (role in ('ADMINISTRATOR', 'OFFICER', 'SECRETARY', 'CELL_SECRETARY',
                                                    'SITE_OPERATOR', 'INSPECTOR', 'MEMBER', 'READER')),
    unit       uuid,                              -- null: the whole tree
    from_on    date        not null,
    until_on   date,                              -- exclusive; null: open
    granted_by uuid        references access.account,
    granted_at timestamptz not null default now(),
    revoked_by uuid        references access.account,
    revoked_at timestamptz,
    check (until_on is null or until_on > from_on)
);
create index access_grant_account on access.access_grant (account);
create index access_grant_unit on access.access_grant (unit);

create table access.token (
    id           uuid primary key,
    account      uuid        not null references access.account,
    label        text        not null,
    hash         bytea       not null unique,     -- SHA-256 of the secret, which is shown once and kept nowhere
    created_at   timestamptz not null default now(),
    last_used_on date,
    revoked_at   timestamptz
);
create index token_account on access.token (account);

-- Who read or exported whose record, who changed what, who signed in. Append-only.
create table access.audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    account uuid        references access.account,
    action  text        not null,                 -- module.noun.verb, such as study.closure.create
    subject uuid,                                 -- what it was done to: a member, a unit, a campaign …
    unit    uuid,                                 -- where the subject stood, so that an inspector's scope can be applied
    detail  text
);
create index audit_subject on access.audit (subject, at);
create index audit_account on access.audit (account, at);
create index audit_unit on access.audit (unit, id);

create function access.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or removed', tg_table_name;
end $$;
create trigger audit_append_only before update or delete on access.audit
    for each row execute function access.refuse_change();

create table access.setting (
    name       text primary key,
    value      text        not null,
    changed_by uuid        references access.account,
    changed_at timestamptz not null default now()
);

-- Sessions of the browser, in the form Spring Session keeps them.
create table access.session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index session_expiry on access.session (expiry_time);
create index session_principal on access.session (principal_name);
create table access.session_attributes (
    session_primary_id char(36)     not null references access.session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
