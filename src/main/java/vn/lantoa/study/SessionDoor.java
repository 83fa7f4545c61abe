package vn.lantoa.study;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What must be known of a session to let people in: its campaign and which part of the campaign's tree each of its
/// sites expects.
record SessionDoor(UUID session, CampaignId campaign, Map<UUID, Site> sites) {

    SessionDoor {
        sites = Map.copyOf(sites);
    }

    /// Places in the tree whose members may come in here unasked: those the site expects, or everybody where no other
    /// site could expect them.
    Range range(CheckIn arrival) {
        if (arrival.admit() || sites.size() == 1) return Range.EVERYWHERE;
        var site = sites.get(arrival.site());
        return site == null ? Range.NOWHERE : site.range();
    }

    /// Whether a site other than `site` expects members of the unit at `place`.
    boolean expectedElsewhere(UUID site, int place) {
        return sites.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(site) && other.getValue().range().covers(place));
    }

    /// A site by the unit it stands for.
    ///
    /// @param range of that unit in the campaign's tree
    record Site(UUID unit, Range range) {}

    record Range(int first, int last) {

        static final Range EVERYWHERE = new Range(0, Integer.MAX_VALUE);
        static final Range NOWHERE = new Range(0, -1);

        boolean covers(int place) {
            return first <= place && place <= last;
        }
    }

    /// One site of one session as it is read.
    record Row(
            UUID campaign,
            @Nullable UUID site,
            @Nullable UUID unit,
            @Nullable Integer first,
            @Nullable Integer last) {

        Range range() {
            return first == null || last == null ? Range.NOWHERE : new Range(first, last);
        }
    }

    static SessionDoor of(SessionId session, List<Row> rows) {
        var sites = new java.util.HashMap<UUID, Site>();
        for (var row : rows) {
            if (row.site() != null && row.unit() != null) sites.put(row.site(), new Site(row.unit(), row.range()));
        }
        return new SessionDoor(session.value(), new CampaignId(rows.getFirst().campaign()), sites);
    }
}
