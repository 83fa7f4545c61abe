package vn.lantoa.live;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.live.view.GroupAside;
import vn.lantoa.live.view.GroupPlace;
import vn.lantoa.live.view.GroupRow;
import vn.lantoa.live.view.MinutesForm;
import vn.lantoa.live.view.Participant;
import vn.lantoa.study.Conferences;
import vn.lantoa.study.SessionId;

/// Gathers the minutes of groups: written by two or more at once, handed in, sent back.
@Component
class Gathering {

    static final int LONGEST_OPINIONS = 20_000;
    static final int LONGEST_PROPOSALS = 5_000;
    static final int MOST_PEOPLE = 100_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Zone.VIETNAM);

    /// What came of saving.
    ///
    /// @param marks of the notes that stand now as they were typed, by matter
    /// @param beside matters of which the typed text was kept beside another's
    /// @param present the number of people that another wrote meanwhile, which stands; or null
    record Saved(
            Map<UUID, String> marks,
            List<UUID> beside,
            @Nullable Overtaken present) {

        Saved {
            marks = Map.copyOf(marks);
            beside = List.copyOf(beside);
        }
    }

    /// A number of people that was typed upon another than stands now: what stands, and who wrote it.
    ///
    /// @param stands empty where the number was taken out
    /// @param by null where that is not known
    record Overtaken(
            String typed,
            String stands,
            @Nullable String by,
            @Nullable Instant at) {

        Refused told() {
            return by == null || at == null
                    ? Refused.conflict("live.group.present.changed", said(stands), said(typed))
                    : Refused.conflict("live.group.present.other", by, TIME.format(at), said(stands), said(typed));
        }

        private static String said(String number) {
            return number.isEmpty() ? "–" : number;
        }
    }

    /// What came of handing in, with the number of people that stood in the way.
    record HandedIn(Outcome outcome, @Nullable Overtaken present) {}

    /// What came of handing in; only the first of these did so, but what was typed is kept in all.
    enum Outcome {
        HANDED_IN,
        /// A text waits beside another.
        ASIDE,
        /// Nothing is written on any matter.
        EMPTY,
        /// It is not said how many sat in the group.
        NO_PRESENT,
        /// Another said meanwhile that a different number of people sat in the group.
        OTHER_PRESENT
    }

    private final Participants participants;
    private final Conferences conferences;
    private final Discussions discussions;
    private final Groups groups;
    private final Seating seating;
    private final GroupNotes notes;
    private final Audit audit;

    Gathering(
            Participants participants,
            Conferences conferences,
            Discussions discussions,
            Groups groups,
            Seating seating,
            GroupNotes notes,
            Audit audit) {
        this.participants = participants;
        this.conferences = conferences;
        this.discussions = discussions;
        this.groups = groups;
        this.seating = seating;
        this.notes = notes;
        this.audit = audit;
    }

    /// Those who sit in the group read its minutes as well.
    ///
    /// @throws NotFound for who neither sits in the group, nor writes its minutes, nor runs the conference
    GroupPlace enter(Actor actor, SessionId session, GroupId id) {
        return place(actor, session, groups.require(session, id));
    }

    /// Keeps what was typed. Where another changed the same text meanwhile, that stands and the typed one is kept
    /// beside.
    ///
    /// @throws NotFound for who does not write the minutes
    /// @throws Refused if they are handed in, or groups do not write now, or something typed is too long or no
    /// number
    @Transactional
    Saved save(Actor actor, SessionId session, GroupId id, MinutesForm typed, Instant at) {
        return saved(actor, write(actor, session, id), typed, at);
    }

    /// Keeps what was typed and hands the minutes in.
    @Transactional
    HandedIn handIn(Actor actor, SessionId session, GroupId id, MinutesForm typed, Instant at) {
        var place = write(actor, session, id);
        var saved = saved(actor, place, typed, at);
        var outcome = outcome(groups.require(session, id), saved);
        if (outcome == Outcome.HANDED_IN) {
            groups.put(id.value(), Groups.Step.handedIn(actor.account().value(), at));
            note(actor, "live.group.hand-in", place);
        }
        return new HandedIn(outcome, saved.present());
    }

    private Outcome outcome(GroupRow group, Saved saved) {
        if (saved.present() != null) return Outcome.OTHER_PRESENT;
        if (group.asides() > 0) return Outcome.ASIDE;
        if (notes(group.id()).values().stream().allMatch(Note::blank)) return Outcome.EMPTY;
        return group.present() == null ? Outcome.NO_PRESENT : Outcome.HANDED_IN;
    }

    /// Takes minutes that were handed in back, to write on.
    @Transactional
    void takeBack(Actor actor, SessionId session, GroupId id) {
        var place = place(actor, session, groups.lock(session, id));
        going(place);
        if (place.group().handedInAt() == null) return;
        groups.put(id.value(), Groups.Step.writing());
        note(actor, "live.group.take-back", place);
    }

    /// Sends minutes back to the group.
    ///
    /// @param remark what is to be done
    /// @throws Refused if it is missing, or they are not handed in any more
    @Transactional
    void sendBack(Actor actor, SessionId session, GroupId id, String remark, Instant at) {
        var conference = conferences.run(actor.scope(Permission.SCHEDULE), session);
        if (conference.closedAt() != null) throw Refused.conflict("live.discussion.closed");
        var group = groups.lock(session, id);
        if (group.handedInAt() == null) throw Refused.conflict("live.group.not-handed-in");
        var text = Typing.lines(remark, 2_000);
        if (text.isEmpty()) throw Refused.invalid("live.group.remark.missing");
        groups.put(group.id(), Groups.Step.returned(at, text));
        audit.note(actor, "live.group.send-back", group.id(), conference.host(), group.name());
    }

    /// Deals with what was kept beside: `joined`, it is put below the text that stands; else it is left out. What was
    /// typed with it is kept first.
    ///
    /// @throws Refused if both together are too long
    @Transactional
    Saved settle(
            Actor actor, SessionId session, GroupId id, UUID aside, boolean joined, MinutesForm typed, Instant at) {
        var place = write(actor, session, id);
        var saved = saved(actor, place, typed, at);
        var waiting = notes.asides(id.value()).stream()
                .filter(one -> one.id().equals(aside))
                .findFirst();
        if (waiting.isEmpty()) return saved; // another was quicker
        notes.settle(id.value(), aside, actor.account().value(), at);
        if (joined) join(actor, id, waiting.get(), at);
        groups.touch(id.value());
        return saved;
    }

    private void join(Actor actor, GroupId id, GroupAside aside, Instant at) {
        var both = notes(id.value()).getOrDefault(aside.matter(), Note.BLANK).with(aside.note());
        if (both.opinions().length() > LONGEST_OPINIONS || both.proposals().length() > LONGEST_PROPOSALS)
            throw Refused.invalid("live.group.aside.long");
        notes.put(id.value(), aside.matter(), both, actor.account().value(), at);
    }

    private Saved saved(Actor actor, GroupPlace place, MinutesForm typed, Instant at) {
        var group = place.group();
        var marks = new HashMap<UUID, String>();
        var beside = new ArrayList<UUID>();
        var standing = notes(group.id());
        var by = actor.account().value();
        var present = MinutesForm.typed(Typing.number(typed.present(), 1, MOST_PEOPLE, "live.group.present.wrong"));
        var stands = MinutesForm.typed(group.present());
        var counted = Note.Meeting.of(typed.presentBase(), stands, present);
        if (counted == Note.Meeting.WRITTEN)
            groups.present(group.id(), present.isEmpty() ? null : Integer.valueOf(present), by, at);
        var changed = counted == Note.Meeting.WRITTEN;
        for (var matter : discussions.matters(place.participant().conference().sessionId())) {
            var line = typed.line(matter.id());
            var note = standing.getOrDefault(matter.id(), Note.BLANK);
            var written = written(matter, line, note);
            var meeting = note.meets(line.base(), written);
            switch (meeting) {
                case NOTHING -> {}
                case WRITTEN -> notes.put(group.id(), matter.id(), written, by, at);
                case BESIDE -> {
                    notes.keepBeside(group.id(), matter.id(), line.base(), written, by, at);
                    beside.add(matter.id());
                }
            }
            changed |= meeting != Note.Meeting.NOTHING;
            if (meeting == Note.Meeting.WRITTEN || written.equals(note)) marks.put(matter.id(), written.mark());
        }
        if (changed) groups.touch(group.id());
        return new Saved(
                marks,
                beside,
                counted == Note.Meeting.BESIDE
                        ? new Overtaken(present, stands, group.presentBy(), group.presentAt())
                        : null);
    }

    /// Where groups do not count any more, what was counted stays.
    private static Note written(Matter matter, MinutesForm.Line line, Note standing) {
        return new Note(
                Typing.lines(line.opinions(), LONGEST_OPINIONS),
                Typing.lines(line.proposals(), LONGEST_PROPOSALS),
                matter.counted() ? count(line.agreed()) : standing.agreed(),
                matter.counted() ? count(line.against()) : standing.against(),
                matter.counted() ? count(line.otherwise()) : standing.otherwise());
    }

    private static @Nullable Integer count(String typed) {
        return Typing.number(typed, 0, MOST_PEOPLE, "live.group.count.wrong");
    }

    private Map<UUID, Note> notes(UUID group) {
        return notes.of(List.of(group)).getOrDefault(group, Map.of());
    }

    private GroupPlace write(Actor actor, SessionId session, GroupId id) {
        var place = place(actor, session, groups.lock(session, id));
        going(place);
        if (!discussions.of(session).open()) throw Refused.conflict("live.discussion.not-open");
        if (place.group().handedInAt() != null) throw Refused.conflict("live.group.handed-in.already");
        return place;
    }

    private static void going(GroupPlace place) {
        if (!place.writes()) throw new NotFound();
        if (place.participant().conference().closedAt() != null) throw Refused.conflict("live.discussion.closed");
    }

    private GroupPlace place(Actor actor, SessionId session, GroupRow group) {
        var participant = participants.attend(actor, session);
        var member = actor.member();
        var writes = group.ledBy(member == null ? null : member.value())
                || participant.kept().stream().anyMatch(site -> site.id().equals(group.site()));
        if (!writes && !participant.runs() && !sits(actor, participant, group)) throw new NotFound();
        return new GroupPlace(participant, group, writes);
    }

    private boolean sits(Actor actor, Participant participant, GroupRow group) {
        var member = actor.member();
        var seat = participant.seat();
        return member != null
                && seating.of(participant.conference().sessionId(), member.value(), seat == null ? null : seat.id())
                        .contains(group.id());
    }

    private void note(Actor actor, String action, GroupPlace place) {
        var conference = place.participant().conference();
        audit.note(
                actor,
                action,
                place.group().id(),
                conference.host(),
                place.group().name());
    }
}
