package vn.lantoa.live.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A conference as the main site sees it at one moment.
///
/// @param version changes with anything in it
/// @param sites all of them, the main one first, the others in the order of the tree
/// @param incidents what is not solved first, then the latest; at most 200
/// @param messages the latest first, at most 100
public record RoomNow(
        String version, List<SiteNow> sites, Curve curve, List<IncidentRow> incidents, List<MessageRow> messages) {

    public RoomNow {
        sites = List.copyOf(sites);
        incidents = List.copyOf(incidents);
        messages = List.copyOf(messages);
    }

    public int expected() {
        return sites.stream().mapToInt(SiteNow::expected).sum();
    }

    public int in() {
        return sites.stream().mapToInt(SiteNow::in).sum();
    }

    public int left() {
        return sites.stream().mapToInt(SiteNow::left).sum();
    }

    public int guests() {
        return sites.stream().mapToInt(SiteNow::guests).sum();
    }

    public int unsent() {
        return sites.stream().mapToInt(SiteNow::unsent).sum();
    }

    public long lines(LineState state) {
        return sites.stream().filter(site -> site.line() == state).count();
    }

    public long needingAttention() {
        return sites.stream().filter(SiteNow::needsAttention).count();
    }

    public long calls() {
        return incidents.stream().filter(row -> row.help() && row.open()).count();
    }

    /// `of` in groups of one level and parent, in the order in which each group first appears.
    public static Map<String, List<SiteNow>> grouped(List<SiteNow> of) {
        var groups = new LinkedHashMap<String, List<SiteNow>>();
        for (var site : of)
            groups.computeIfAbsent(site.group(), key -> new java.util.ArrayList<>())
                    .add(site);
        return groups;
    }
}
