-- The reason with which a door asks that somebody who is not on the roster be taken up into it; a person decides. Null: not
-- asked for.
alter table study.scan add column note text check (length(note) between 1 and 500);

-- Scans are taken with it; the next migration says how.
drop function study.take_scans(uuid, uuid, uuid, timestamptz, uuid, uuid, text, boolean, text[], text[], uuid[], text[],
                               text[], timestamptz[], timestamptz[], boolean[], boolean[], text[]);
