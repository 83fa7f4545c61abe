-- The number of each letter, counted on from the one that was typed for all of its kind: the first letter bears `place` 0.
-- Given when letters are first taken out and never to another expert after that, whatever becomes of the invitation.
create table study.letter_number (
    expert   uuid        not null references study.expert on delete cascade,
    session  uuid        not null references study.session on delete cascade,
    kind     text        not null check (kind in ('INVITATION', 'THANKS')),
    place    integer     not null check (place >= 0),
    given_by uuid        not null references access.account,
    given_at timestamptz not null,
    primary key (expert, kind),
    unique (session, kind, place)
);
