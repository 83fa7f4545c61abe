package vn.lantoa.library;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Bytes that no row referred to when they were last looked for, and since when.
@Component
class Orphans {

    private final JdbcClient db;

    Orphans(JdbcClient db) {
        this.db = db;
    }

    /// Says that a row is about to refer to these bytes. Keeps them from being removed until the transaction
    /// ends: where they are just being removed, it waits, and they are gone afterwards.
    void adopt(byte[] sha256) {
        db.sql("delete from library.orphan where content = :content")
                .param("content", sha256)
                .update();
    }

    /// Notes what nothing refers to; what was noted before keeps its time, and is passed over, since to insert it again
    /// would wait for whoever is just adopting it.
    void note(Collection<String> hashes, Instant at) {
        db.sql("""
                insert into library.orphan (content, since)
                select decode(h, 'hex'), :at
                from   unnest(:hashes::text[]) h
                where  not exists (select from library.orphan o where o.content = decode(h, 'hex'))
                on     conflict do nothing
                """)
                .param("hashes", hashes.toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(Collection<String> hashes) {
        db.sql("""
                delete from library.orphan o
                using  unnest(:hashes::text[]) h
                where  o.content = decode(h, 'hex')
                """).param("hashes", hashes.toArray(String[]::new)).update();
    }

    /// Some of those that have been orphans since before `before`, locked until the transaction ends; those are
    /// left out that somebody is just adopting.
    List<String> lock(Instant before, int most) {
        return db.sql("""
                select   encode(o.content, 'hex')
                from     library.orphan o
                where    o.since < :before
                order by o.since, o.content
                limit    :most
                for      update skip locked
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /// By which a shelf knows whose files it holds; the same as long as the database is.
    UUID installation() {
        return db.sql("select i.id from library.installation i")
                .query(UUID.class)
                .single();
    }

    /// The tables of the database with a column for the hash of a kept file.
    List<String> tables() {
        return db.sql("""
                select   n.nspname || '.' || c.relname
                from     pg_attribute a
                join     pg_class c on c.oid = a.attrelid
                join     pg_namespace n on n.oid = c.relnamespace
                where    a.attname = 'sha256'
                and      not a.attisdropped
                and      c.relkind in ('r', 'p')
                order by 1
                """).query(String.class).list();
    }
}
