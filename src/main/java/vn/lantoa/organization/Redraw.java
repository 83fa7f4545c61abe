package vn.lantoa.organization;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;

/// Puts a [Blueprint] into the tree and takes it out again, in a dozen statements however many units there are. What is
/// changed is kept as it was before, so that it can be put back to the letter. The caller holds the tree; facts and
/// rosters are not touched, so that check-ins go on meanwhile.
@Component
class Redraw {

    private final JdbcClient db;
    private final DataSource source;
    private final Closure closure;

    Redraw(JdbcClient db, DataSource source, Closure closure) {
        this.db = db;
        this.source = source;
        this.closure = closure;
    }

    /// Draws `blueprint` from `on`.
    Drawn apply(Blueprint blueprint, UUID reorganization, String decision, LocalDate on) {
        stage(blueprint);
        remember(reorganization);
        found(on);
        change(reorganization, decision, on);
        link(reorganization);
        rehome(reorganization, decision, on);
        endPosts(reorganization, on);
        closure.redrawn();
        analyze();
        return drawn();
    }

    /// Puts everything back as it stood before `reorganization`.
    void undo(UUID reorganization) {
        stageUndoing(reorganization);
        restoreMembers(reorganization);
        restorePosts(reorganization);
        restoreStates(reorganization);
        db.sql("delete from organization.lineage where reorganization = :id")
                .param("id", reorganization)
                .update();
        restoreUnits();
        closure.redrawn();
        db.sql("""
                delete from organization.unit_tree t
                using  redraw r
                where  r.founded
                and    t.descendant = r.id
                """).update();
        db.sql("""
                delete from organization.unit u
                using  redraw r
                where  u.id = r.id
                and    r.founded
                """).update();
        analyze();
    }

    private void stage(Blueprint blueprint) {
        db.sql("drop table if exists pg_temp.redraw, pg_temp.redraw_link").update();
        db.sql("""
                create temporary table redraw (
                    id          uuid,
                    code        text,
                    founded     boolean,
                    ends        boolean,
                    level       text,
                    name        text,
                    parent_code text,
                    parent      uuid
                ) on commit drop
                """).update();
        db.sql("""
                create temporary table redraw_link (from_code text, to_code text, kind text, from_unit uuid, to_unit uuid)
                on commit drop
                """).update();
        try (var rows =
                Stage.open(source, "copy redraw (id, code, founded, ends, level, name, parent_code) from stdin")) {
            for (var fate : blueprint.fates()) {
                var place = fate.ends() ? fate.before() : fate.after();
                if (place == null || (!fate.ends() && place.equals(fate.before()))) continue;
                var founded = fate.id() == null;
                rows.row(
                        founded ? Ids.next() : fate.id(),
                        fate.code(),
                        founded,
                        fate.ends(),
                        place.level().name(),
                        place.name(),
                        place.parent());
            }
            rows.finish();
        }
        try (var rows = Stage.open(source, "copy redraw_link (from_code, to_code, kind) from stdin")) {
            for (var link : blueprint.links()) rows.row(link.from(), link.into(), link.kind());
            rows.finish();
        }
        db.sql("create index on redraw (code)").update();
        db.sql("analyze redraw, redraw_link").update();
        db.sql("""
                update redraw r
                set    parent = p.id
                from   (select x.id, x.code from redraw x
                        union
                        select u.id, u.code from organization.unit u) p
                where  p.code = r.parent_code
                """).update();
        db.sql("""
                update redraw_link l
                set    from_unit = f.id, to_unit = t.id
                from   (select x.id, x.code from redraw x
                        union
                        select u.id, u.code from organization.unit u) f,
                       (select x.id, x.code from redraw x
                        union
                        select u.id, u.code from organization.unit u) t
                where  f.code = l.from_code
                and    t.code = l.to_code
                """).update();
        // what stands below a merged unit and is not named goes where that goes
        db.sql("""
                insert into redraw (id, code, founded, ends, level, name, parent)
                select c.id, c.code, false, false, c.level, c.name, l.to_unit
                from   redraw_link l
                join   organization.unit c on c.parent = l.from_unit
                where  l.kind = 'MERGED'
                and    c.until_on is null
                and    not exists (select from redraw r where r.id = c.id)
                """).update();
        db.sql("create unique index on redraw (id)").update();
        db.sql("analyze redraw, redraw_link").update();
    }

