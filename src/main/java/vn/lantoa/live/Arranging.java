package vn.lantoa.live;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.live.view.Candidate;
import vn.lantoa.live.view.GroupForm;
import vn.lantoa.live.view.GroupRow;
import vn.lantoa.study.Conference;
import vn.lantoa.study.ConferenceSite;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;
import vn.lantoa.study.SiteId;
import vn.lantoa.study.Turnout;

/// Prepares the discussion in groups of a conference: what is discussed, who sits where, until when. Two people who
/// prepare the same one wait for each other.
@Component
class Arranging {

    static final int MOST_MATTERS = 20;
    static final int MOST_GROUPS = 2_000;
    /// Of one site.
    static final int MOST_PARTS = 50;
    /// Of one site, to be chosen one by one.
    static final int MOST_UNITS = 300;

    private final Conferences conferences;
    private final Discussions discussions;
    private final Groups groups;
    private final Seating seating;
    private final Turnout turnout;
    private final MessageSource words;

    Arranging(
            Conferences conferences,
            Discussions discussions,
            Groups groups,
            Seating seating,
            Turnout turnout,
            MessageSource words) {
        this.conferences = conferences;
        this.discussions = discussions;
        this.groups = groups;
        this.seating = seating;
        this.turnout = turnout;
        this.words = words;
    }

    /// Sets until when minutes are handed in.
    ///
    /// @param time of the day in Viet Nam on which the conference ends, `HH:mm`; empty for none
    @Transactional
    void due(Actor actor, SessionId session, String time) {
        var conference = change(actor, session);
        discussions.due(session, due(conference, time));
    }

    /// Lets groups write. Safe to repeat.
    ///
    /// @throws Refused if there is nothing to discuss, or nobody to do so
    @Transactional
    void open(Actor actor, SessionId session, Instant at) {
        change(actor, session);
        if (discussions.matters(session).isEmpty()) throw Refused.conflict("live.discussion.no-matter");
        if (groups.rows(session).isEmpty()) throw Refused.conflict("live.discussion.no-group");
        discussions.open(session, at);
    }

    /// Puts a matter at the end, or changes the one with this id.
    ///
    /// @throws Refused if nothing or too much is typed, or there are [#MOST_MATTERS] already
    @Transactional
    void put(
            Actor actor,
            SessionId session,
            @Nullable MatterId id,
            String body,
            String hint,
            String minutes,
            boolean counted) {
        change(actor, session);
        var matters = discussions.matters(session);
        if (id != null) discussions.matter(session, id);
        else if (matters.size() >= MOST_MATTERS) throw Refused.conflict("live.matter.many", MOST_MATTERS);
        var text = Typing.lines(body, 1_000);
        if (text.isEmpty()) throw Refused.invalid("live.matter.empty");
        discussions.put(
                session,
                new Matter(
                        id == null ? Ids.next() : id.value(),
                        matters.size() + 1,
                        text,
                        Typing.lines(hint, 2_000),
                        Typing.number(minutes, 1, 480, "live.matter.minutes.wrong"),
                        counted));
    }

    /// Moves a matter `by` places down, or up where that is negative.
    @Transactional
    void move(Actor actor, SessionId session, MatterId id, int by) {
        change(actor, session);
        var order = discussions.matters(session).stream().map(Matter::id).toList();
        discussions.order(Moderating.moved(order, id.value(), by));
    }

    /// @throws Refused once groups write
    @Transactional
    void remove(Actor actor, SessionId session, MatterId id) {
        change(actor, session);
        discussions.matter(session, id);
        if (discussions.of(session).open() || !discussions.remove(id)) throw Refused.conflict("live.matter.discussed");
    }

    /// Makes a group, or changes the one with this id; both may be done while groups write.
    ///
    /// @throws Refused if the name is missing or taken, or a person is not found or one of several
    @Transactional
    void put(Actor actor, SessionId session, @Nullable GroupId id, GroupForm form) {
        change(actor, session);
        var all = groups.rows(session);
        if (id == null && all.size() >= MOST_GROUPS) throw Refused.conflict("live.group.many", MOST_GROUPS);
        var name = Typing.line(form.name(), 100);
        if (name.isEmpty()) throw Refused.invalid("live.group.name.missing");
        if (all.stream()
                .anyMatch(row -> row.name().equalsIgnoreCase(name)
                        && (id == null || !row.id().equals(id.value()))))
            throw Refused.invalid("live.group.name.taken", name);
        var site = form.site().isEmpty() ? null : site(session, SiteId.of(form.site()));
        var made = new Groups.Made(
                id == null ? Ids.next() : id.value(),
                name,
                Typing.line(form.room(), 200),
                site == null ? null : site.id(),
                person(actor, session, site, form.chair(), form.chairNo()),
                person(actor, session, site, form.secretary(), form.secretaryNo()));
        if (id == null) {
            groups.add(session, List.of(made));
            return;
        }
        var before = groups.require(session, id);
        groups.change(made);
        seat(before, site, form.units());
    }

