package vn.lantoa.organization;

import static vn.lantoa.organization.Written.escaped;
import static vn.lantoa.organization.Written.patterns;
import static vn.lantoa.organization.Written.words;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.organization.view.Found;
import vn.lantoa.organization.view.FoundUnit;

/// Finds units and members by parts of their names, numbers and codes, whatever the accents: "tan linh" finds Tân Linh.
/// Units are found by the names they had before as well, and those that no longer exist lead to their heirs. What is
/// named exactly comes first, then what begins with the words, then what holds them.
@Component
class Search {

    static final int MOST = 20;

    private final JdbcClient db;
    private final Heirs heirs;

    Search(JdbcClient db, Heirs heirs) {
        this.db = db;
        this.heirs = heirs;
    }

    /// At most `most` of today's units in `scope`, to choose from; by the names they had before too.
    ///
    /// @param holding only units where members may stand
    List<Found> units(Scope scope, @Nullable String query, boolean holding, int most) {
        return hits(scope, query, holding, false, most).stream()
                .map(hit -> new Found(hit.id(), hit.code(), hit.name(), hit.detail()))
                .toList();
    }

    /// As [#units] for a choice between units of today and those that no longer exist.
    List<Found> ever(Scope scope, @Nullable String query, int most) {
        return hits(scope, query, false, true, most).stream()
                .map(hit -> new Found(hit.id(), hit.code(), hit.name(), hit.detail()))
                .toList();
    }

    /// At most `most` units in `scope`, also those that no longer exist, by the names they have or had.
    List<FoundUnit> remembered(Scope scope, @Nullable String query, int most) {
        var hits = hits(scope, query, false, true, most);
        var ended =
                hits.stream().filter(hit -> hit.untilOn() != null).map(Hit::id).toList();
        var inherited = heirs.of(scope, ended);
        return hits.stream()
                .map(hit -> new FoundUnit(
                        hit.id(),
                        hit.code(),
                        hit.name(),
                        hit.detail(),
                        hit.former(),
                        hit.untilOn(),
                        inherited.getOrDefault(hit.id(), List.of())))
                .toList();
    }

    /// Of hits that fit equally well committees come before cells, units that exist before those that do not, and names
    /// of today before those of the past.
    private List<Hit> hits(Scope scope, @Nullable String query, boolean holding, boolean ended, int most) {
        var words = words(query);
        if (words.length == 0 || scope.none()) return List.of();
        var whole = String.join(" ", words);
        return db.sql("""
                with named as (
                    select u.id, null::text as former, u.folded
                    from   organization.unit u
                    where  u.folded like :longest
                    and    u.folded like all (:patterns)
                    union  all
                    select s.unit, s.name, public.fold(s.name)
                    from   organization.unit_state s
                    where  public.fold(s.name) like :longest
                    and    public.fold(s.name) like all (:patterns)
                ),
                best as (
                    select distinct on (n.id) n.id, n.former, n.folded
                    from   named n
                    order  by n.id, n.former is not null, n.former
                )
                select   u.id, u.code, u.name, coalesce(p.name, '') as detail, b.former, u.until_on
                from     best b
                join     organization.unit u on u.id = b.id
                left     join organization.unit p on p.id = u.parent
                where    (:ended or u.until_on is null)
                and      u.id in (select w.unit from organization.within(:scope) w)
                and      (not :holding
                          or u.level = 'CELL'
                          or u.level in ('GRASSROOTS', 'SECTIONAL')
                             and not exists (select from organization.unit c where c.parent = u.id and c.until_on is null))
                order by lower(u.code) <> :whole,
                         b.folded not like :beginning,
                         b.folded not like :within,
                         u.level = 'CELL',
                         u.until_on is not null,
                         b.former is not null,
                         array_position(array['CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS', 'SECTIONAL', 'CELL'], u.level),
                         length(u.name), u.folded, u.code
                limit    :most
                """)
                .param("patterns", patterns(words))
                .param("longest", longest(words))
                .param("ended", ended)
                .param("scope", scope.array())
                .param("holding", holding)
                .param("whole", whole)
                .param("beginning", escaped(whole) + "%")
                .param("within", "%" + escaped(whole) + "%")
                .param("most", most)
                .query(Hit.class)
                .list();
    }

    /// As a pattern of its own: an index answers `like`, but not `like all`.
    private static String longest(String[] words) {
        return "%"
                + escaped(Arrays.stream(words)
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow()) + "%";
    }

    private record Hit(
            UUID id,
            String code,
            String name,
            String detail,
            @Nullable String former,
            @Nullable LocalDate untilOn) {}

    /// At most `most` of today's members in `scope`, which must be one for names. What a record is called that
    /// was merged into another finds the other.
    List<Found> members(Scope scope, @Nullable String query, int most) {
        var words = words(query);
        if (String.join("", words).length() < 2 || scope.none()) return List.of();
        var whole = String.join(" ", words);
        return db.sql("""
                select   m.id, m.member_no as code, m.full_name as name, u.name as detail
                from     organization.member m
                join     organization.unit u on u.id = m.unit
                where    (m.folded like all (:patterns)
                          or m.id in (select organization.kept_of(d.id)
                                      from   organization.member d
                                      where  d.double_of is not null
                                      and    d.folded like all (:patterns)))
                and      m.left_on is null
                and      m.unit in (select w.unit from organization.within(:scope) w)
                order by lower(m.member_no) <> :whole,
                         m.folded not like :within,
                         m.sort_key, m.member_no
                limit    :most
                """)
                .param("patterns", patterns(words))
                .param("scope", scope.array())
                .param("whole", whole)
                .param("within", "%" + escaped(whole) + "%")
                .param("most", most)
                .query(Found.class)
                .list();
    }
}
