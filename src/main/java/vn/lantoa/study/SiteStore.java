package vn.lantoa.study;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes many sites at once, for files.
@Component
class SiteStore {

    private final JdbcClient db;

    SiteStore(JdbcClient db) {
        this.db = db;
    }

    /// The sites that a session has, to compare a file with.
    List<Known> known(UUID session) {
        return db.sql("""
                select t.id, t.unit, t.name, t.hall, t.address, t.capacity, t.chair, t.operator, t.expects, t.main, t.note
                from   study.site t
                where  t.session = :session
                """).param("session", session).query(Known.class).list();
    }

    /// Accounts in use by user name in small letters.
    Map<String, UUID> operators(List<String> usernames) {
        return db.sql("""
                        select a.id, lower(a.username) as username
                        from   access.account a
                        where  lower(a.username) in (select lower(n) from unnest(:names::text[]) as n)
                        and    a.disabled_at is null
                        """).param("names", usernames.toArray(String[]::new)).query(Operator.class).list().stream()
                .collect(Collectors.toUnmodifiableMap(Operator::username, Operator::id));
    }

    /// Adds those of `sites` that are new and rewrites the others.
    void write(UUID session, List<Entry> sites) {
        db.sql("""
                insert into study.site as t (id, session, unit, name, hall, address, capacity, chair, operator, expects, main,
                                             note)
                select i.id, :session, i.unit, i.name, i.hall, i.address, i.capacity, i.chair, i.operator, i.expects, i.main,
                       i.note
                from   unnest(:ids::uuid[], :units::uuid[], :names::text[], :halls::text[], :addresses::text[],
                              :capacities::integer[], :chairs::text[], :operators::uuid[], :expects::text[],
                              :mains::boolean[], :notes::text[])
                           as i (id, unit, name, hall, address, capacity, chair, operator, expects, main, note)
                on     conflict (id) do update
                set    name = excluded.name, hall = excluded.hall, address = excluded.address,
                       capacity = excluded.capacity, chair = excluded.chair, operator = excluded.operator,
                       expects = excluded.expects, main = excluded.main, note = excluded.note
                """)
                .param("session", session)
                .param("ids", sites.stream().map(Entry::id).toArray(UUID[]::new))
                .param("units", sites.stream().map(Entry::unit).toArray(UUID[]::new))
                .param("names", sites.stream().map(site -> site.plan.name()).toArray(String[]::new))
                .param("halls", sites.stream().map(site -> site.plan.hall()).toArray(String[]::new))
                .param(
                        "addresses",
                        sites.stream().map(site -> site.plan.address()).toArray(String[]::new))
                .param(
                        "capacities",
                        sites.stream().map(site -> site.plan.capacity()).toArray(Integer[]::new))
                .param("chairs", sites.stream().map(site -> site.plan.chair()).toArray(String[]::new))
                .param("operators", sites.stream().map(Entry::operator).toArray(UUID[]::new))
                .param(
                        "expects",
                        sites.stream().map(site -> site.plan.expects().name()).toArray(String[]::new))
                .param("mains", sites.stream().map(Entry::main).toArray(Boolean[]::new))
                .param("notes", sites.stream().map(site -> site.plan.note()).toArray(String[]::new))
                .update();
    }

    private record Operator(UUID id, String username) {}

    /// A site that is there.
    record Known(
            UUID id,
            UUID unit,
            String name,
            String hall,
            String address,
            @Nullable Integer capacity,
            String chair,
            @Nullable UUID operator,
            String expects,
            boolean main,
            String note) {}

    /// A site as a file wants it, beside the one that is there, or null.
    record Entry(
            UUID id,
            UUID unit,
            SitePlan plan,
            @Nullable UUID operator,
            boolean main,
            @Nullable Known there) {

        static Entry of(
                UUID fresh,
                @Nullable Known there,
                UUID unit,
                String name,
                SitePlan plan,
                @Nullable UUID operator,
                boolean main) {
            var named = new SitePlan(
                    name,
                    plan.hall(),
                    plan.address(),
                    plan.capacity(),
                    plan.chair(),
                    plan.operator(),
                    plan.expects(),
                    plan.note());
            return new Entry(there == null ? fresh : there.id(), unit, named, operator, main, there);
        }

        boolean added() {
            return there == null;
        }

        boolean same() {
            return there != null
                    && there.equals(new Known(
                            id,
                            unit,
                            plan.name(),
                            plan.hall(),
                            plan.address(),
                            plan.capacity(),
                            plan.chair(),
                            operator,
                            plan.expects().name(),
                            main,
                            plan.note()));
        }

        boolean differs() {
            return there != null && !same();
        }
    }
}