    /// @throws Refused once something is written in its minutes
    @Transactional
    void remove(Actor actor, SessionId session, GroupId id) {
        change(actor, session);
        groups.lock(session, id);
        if (!groups.remove(id)) throw Refused.conflict("live.group.written");
    }

    /// Makes a group at every site that has none.
    ///
    /// @return how many
    @Transactional
    int oneForEachSite(Actor actor, SessionId session) {
        change(actor, session);
        var all = groups.rows(session);
        var taken = all.stream().map(GroupRow::site).collect(Collectors.toCollection(HashSet::new));
        var sites = conferences.sites(session).stream()
                .filter(site -> !taken.contains(site.id()))
                .toList();
        if (sites.isEmpty()) throw Refused.conflict("live.group.series.none");
        add(session, all, sites.stream().map(ConferenceSite::id).toList());
        return sites.size();
    }

    /// Splits the people whom a site expects into `typed` groups by their units, of about the same size.
    ///
    /// @throws Refused if the site has a group already, or fewer units than groups are wanted
    @Transactional
    int split(Actor actor, SessionId session, SiteId id, String typed) {
        change(actor, session);
        var site = site(session, id);
        var count = Typing.number(typed, 2, MOST_PARTS, "live.group.series.count.wrong");
        if (count == null) throw Refused.invalid("live.group.series.count.wrong", 2, MOST_PARTS);
        var all = groups.rows(session);
        if (all.stream().anyMatch(row -> site.id().equals(row.site())))
            throw Refused.conflict("live.group.series.taken", site.name());
        var parts = turnout.parts(site);
        if (parts.size() < count) throw Refused.invalid("live.group.series.few", site.name(), parts.size());
        var made = add(session, all, java.util.Collections.nCopies(count, site.id()));
        var split = Split.of(parts, count);
        for (var place = 0; place < count; place++) seating.seat(made.get(place), site.id(), split.get(place));
        return count;
    }

    private List<UUID> add(SessionId session, List<GroupRow> all, List<UUID> sites) {
        if (all.size() + sites.size() > MOST_GROUPS) throw Refused.conflict("live.group.many", MOST_GROUPS);
        var names = all.stream()
                .map(row -> row.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        var made = new ArrayList<Groups.Made>();
        var number = 0;
        for (var site : sites) {
            var name = name(++number);
            while (!names.add(name.toLowerCase(Locale.ROOT))) name = name(++number);
            made.add(new Groups.Made(Ids.next(), name, "", site, null, null));
        }
        groups.add(session, made);
        return made.stream().map(Groups.Made::id).toList();
    }

    /// Groups are named in Vietnamese, whoever makes them, as papers are.
    private String name(int number) {
        return words.getMessage("live.group.named", new Object[] {String.valueOf(number)}, MinutesDraft.LOCALE);
    }

    private Conference change(Actor actor, SessionId session) {
        var conference = conferences.run(actor.scope(Permission.SCHEDULE), session);
        if (conference.closedAt() != null) throw Refused.conflict("live.discussion.closed");
        discussions.change(session);
        return conference;
    }

    private ConferenceSite site(SessionId session, SiteId id) {
        return conferences.sites(session).stream()
                .filter(site -> site.id().equals(id.value()))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /// Who sits in the group from now on; as before where there were too many units to choose from.
    private void seat(GroupRow before, @Nullable ConferenceSite site, List<String> typed) {
        var parts = site == null ? List.<Turnout.Part>of() : turnout.parts(site);
        var same = site != null && site.id().equals(before.site());
        if (same && parts.size() > MOST_UNITS) return;
        var wanted = same ? Set.copyOf(typed) : Set.of();
        seating.seat(
                before.id(),
                site == null ? null : site.id(),
                parts.stream()
                        .map(Turnout.Part::unit)
                        .filter(unit -> wanted.contains(unit.toString()))
                        .toList());
    }

    private @Nullable UUID person(
            Actor actor, SessionId session, @Nullable ConferenceSite site, String typed, String chosen) {
        var text = Typing.line(chosen.isBlank() ? typed : chosen, 100);
        if (text.isEmpty()) return null;
        var found = candidates(actor, session, site, text);
        if (found.isEmpty()) throw Refused.invalid("live.group.person.none", text);
        if (found.size() > 1 && !found.getFirst().number().equals(text))
            throw Refused.invalid("live.group.person.several", text);
        return found.getFirst().member();
    }

    private List<Candidate> candidates(Actor actor, SessionId session, @Nullable ConferenceSite site, String text) {
        return seating.candidates(session, actor.scope(Permission.READ_NAMES), site == null ? null : site.id(), text);
    }

    private static @Nullable Instant due(Conference conference, String time) {
        if (time.isBlank()) return null;
        try {
            return Zone.day(conference.endsAt())
                    .atTime(LocalTime.parse(time.strip()))
                    .atZone(Zone.VIETNAM)
                    .toInstant();
        } catch (DateTimeParseException none) {
            throw Refused.invalid("live.discussion.due.wrong");
        }
    }
}
