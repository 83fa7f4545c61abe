package vn.lantoa.organization;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Detail;
import vn.lantoa.access.Details;

/// How the details of the tree and the rolls read in the trace.
@Component
class TraceDetails implements Details {

    @Override
    public List<Detail> forms() {
        return List.of(
                Detail.of(
                        "organization.units.import",
                        "(\\d+) rows: (\\d+) new, (\\d+) changed, (\\d+) refused",
                        "organization.audit.rows"),
                Detail.of(
                        "organization.members.import",
                        "(\\d+) rows: (\\d+) new, (\\d+) changed, (\\d+) refused",
                        "organization.audit.rows"),
                Detail.word("organization.post.assign", "organization.post."),
                Detail.day("organization.post.end"),
                Detail.word("organization.exemption.grant", "organization.exempt."),
                Detail.day("organization.exemption.end"),
                Detail.word("organization.member.leave", "organization.leaving."),
                Detail.day("organization.member.confirm"));
    }
}
