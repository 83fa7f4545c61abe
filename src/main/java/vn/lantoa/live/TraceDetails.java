package vn.lantoa.live;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Detail;
import vn.lantoa.access.Details;

/// How the details of conferences read in the trace.
@Component
class TraceDetails implements Details {

    @Override
    public List<Detail> forms() {
        return List.of(
                Detail.word("live.broadcast.choose", "live.broadcast.kind."),
                Detail.word("live.broadcast.caption", "live.audit.language."),
                Detail.word("live.poll.export", "live.poll.kind."));
    }
}
