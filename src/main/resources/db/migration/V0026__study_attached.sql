-- Whether `of_member` takes part on `day` in a cell that `scope` covers, by a temporary attachment: there he or she
-- studies and is recorded, though counted at the home cell.
create function study.attached(scope uuid[], of_member uuid, day date) returns boolean
    language sql stable
    return exists (select
                   from   organization.temporary_attachment a
                   join   organization.member m on m.id = a.member and m.left_on is null
                   where  a.member = of_member
                   and    a.revoked_at is null
                   and    day >= a.from_on
                   and    day < a.until_on
                   and    organization.covers(scope, a.unit));
