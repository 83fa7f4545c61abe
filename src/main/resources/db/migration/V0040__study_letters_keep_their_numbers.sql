-- A letter that was taken out keeps the number it bore, whatever is typed for the first one afterwards: the number itself is
-- kept, no longer a place to count from. Rows are few, a conference has some dozens of experts at most.
alter table study.letter_number add column number text;

update study.letter_number n
set    number = regexp_replace(l.number, '[0-9]+', lpad(c.counted, greatest(length(c.counted), length(c.digits)), '0'))
from   study.letter_number p
join   study.letter l on l.session = p.session and l.kind = p.kind
cross  join lateral (
    select substring(l.number from '[0-9]+') as digits,
           (substring(l.number from '[0-9]+')::numeric + p.place)::text as counted
) c
where  p.expert = n.expert
and    p.kind = n.kind
and    c.digits is not null;

-- Where the number was blanked afterwards nobody can tell what the letters bore.
delete from study.letter_number where number is null;

alter table study.letter_number alter column number set not null;
alter table study.letter_number add unique (session, kind, number);
alter table study.letter_number drop column place;
