package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;

/// The scans of doors, append-only.
@Component
class DoorScans {

    private final JdbcClient db;

    DoorScans(JdbcClient db) {
        this.db = db;
    }

    /// @throws NotFound if there is no such site
    Door.Place place(SiteId site) {
        return db.sql("""
                select s.campaign, s.id as session, t.id as site
                from   study.site t
                join   study.session s on s.id = t.session
                where  t.id = :site
                """)
                .param("site", site.value())
                .query(Door.Place.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The numbers of the personal codes in force of those of `members` whose first one was replaced.
    Map<UUID, Integer> serials(Collection<UUID> members) {
        if (members.isEmpty()) return Map.of();
        var serials = new HashMap<UUID, Integer>();
        db.sql("select c.member, c.serial from study.personal_code c where c.member = any (:members::uuid[])")
                .param("members", members.toArray(UUID[]::new))
                .query(row -> {
                    serials.put(row.getObject("member", UUID.class), row.getInt("serial"));
                });
        return serials;
    }

    /// Members by those of `numbers` that somebody bears.
    Map<String, UUID> numbered(Collection<String> numbers) {
        if (numbers.isEmpty()) return Map.of();
        var members = new HashMap<String, UUID>();
        db.sql("select m.id, m.member_no from organization.member m where m.member_no = any (:numbers::text[])")
                .param("numbers", numbers.toArray(String[]::new))
                .query(row -> {
                    members.put(row.getString("member_no"), row.getObject("id", UUID.class));
                });
        return members;
    }

    /// Who came to `site` and has not left.
    List<UUID> inside(CampaignId campaign, SiteId site) {
        return db.sql("""
                select f.member
                from   study.fact f
                where  f.campaign = :campaign
                and    f.site = :site
                and    f.kind = 'IN'
                and    not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                and    not exists (select from study.fact o
                                   where  o.campaign = :campaign
                                   and    o.session = f.session
                                   and    o.member = f.member
                                   and    o.kind = 'OUT'
                                   and    not exists (select from study.fact v
                                                      where v.campaign = :campaign and v.voids = o.id))
                order  by f.member
                """)
                .param("campaign", campaign.value())
                .param("site", site.value())
                .query(UUID.class)
                .list();
    }

    /// Keeps `scans` and brings the facts in line with them, in one statement and the caller's transaction; locks the
    /// members' roster rows.
    List<DoorAnswer> take(Door.Place place, Door.Keeper keeper, List<Door.Told> scans, Instant now) {
        return db.sql("""
                select   n.nonce, k.outcome, n.member, coalesce(m.member_no, '') as member_no, m.full_name as name,
                         coalesce(u.name, h.name) as cell, k.since, k.place as site_id, t.name as site
                from     study.take_scans(:campaign, :session, :site, :now, :device, :by, :witness, :trusted,
                                          :kinds::text[], :ways::text[], :members::uuid[], :reads::text[],
                                          :undone::text[], :moments::timestamptz[], :deviceMoments::timestamptz[],
                                          :offlines::boolean[], :admits::boolean[], :nonces::text[],
                                          :notes::text[]) k
                join     unnest(:nonces::text[], :members::uuid[]) with ordinality as n (nonce, member, line)
                             on n.line = k.line
                left     join organization.member m on m.id = n.member
                left     join organization.unit h on h.id = m.unit
                left     join study.roster r on r.campaign = :campaign and r.member = n.member
                left     join study.campaign_unit u on u.campaign = :campaign and u.unit = r.unit
                left     join study.site t on t.id = k.place
                order by k.line
                """)
                .param("campaign", place.campaign())
                .param("session", place.session())
                .param("site", place.site())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("device", keeper.device())
                .param("by", keeper.account().value())
                .param("witness", keeper.witness())
                .param("trusted", keeper.trusted())
                .param(
                        "kinds",
                        column(scans, String[]::new, told -> told.scan().kind().name()))
                .param(
                        "ways",
                        column(scans, String[]::new, told -> told.scan().way().name()))
                .param("members", column(scans, UUID[]::new, Door.Told::member))
                .param("reads", column(scans, String[]::new, Door.Told::read))
                .param(
                        "undone",
                        column(scans, String[]::new, told -> told.scan().undoes()))
                .param(
                        "moments",
                        column(scans, String[]::new, told -> told.scan().at().toString()))
                .param(
                        "deviceMoments",
                        column(scans, String[]::new, told -> text(told.scan().deviceAt())))
                .param(
                        "offlines",
                        column(scans, Boolean[]::new, told -> told.scan().offline()))
                .param(
                        "admits",
                        column(scans, Boolean[]::new, told -> told.scan().admit()))
                .param(
                        "nonces",
                        column(scans, String[]::new, told -> told.scan().nonce()))
                .param("notes", column(scans, String[]::new, told -> told.scan().note()))
                .query(DoorAnswer.class)
                .list();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static <T> @Nullable T[] column(
            List<Door.Told> scans, IntFunction<T[]> array, Function<Door.Told, @Nullable T> value) {
        var column = array.apply(scans.size());
        for (var row = 0; row < column.length; row++) column[row] = value.apply(scans.get(row));
        return column;
    }
}
