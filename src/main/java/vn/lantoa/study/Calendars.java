package vn.lantoa.study;

import java.time.ZoneOffset;
import java.util.List;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import vn.lantoa.kernel.Zone;

/// Sessions as calendar programs read them (RFC 5545): times of Viet Nam with their zone, a UID that stays whatever
/// changes, and a sequence that grows with every change; what was removed is told as
/// cancelled.
final class Calendars {

    static final String MEDIA_TYPE = "text/calendar;charset=UTF-8";

    /// Octets of a line without its end (RFC 5545, 3.1).
    private static final int LINE = 75;

    /// What calendar programs call a feed that somebody subscribed to, where they would show its secret address.
    private static final String NAME = "Lịch học tập";

    /// How often they are asked to look for changes; what RFC 7986 has for it few of them read.
    private static final String ASKED_EVERY = "PT1H";

    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);

    private Calendars() {}

    /// The text of a calendar of `entries`.
    static String of(List<CalendarEntry> entries) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Lan Toa//study//VI"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new XProperty("X-WR-CALNAME", NAME));
        calendar.add(new XProperty("X-PUBLISHED-TTL", ASKED_EVERY));
        calendar.add(zone());
        for (var entry : entries) calendar.add(event(entry));
        var faults = calendar.validate(true);
        if (faults.hasErrors()) throw new IllegalStateException(faults.toString());
        return folded(calendar.toString());
    }

    /// Lines of at most 75 octets, never cut within a letter; the library counts letters, of which Vietnamese ones take
    /// up to three octets.
    static String folded(String text) {
        var folded = new StringBuilder(text.length() + text.length() / 32);
        for (var line : text.split("\r\n", 0)) {
            var octets = 0;
            for (var place = 0; place < line.length(); ) {
                var letter = line.codePointAt(place);
                var size = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
                if (octets + size > LINE) {
                    folded.append("\r\n ");
                    octets = 1;
                }
                folded.appendCodePoint(letter);
                octets += size;
                place += Character.charCount(letter);
            }
            folded.append("\r\n");
        }
        return folded.toString();
    }

    private static VEvent event(CalendarEntry entry) {
        var event = new VEvent(false);
        event.add(new Uid("session-" + entry.id() + "@lantoa.vn"));
        event.add(new DtStamp(entry.revisedAt()));
        event.add(new LastModified(entry.revisedAt()));
        event.add(new Sequence(entry.revised()));
        event.add(new DtStart<>(entry.startsAt().atZone(Zone.VIETNAM)));
        event.add(new DtEnd<>(entry.endsAt().atZone(Zone.VIETNAM)));
        event.add(new Summary(entry.title()));
        if (!entry.place().isEmpty()) event.add(new Location(entry.place()));
        if (!entry.programme().isEmpty()) event.add(new Description(entry.programme()));
        if (entry.cancelled()) event.add(ImmutableStatus.VEVENT_CANCELLED);
        return event;
    }

    /// Viet Nam has kept one offset since 1975: one observance from before any session, from and to the same
    /// offset, which every program reads alike.
    private static VTimeZone zone() {
        var standard = new Standard(new PropertyList(List.of(
                new DtStart<>("19700101T000000"),
                new TzOffsetFrom(OFFSET),
                new TzOffsetTo(OFFSET),
                new TzName("+07"))));
        return new VTimeZone(
                new PropertyList(List.of(new TzId(Zone.VIETNAM.getId()))), new ComponentList<>(List.of(standard)));
    }
}
