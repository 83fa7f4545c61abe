package vn.lantoa.library;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Detail;
import vn.lantoa.access.Details;

/// How the details of the library read in the trace.
@Component
class TraceDetails implements Details {

    @Override
    public List<Detail> forms() {
        return List.of(
                Detail.of("library.document.import", "(\\d+) rows", "library.audit.rows"),
                Detail.of("library.relation.create", "([A-Z]+) (.*)", "library.audit.relation", "library.relation."),
                Detail.word("library.relation.remove", "library.relation."));
    }
}
