-- Counts how often a unit ended, came back or moved, so that what was found out about the tree can be kept until it
-- changes. One row; whoever changes the tree holds the lock of the tree, so that nobody waits for it here.
create table organization.tree_edition (
    only_one boolean primary key default true check (only_one),
    number   bigint  not null
);
insert into organization.tree_edition (number) values (0);

create function organization.count_tree_edition() returns trigger
    language plpgsql as $$
begin
    update organization.tree_edition set number = number + 1;
    return null;
end $$;

create trigger unit_moves after update of parent, until_on on organization.unit
    for each statement execute function organization.count_tree_edition();
