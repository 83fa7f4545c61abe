package vn.lantoa.live;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Zone;
import vn.lantoa.live.view.GroupRow;
import vn.lantoa.paper.Block;
import vn.lantoa.paper.Layout;
import vn.lantoa.paper.Paper;
import vn.lantoa.paper.Signature;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.study.Conference;

/// Takes the minutes of all groups out: as one official paper, as a table with a row for each group and matter, and as
/// the lines that the minutes of the conference say about them.
@Component
class DiscussionExport {

    private static final List<String> COLUMNS = List.of(
            "group",
            "site",
            "room",
            "chair",
            "secretary",
            "present",
            "state",
            "handed-in",
            "place",
            "matter",
            "opinions",
            "agreed",
            "against",
            "otherwise",
            "proposals");

    private final Discussions discussions;
    private final Groups groups;
    private final GroupNotes notes;
    private final ConferencePapers papers;
    private final Audit audit;
    private final MessageSource words;

    DiscussionExport(
            Discussions discussions,
            Groups groups,
            GroupNotes notes,
            ConferencePapers papers,
            Audit audit,
            MessageSource words) {
        this.discussions = discussions;
        this.groups = groups;
        this.notes = notes;
        this.papers = papers;
        this.audit = audit;
        this.words = words;
    }

    /// Everything that is known of a discussion.
    private record All(List<Matter> matters, List<GroupRow> groups, Map<UUID, Map<UUID, Note>> notes) {

        Note note(GroupRow group, Matter matter) {
            return notes.getOrDefault(group.id(), Map.of()).getOrDefault(matter.id(), Note.BLANK);
        }
    }

    private All all(Conference conference) {
        var rows = groups.rows(conference.sessionId());
        return new All(
                discussions.matters(conference.sessionId()),
                rows,
                notes.of(rows.stream().map(GroupRow::id).toList()));
    }

    /// All minutes, matter by matter within each group; those not handed in say so.
    @Transactional
    Paper paper(Actor actor, Conference conference) {
        var all = all(conference);
        var blocks = new ArrayList<Block>();
        for (var group : all.groups) {
            blocks.add(new Block.Section(
                    group.where().isEmpty() ? group.name() : group.name() + " – " + group.where(), 1));
            blocks.add(new Block.Paragraph(led(group)));
            for (var matter : all.matters) {
                var note = all.note(group, matter);
                if (note.blank()) continue;
                blocks.add(new Block.Section(matter.place() + ". " + matter.body(), 2));
                if (!note.opinions().isEmpty()) blocks.add(new Block.Paragraph(note.opinions()));
                counted(note).forEach(line -> blocks.add(new Block.Paragraph(line)));
                if (!note.proposals().isEmpty())
                    blocks.add(new Block.Paragraph(papers.say("live.group.paper.proposals", note.proposals())));
            }
        }
        if (blocks.isEmpty()) blocks.add(new Block.Paragraph(papers.say("live.minutes.none")));
        note(actor, conference, all);
        return new Paper(
                papers.say("live.group.paper.title", conference.title()),
                papers.head(
                        conference,
                        papers.say("live.minutes.type"),
                        papers.say("live.group.paper.title", conference.title()),
                        null),
                blocks,
                new Signature(List.of(papers.say("live.minutes.file")), null, "", ""),
                Layout.upright(),
                List.of(),
                papers.say("live.group.paper.mark", actor.username()));
    }

    private String led(GroupRow group) {
        return papers.say(
                "live.group.paper.led",
                or(group.chairName()),
                or(group.secretaryName()),
                group.present() == null ? "……" : group.present().toString(),
                papers.say(group.state().key()));
    }

    private static String or(String name) {
        return name.isEmpty() ? "……………………" : name;
    }

    private List<String> counted(Note note) {
        if (!note.counted()) return List.of();
        return List.of(papers.say(
                "live.group.paper.counted", figure(note.agreed()), figure(note.against()), figure(note.otherwise())));
    }

    private static int figure(@Nullable Integer counted) {
        return counted == null ? 0 : counted;
    }

    /// The stream stays open.
    @Transactional
    void write(Actor actor, Conference conference, TableFormat format, Locale locale, OutputStream out) {
        var all = all(conference);
        try (var table = format.open(out, "discussion", actor.username())) {
            table.header(COLUMNS.stream()
                    .map(column -> words.getMessage("live.group.column." + column, null, locale))
                    .toList());
            for (var group : all.groups)
                for (var matter : all.matters) table.row(cells(group, matter, all.note(group, matter), locale));
        }
        note(actor, conference, all);
    }

    private List<@Nullable Object> cells(GroupRow group, Matter matter, Note note, Locale locale) {
        var cells = new ArrayList<@Nullable Object>(COLUMNS.size());
        cells.add(group.name());
        cells.add(group.siteName());
        cells.add(group.room());
        cells.add(group.chairName());
        cells.add(group.secretaryName());
        cells.add(number(group.present()));
        cells.add(words.getMessage(group.state().key(), null, locale));
        cells.add(
                group.handedInAt() == null
                        ? null
                        : group.handedInAt()
                                .atZone(Zone.VIETNAM)
                                .toLocalDateTime()
                                .withNano(0)
                                .toString());
        cells.add((long) matter.place());
        cells.add(matter.body());
        cells.add(note.opinions());
        cells.add(number(note.agreed()));
        cells.add(number(note.against()));
        cells.add(number(note.otherwise()));
        cells.add(note.proposals());
        return cells;
    }

    private static @Nullable Long number(@Nullable Integer figure) {
        return figure == null ? null : figure.longValue();
    }

    /// What the minutes of the conference say of the discussion, a block a line; empty where there was none. Of
    /// what was not handed in only that it was not.
    List<String> summary(Conference conference) {
        var all = all(conference);
        if (all.groups.isEmpty()) return List.of();
        var in = all.groups.stream()
                .filter(group -> group.state() == GroupState.HANDED_IN)
                .toList();
        var lines = new ArrayList<String>();
        lines.add(papers.say(
                "live.group.draft.all",
                all.groups.size(),
                in.size(),
                in.stream().mapToInt(group -> figure(group.present())).sum()));
        for (var matter : all.matters) {
            lines.add("- " + papers.say("live.group.draft.matter", matter.place(), MinutesDraft.line(matter.body())));
            var said = in.stream().map(group -> all.note(group, matter)).toList();
            if (said.stream().anyMatch(Note::counted))
                lines.add(papers.say(
                        "live.group.draft.counted",
                        said.stream().mapToInt(note -> figure(note.agreed())).sum(),
                        said.stream().mapToInt(note -> figure(note.against())).sum(),
                        said.stream().mapToInt(note -> figure(note.otherwise())).sum()));
            for (var group : in) {
                var proposals = all.note(group, matter).proposals();
                if (!proposals.isEmpty())
                    lines.add(
                            "- " + papers.say("live.group.draft.proposal", group.name(), MinutesDraft.line(proposals)));
            }
        }
        return lines;
    }

    private void note(Actor actor, Conference conference, All all) {
        audit.note(actor, "live.group.export", conference.id(), conference.host(), String.valueOf(all.groups.size()));
    }
}
