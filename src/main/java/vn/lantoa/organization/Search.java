package vn.lantoa.organization;

import static vn.lantoa.organization.Written.escaped;
import static vn.lantoa.organization.Written.patterns;
import static vn.lantoa.organization.Written.words;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.organization.view.Found;

/// Finds units and members by parts of their names, numbers and codes, whatever the accents: "tan linh" finds Tân Linh.
/// What is named exactly comes first, then what begins with the words, then what holds them.
@Component
class Search {

    static final int MOST = 20;

    private final JdbcClient db;

    Search(JdbcClient db) {
        this.db = db;
    }

    /// At most `most` of today's units in `scope`.
    ///
    /// @param holding only units where members may stand
    List<Found> units(Scope scope, @Nullable String query, boolean holding, int most) {
        var words = words(query);
        if (words.length == 0 || scope.none()) return List.of();
        var whole = String.join(" ", words);
        return db.sql("""
                select   u.id, u.code, u.name, coalesce(p.name, '') as detail
                from     organization.unit u
                left     join organization.unit p on p.id = u.parent
                where    u.folded like all (:patterns)
                and      u.until_on is null
                and      u.id in (select w.unit from organization.within(:scope) w)
                and      (not :holding
                          or u.level = 'CELL'
                          or u.level in ('GRASSROOTS', 'SECTIONAL')
                             and not exists (select from organization.unit c where c.parent = u.id and c.until_on is null))
                order by lower(u.code) <> :whole,
                         u.folded not like :beginning,
                         u.folded not like :within,
                         array_position(array['CENTRAL', 'PROVINCIAL', 'UPPER_GRASSROOTS', 'GRASSROOTS', 'SECTIONAL', 'CELL'], u.level),
                         length(u.name), u.folded, u.code
                limit    :most
                """)
                .param("patterns", patterns(words))
                .param("scope", scope.array())
                .param("holding", holding)
                .param("whole", whole)
                .param("beginning", escaped(whole) + "%")
                .param("within", "%" + escaped(whole) + "%")
                .param("most", most)
                .query(Found.class)
                .list();
    }

    /// At most `most` of today's members in `scope`, which must be one for names.
    List<Found> members(Scope scope, @Nullable String query, int most) {
        var words = words(query);
        if (String.join("", words).length() < 2 || scope.none()) return List.of();
        var whole = String.join(" ", words);
        return db.sql("""
                select   m.id, m.member_no as code, m.full_name as name, u.name as detail
                from     organization.member m
                join     organization.unit u on u.id = m.unit
                where    m.folded like all (:patterns)
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
