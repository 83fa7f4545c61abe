-- The sites of one session are a kind of import of their own.
alter table access.import_run drop constraint import_run_kind_check;
alter table access.import_run
    add constraint import_run_kind_check check (kind ~ '^(units|members|accounts|documents|sites-[0-9a-f-]{36})$');
