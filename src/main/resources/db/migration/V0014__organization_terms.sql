-- The terms of a unit's committee, each from one congress to the next. The number of a congress stands in its name
-- alone: it begins again where units have merged, and orders nothing.
create table organization.term (
    id       uuid primary key,
    unit     uuid not null references organization.unit,
    name     text not null check (length(name) between 1 and 50),        -- "2020-2025"
    congress text not null check (length(congress) between 1 and 200),   -- "Đại hội đại biểu … lần thứ XX"
    from_on  date not null,
    until_on date,                                                       -- first day that is no longer in it; null: running
    check (until_on > from_on),
    constraint term_apart exclude using gist (unit with =, daterange(from_on, until_on) with &&)
);
