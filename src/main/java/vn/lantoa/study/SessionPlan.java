package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// What a session is to be, checked as far as that needs no database.
///
/// @param host code of the unit that holds it
/// @param topics numbers of the topics presented, from 1; null for all
record SessionPlan(
        String title,
        Form form,
        boolean makeUp,
        boolean forKeyCadres,
        String host,
        Instant startsAt,
        Instant endsAt,
        @Nullable List<Integer> topics,
        @Nullable Boolean headChaired,
        @Nullable Boolean headPresented,
        List<SitePlan> sites) {

    /// A national conference had 31,097 bridge points.
    static final int MOST_SITES = 40_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    SessionPlan {
        title = Typed.required("study.field.session", title, 300);
        host = Typed.required("study.field.host", host, 100);
        if (!endsAt.isAfter(startsAt)) throw Refused.invalid("study.session.ends-before-starts");
        if (Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) throw Refused.invalid("study.session.long");
        if (sites.size() > MOST_SITES) throw Refused.invalid("study.session.many-sites", MOST_SITES);
        if (sites.stream().filter(SitePlan::main).count() > 1) throw Refused.invalid("study.session.two-main");
        var named = new HashSet<SitePlan.Name>();
        for (var site : sites)
            if (!named.add(site.named())) throw Refused.invalid("study.session.twice", site.unit(), site.name());
        sites = List.copyOf(sites);
    }

    /// Refuses days that cannot belong to `campaign`: more than a year off.
    SessionPlan within(Campaign campaign) {
        var first = vn.lantoa.kernel.Zone.day(startsAt);
        if (first.isBefore(campaign.opensOn().minusYears(1))
                || first.isAfter(campaign.closesOn().plusYears(1))) throw Refused.invalid("study.session.far");
        return this;
    }

    /// The bits of the topics presented, of a campaign with `all` topics.
    long bits(int all) {
        if (topics == null) return all == 64 ? -1L : (1L << all) - 1;
        if (topics.isEmpty()) throw Refused.invalid("study.session.no-topic");
        var bits = 0L;
        for (var number : topics) {
            if (number < 1 || number > all) throw Refused.invalid("study.session.unknown-topic", number, all);
            bits |= 1L << (number - 1);
        }
        return bits;
    }

    /// A hall of people behind one link.
    ///
    /// @param id of the site that is changed, or null for a new one
    /// @param unit code of the unit whose hall it is
    /// @param name empty: the unit's own name
    record SitePlan(
            @Nullable UUID id,
            String unit,
            String name,
            @Nullable Integer capacity,
            boolean main) {

        SitePlan {
            unit = Typed.required("study.field.site-unit", unit, 100);
            name = Typed.line("study.field.site-name", name, 200);
            if (capacity != null && (capacity < 1 || capacity > 1_000_000))
                throw Refused.invalid("study.session.capacity", capacity);
        }

        Name named() {
            return new Name(unit, name);
        }

        record Name(String unit, String name) {

            Name {
                Objects.requireNonNull(unit);
            }
        }
    }
}
