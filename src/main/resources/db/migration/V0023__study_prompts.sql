-- How many presence prompts a session may have.
alter table study.campaign add column prompts smallint not null default 0 check (prompts between 0 and 2);

create table study.prompt (
    session   uuid        not null references study.session,
    number    smallint    not null check (number between 1 and 2),
    opens_at  timestamptz not null,
    closes_at timestamptz not null,
    opened_by uuid        not null references access.account,
    primary key (session, number)
);

-- A member typed in the digits that the hall's screen showed. Evidence; nobody becomes absent for want of one.
create table study.prompt_answer (
    session     uuid        not null,
    number      smallint    not null,
    member      uuid        not null references organization.member,
    answered_at timestamptz not null,
    primary key (session, number, member),
    foreign key (session, number) references study.prompt
);
