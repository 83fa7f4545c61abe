-- Who last said how many sat in a group, and when: what the second of two writers is told. Null where it was said before
-- this was kept, or nobody has said it.
alter table live.discussion_group
    add column present_by uuid references access.account,
    add column present_at timestamptz,
    add check ((present_by is null) = (present_at is null));
