package vn.lantoa.access;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.kernel.Ids;

/// What becomes of posts when the units they are at end: rights follow the organisation. Written in the transaction of
/// the reorganization, which calls it.
@Component
public class Waning {

    private final JdbcClient db;
    private final Tokens tokens;

    Waning(JdbcClient db, Tokens tokens) {
        this.db = db;
        this.tokens = tokens;
    }

    /// The posts in force on `on` at one of `units`, by user name.
    public List<Holder> holders(Collection<UUID> units, LocalDate on) {
        return db.sql("""
                select   a.username, a.full_name as name, g.role, g.unit
                from     access.access_grant g
                join     access.account a on a.id = g.account and a.disabled_at is null
                where    g.unit = any (:units)
                and      g.revoked_at is null
                and      g.from_on <= :on
                and      (g.until_on is null or g.until_on > :on)
                order by a.username, g.id
                """)
                .param("units", units.toArray(UUID[]::new))
                .param("on", on)
                .query(Holder.class)
                .list();
    }

    /// From `on` posts at `units` only let read, and from `until` nothing any more. A member's own post follows the
    /// members: it goes to the heir, where there is one.
    ///
    /// @param heirs of units that became part of one other
    @Transactional(propagation = Propagation.MANDATORY)
    public void wane(
            Collection<UUID> units, Map<UUID, UUID> heirs, LocalDate on, LocalDate until, UUID reorganization) {
        var ended = units.toArray(UUID[]::new);
        db.sql("""
                with followed as (
                    select h.unit, h.heir from unnest(:from::uuid[], :into::uuid[]) as h (unit, heir)
                ),
                waned as (
                    update access.access_grant g
                    set    until_before = g.until_on,
                           until_on = greatest(g.from_on + 1,
                                               least(g.until_on, case when g.role = 'MEMBER' then :on else :until end)),
                           reads_from = :on,
                           reorganization = :reorganization
                    where  g.unit = any (:units)
                    and    g.revoked_at is null
                    and    (g.until_on is null or g.until_on > :on)
                    returning g.account, g.role, g.unit, g.until_before
                )
                insert into access.access_grant (id, account, role, unit, from_on, until_on, born_of)
                select n.id, w.account, w.role, f.heir, :on, w.until_before, :reorganization
                from   (select w.*, row_number() over () as place from waned w where w.role = 'MEMBER') w
                join   followed f on f.unit = w.unit
                join   unnest(:ids::uuid[]) with ordinality as n (id, place) on n.place = w.place
                """)
                .param("from", heirs.keySet().toArray(UUID[]::new))
                .param("into", heirs.values().toArray(UUID[]::new))
                .param("on", on)
                .param("until", until)
                .param("reorganization", reorganization)
                .param("units", ended)
                .param("ids", ids(members(ended, on)))
                .update();
        tokens.forget();
    }

    /// Gives the account `username` a post at a unit from `on`, by a reorganization.
    ///
    /// @return whether there is such an account in use
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean appoint(Actor actor, String username, Role role, UUID unit, LocalDate on, UUID reorganization) {
        var given = db.sql("""
                insert into access.access_grant (id, account, role, unit, from_on, granted_by, born_of)
                select :id, a.id, :role, :unit, :on, :by, :reorganization
                from   access.account a
                where  lower(a.username) = lower(:username)
                and    a.disabled_at is null
                """)
                .param("id", Ids.next())
                .param("role", role.name())
                .param("unit", unit)
                .param("on", on)
                .param("by", actor.account().value())
                .param("reorganization", reorganization)
                .param("username", username)
                .update();
        tokens.forget();
        return given == 1;
    }

    /// Which of `usernames` belong to accounts in use; in lower case.
    public List<String> known(Collection<String> usernames) {
        return db.sql("""
                select lower(a.username)
                from   access.account a
                where  lower(a.username) = any (:usernames)
                and    a.disabled_at is null
                """)
                .param(
                        "usernames",
                        usernames.stream()
                                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                                .toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// How many posts at `units` were given by something else than `reorganization`.
    public long others(Collection<UUID> units, UUID reorganization) {
        return db.sql("""
                select count(*)
                from   access.access_grant g
                where  g.unit = any (:units)
                and    g.born_of is distinct from :reorganization
                """)
                .param("units", units.toArray(UUID[]::new))
                .param("reorganization", reorganization)
                .query(Long.class)
                .single();
    }

    /// Puts all posts back as they were before `reorganization`.
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(UUID reorganization) {
        db.sql(
                        "update access.account set present_grant = null where present_grant in (select g.id from access.access_grant g where g.born_of = :id)")
                .param("id", reorganization)
                .update();
        db.sql("delete from access.access_grant where born_of = :id")
                .param("id", reorganization)
                .update();
        db.sql("""
                update access.access_grant
                set    until_on = until_before, until_before = null, reads_from = null, reorganization = null
                where  reorganization = :id
                """).param("id", reorganization).update();
        tokens.forget();
    }

    private int members(UUID[] units, LocalDate on) {
        return db.sql("""
                select count(*)
                from   access.access_grant g
                where  g.unit = any (:units)
                and    g.role = 'MEMBER'
                and    g.revoked_at is null
                and    (g.until_on is null or g.until_on > :on)
                """)
                .param("units", units)
                .param("on", on)
                .query(Integer.class)
                .single();
    }

    private static UUID[] ids(int count) {
        var ids = new UUID[count];
        for (var place = 0; place < count; place++) ids[place] = Ids.next();
        return ids;
    }

    /// Somebody with a post at a unit.
    public record Holder(String username, String name, Role role, UUID unit) {}
}
