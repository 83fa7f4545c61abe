-- A post whose unit ended goes on reading for a while what it answered for, and writes nothing any more: from this day
-- on the grant lets its holder read and take out, whatever the role. Null: never.
alter table access.access_grant add column reads_from date;
-- The reorganization by which the grant wanes or came to be, and what `until_on` was before, so that it can be undone.
alter table access.access_grant add column reorganization uuid;
alter table access.access_grant add column until_before date;
create index access_grant_reorganization on access.access_grant (reorganization) where reorganization is not null;
-- The reorganization that gave this grant, and takes it with it when it is undone.
alter table access.access_grant add column born_of uuid;
