-- Functions that every module may use. `fold` is the database's half of vn.lantoa.kernel.Folded.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create function public.fold(text) returns text
    language sql immutable strict parallel safe
    return translate(lower(regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd');
