package vn.lantoa.access;

import java.util.List;
import org.springframework.stereotype.Component;

/// How the details of this module read in the trace.
@Component
class TraceDetails implements Details {

    @Override
    public List<Detail> forms() {
        return List.of(
                Detail.of("access.account.import", "(\\d+) rows", "access.audit.rows"),
                Detail.word("access.grant.create", "access.role."),
                Detail.of(
                        "access.setting.change",
                        "(\\S+) = (.*)",
                        "access.audit.setting",
                        "access.setting.",
                        "access.setting.printing.rounding."));
    }
}
