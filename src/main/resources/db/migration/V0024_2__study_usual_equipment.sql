-- What the sites of a unit's sessions, and of those of the units below, usually need; the nearest above counts. A session
-- may have a list of its own (session.equipment).
create table study.usual_equipment (
    unit       uuid primary key references organization.unit,
    items      text[]      not null check (cardinality(items) between 1 and 40),
    changed_by uuid        not null references access.account,
    changed_at timestamptz not null default now()
);
