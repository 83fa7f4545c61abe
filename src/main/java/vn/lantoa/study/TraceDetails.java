package vn.lantoa.study;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Detail;
import vn.lantoa.access.Details;

/// How the details of campaigns and sessions read in the trace.
@Component
class TraceDetails implements Details {

    @Override
    public List<Detail> forms() {
        return List.of(
                Detail.of("study.campaign.update", "documents (\\d+)", "study.audit.documents"),
                Detail.of("study.campaign.update", "topics (\\d+)", "study.audit.topics"),
                Detail.of(
                        "study.campaign.update",
                        "(\\d{4}-\\d\\d-\\d\\d) (\\d{4}-\\d\\d-\\d\\d) (\\d{4}-\\d\\d-\\d\\d)",
                        "study.audit.schedule"),
                Detail.of(
                        "study.campaign.update",
                        "topics required (\\S+), essay ([A-Z]+)",
                        "study.audit.rule",
                        "",
                        "study.essay."),
                Detail.of(
                        "study.campaign.amend",
                        "closes on (\\d{4}-\\d\\d-\\d\\d) -> (\\d{4}-\\d\\d-\\d\\d), target (\\S+) -> (\\S+), plan (.*)",
                        "study.audit.amended"),
                Detail.of("study.campaign.end", "(\\d+) units open: (.*)", "study.audit.units-open"),
                Detail.of("study.attendance.create", "(\\d+) people", "study.audit.people"),
                Detail.of("study.reminder.create", "(\\d+) unrecorded", "study.audit.unrecorded"),
                Detail.of("study.names.read", "([a-z-]+), (\\d+)", "study.audit.names", "study.names.group."),
                Detail.of(
                        "study.names.export",
                        "(\\S+), ([a-z-]+), (\\d+)",
                        "study.audit.names-file",
                        "",
                        "study.names.group."),
                Detail.of("study.names.export", "(roll|badges), (\\d+)", "study.audit.names", "study.audit.sheet."),
                Detail.word("study.adjustment.create", "study.adjustment.kind."),
                Detail.of("study.expert.answer", "([A-Z]+), (.*)", "study.audit.answer", "study.expert.answer."),
                Detail.of("study.letter.export", "([a-z]+), (.*)", "study.audit.letter", "study.letters."),
                Detail.word("study.letter.update", "study.letters."));
    }
}