    private void remember(UUID reorganization) {
        db.sql("""
                insert into organization.unit_before (reorganization, unit, founded, name, level, parent, until_on,
                                                      state_from, state_decision, state_reorganization)
                select :id, r.id, r.founded, coalesce(u.name, r.name), coalesce(u.level, r.level), u.parent, u.until_on,
                       lower(s.valid), s.decision, s.reorganization
                from   redraw r
                left   join organization.unit u on u.id = r.id
                left   join organization.unit_state s on s.unit = r.id and upper_inf(s.valid)
                """).param("id", reorganization).update();
    }

    private void found(LocalDate on) {
        db.sql("""
                insert into organization.unit (id, code, level, name, parent, from_on)
                select r.id, r.code, r.level, r.name, r.parent, :on
                from   redraw r
                where  r.founded
                """).param("on", on).update();
    }

    private void change(UUID reorganization, String decision, LocalDate on) {
        db.sql("""
                delete from organization.unit_state s
                using  redraw r
                where  s.unit = r.id
                and    upper_inf(s.valid)
                and    lower(s.valid) = :on
                """).param("on", on).update();
        db.sql("""
                update organization.unit_state s
                set    valid = daterange(lower(s.valid), :on), ended_by = :id
                from   redraw r
                where  s.unit = r.id
                and    upper_inf(s.valid)
                """).param("on", on).param("id", reorganization).update();
        db.sql("""
                update organization.unit u
                set    name = case when r.ends then u.name else r.name end,
                       parent = case when r.ends then u.parent else r.parent end,
                       until_on = case when r.ends then :on::date end
                from   redraw r
                where  u.id = r.id
                and    not r.founded
                """).param("on", on).update();
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid, decision, reorganization)
                select r.id, r.name, r.level, r.parent, daterange(:on, null), :decision, :id
                from   redraw r
                where  not r.ends
                """)
                .param("on", on)
                .param("decision", decision)
                .param("id", reorganization)
                .update();
    }

    private void link(UUID reorganization) {
        db.sql("""
                insert into organization.lineage (from_unit, to_unit, reorganization, kind)
                select l.from_unit, l.to_unit, :id, l.kind
                from   redraw_link l
                """).param("id", reorganization).update();
    }

    /// Members who stand directly in a unit that became part of another stand in that.
    private void rehome(UUID reorganization, String decision, LocalDate on) {
        db.sql("""
                insert into organization.membership_before (reorganization, member, unit, valid_from, reason, decision,
                                                            membership_reorganization)
                select :id, s.member, s.unit, lower(s.valid), s.reason, s.decision, s.reorganization
                from   redraw_link l
                join   organization.member m on m.unit = l.from_unit and m.left_on is null
                join   organization.membership s on s.member = m.id and upper_inf(s.valid)
                where  l.kind = 'MERGED'
                """).param("id", reorganization).update();
        db.sql("""
                delete from organization.membership s
                using  organization.membership_before b
                where  b.reorganization = :id
                and    s.member = b.member
                and    upper_inf(s.valid)
                and    lower(s.valid) = :on
                """).param("id", reorganization).param("on", on).update();
        db.sql("""
                update organization.membership s
                set    valid = daterange(lower(s.valid), :on)
                from   organization.membership_before b
                where  b.reorganization = :id
                and    s.member = b.member
                and    upper_inf(s.valid)
                """).param("id", reorganization).param("on", on).update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason, decision, reorganization)
                select b.member, l.to_unit, daterange(:on, null), 'REORGANIZATION', :decision, :id
                from   organization.membership_before b
                join   redraw_link l on l.from_unit = b.unit and l.kind = 'MERGED'
                where  b.reorganization = :id
                """)
                .param("id", reorganization)
                .param("on", on)
                .param("decision", decision)
                .update();
        db.sql("""
                update organization.member m
                set    unit = l.to_unit
                from   organization.membership_before b
                join   redraw_link l on l.from_unit = b.unit and l.kind = 'MERGED'
                where  b.reorganization = :id
                and    m.id = b.member
                """).param("id", reorganization).update();
    }

    private void endPosts(UUID reorganization, LocalDate on) {
        db.sql("""
                insert into organization.post_before (reorganization, post, until_on)
                select :id, p.id, p.until_on
                from   organization.post p
                join   redraw r on r.id = p.unit and r.ends
                where  p.until_on is null
                or     p.until_on > :on
                """).param("id", reorganization).param("on", on).update();
        db.sql("""
                update organization.post p
                set    until_on = greatest(:on, p.from_on + 1)
                from   organization.post_before b
                where  b.reorganization = :id
                and    p.id = b.post
                """).param("id", reorganization).param("on", on).update();
    }

    private void analyze() {
        db.sql("analyze organization.unit, organization.unit_state, organization.unit_tree, organization.lineage")
                .update();
    }

    private Drawn drawn() {
        var founded = new HashMap<String, UUID>();
        db.sql("select r.code, r.id from redraw r where r.founded").query(row -> {
            founded.put(row.getString(1), row.getObject(2, UUID.class));
        });
        var ended = db.sql("select r.id from redraw r where r.ends")
                .query(UUID.class)
                .list();
        var heirs = new HashMap<UUID, UUID>();
        db.sql("select l.from_unit, l.to_unit from redraw_link l where l.kind = 'MERGED'")
                .query(row -> {
                    heirs.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        int changed = db.sql("select count(*) from redraw").query(Integer.class).single();
        return new Drawn(founded, ended, heirs, changed);
    }

    private void stageUndoing(UUID reorganization) {
        db.sql("drop table if exists pg_temp.redraw").update();
        db.sql("""
                create temporary table redraw on commit drop as
                select b.unit as id, b.founded, b.name, b.parent, b.until_on, b.state_from, b.level, b.state_decision,
                       b.state_reorganization
                from   organization.unit_before b
                where  b.reorganization = :id
                """).param("id", reorganization).update();
        db.sql("create unique index on redraw (id)").update();
        db.sql("analyze redraw").update();
    }

    private void restoreMembers(UUID reorganization) {
        db.sql("delete from organization.membership where reorganization = :id")
                .param("id", reorganization)
                .update();
        db.sql("""
                update organization.membership s
                set    valid = daterange(lower(s.valid), null)
                from   organization.membership_before b
                where  b.reorganization = :id
                and    s.member = b.member
                and    s.unit = b.unit
                and    lower(s.valid) = b.valid_from
                """).param("id", reorganization).update();
        db.sql("""
                insert into organization.membership (member, unit, valid, reason, decision, reorganization)
                select b.member, b.unit, daterange(b.valid_from, null), b.reason, b.decision, b.membership_reorganization
                from   organization.membership_before b
                where  b.reorganization = :id
                and    not exists (select
                                   from   organization.membership s
                                   where  s.member = b.member
                                   and    upper_inf(s.valid))
                """).param("id", reorganization).update();
        db.sql("""
                update organization.member m
                set    unit = b.unit
                from   organization.membership_before b
                where  b.reorganization = :id
                and    m.id = b.member
                """).param("id", reorganization).update();
    }

    private void restorePosts(UUID reorganization) {
        db.sql("""
                update organization.post p
                set    until_on = b.until_on
                from   organization.post_before b
                where  b.reorganization = :id
                and    p.id = b.post
                """).param("id", reorganization).update();
    }

    private void restoreStates(UUID reorganization) {
        db.sql("delete from organization.unit_state where reorganization = :id")
                .param("id", reorganization)
                .update();
        db.sql("""
                update organization.unit_state
                set    valid = daterange(lower(valid), null), ended_by = null
                where  ended_by = :id
                """).param("id", reorganization).update();
        db.sql("""
                insert into organization.unit_state (unit, name, level, parent, valid, decision, reorganization)
                select r.id, r.name, r.level, r.parent, daterange(r.state_from, null), r.state_decision,
                       r.state_reorganization
                from   redraw r
                where  not r.founded
                and    not exists (select
                                   from   organization.unit_state s
                                   where  s.unit = r.id
                                   and    upper_inf(s.valid))
                """).update();
    }

    private void restoreUnits() {
        db.sql("""
                update organization.unit u
                set    name = r.name, parent = r.parent, until_on = r.until_on
                from   redraw r
                where  u.id = r.id
                and    not r.founded
                """).update();
    }

    /// @param founded ids by code
    /// @param heirs the one heir by unit that became part of it
    /// @param changed how many units are not as they were
    record Drawn(Map<String, UUID> founded, List<UUID> ended, Map<UUID, UUID> heirs, int changed) {
        Drawn {
            founded = Map.copyOf(founded);
            ended = List.copyOf(ended);
            heirs = Map.copyOf(heirs);
        }
    }
}
