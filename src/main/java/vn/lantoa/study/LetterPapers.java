package vn.lantoa.study;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Block;
import vn.lantoa.paper.Head;
import vn.lantoa.paper.Layout;
import vn.lantoa.paper.Paper;
import vn.lantoa.paper.Signature;
import vn.lantoa.study.view.ExpertRow;
import vn.lantoa.study.view.LetterRow;

/// Invitations and letters of thanks to experts in the form of official papers (HD 36-HD/VPTW); Vietnamese,
/// whoever asks for them.
@Component
class LetterPapers {

    static final Locale LOCALE = Locale.forLanguageTag("vi");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Zone.VIETNAM);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(Zone.VIETNAM);

    private final MessageSource messages;

    LetterPapers(MessageSource messages) {
        this.messages = messages;
    }

    /// The letter of `kind` to `expert`.
    ///
    /// @param slot when he or she speaks, or null where the programme does not say
    Paper of(
            Letters.Kind kind, LetterRow letter, Letters.Occasion on, ExpertRow expert, Timetable.@Nullable Slot slot) {
        var type = say(kind == Letters.Kind.INVITATION ? "study.letter.type.INVITATION" : "study.letter.type.THANKS");
        var body = new ArrayList<Block>();
        body.add(new Block.Paragraph(say("study.letter.to", address(expert))));
        for (var line : kind == Letters.Kind.INVITATION ? invitation(on, expert, slot) : thanks(on, expert))
            body.add(new Block.Paragraph(line));
        if (!letter.note().isEmpty()) body.add(new Block.Paragraph(letter.note()));
        body.add(new Block.Paragraph(say(
                "study.letter.end." + (kind == Letters.Kind.INVITATION ? "INVITATION" : "THANKS"), expert.called())));
        return new Paper(
                type + " – " + expert.called(),
                new Head(
                        on.superior(),
                        on.issuer(),
                        letter.number().isEmpty() ? null : letter.number(),
                        letter.place().isEmpty() ? "……" : letter.place(),
                        letter.day(),
                        type,
                        kind == Letters.Kind.INVITATION ? say("study.letter.summary.INVITATION") : null,
                        null),
                body,
                new Signature(
                        List.of(say("study.letter.as-above"), say("study.letter.kept")),
                        letter.authority().isEmpty() ? null : letter.authority(),
                        letter.position(),
                        letter.signer()),
                Layout.upright());
    }

    String say(String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, LOCALE);
    }

    private List<String> invitation(Letters.Occasion on, ExpertRow expert, Timetable.@Nullable Slot slot) {
        var lines = new ArrayList<String>();
        lines.add(
                expert.about().isEmpty()
                        ? say("study.letter.invites", on.issuer(), expert.called(), on.title())
                        : say("study.letter.invites.about", on.issuer(), expert.called(), on.title(), expert.about()));
        lines.add(say("study.letter.theme", on.theme()));
        if (on.meeting() != null) lines.add(say("study.letter.meeting", on.meeting()));
        lines.add(
                Zone.day(on.startsAt()).equals(Zone.day(on.endsAt()))
                        ? say(
                                "study.letter.when",
                                TIME.format(on.startsAt()),
                                TIME.format(on.endsAt()),
                                DAY.format(on.startsAt()))
                        : say(
                                "study.letter.when.days",
                                TIME.format(on.startsAt()),
                                DAY.format(on.startsAt()),
                                TIME.format(on.endsAt()),
                                DAY.format(on.endsAt())));
        if (slot != null) lines.add(say("study.letter.slot", TIME.format(slot.startsAt()), TIME.format(slot.endsAt())));
        lines.add(say("study.letter.where", on.place().isEmpty() ? on.issuer() : on.place()));
        return lines;
    }

    private List<String> thanks(Letters.Occasion on, ExpertRow expert) {
        var lines = new ArrayList<String>();
        lines.add(say(
                "study.letter.held",
                DAY.format(on.startsAt()),
                on.place().isEmpty() ? on.issuer() : on.place(),
                on.issuer(),
                on.title(),
                on.theme()));
        lines.add(
                expert.about().isEmpty()
                        ? say("study.letter.thanks", on.issuer(), expert.called())
                        : say("study.letter.thanks.about", on.issuer(), expert.called(), expert.about()));
        if (on.people() > 0)
            lines.add(
                    on.sites() == 0
                            ? say("study.letter.people", on.people())
                            : say("study.letter.reached", on.sites(), on.people()));
        return lines;
    }

    private static String address(ExpertRow expert) {
        return expert.stands().isEmpty() ? expert.called() : expert.called() + ", " + expert.stands();
    }
}
