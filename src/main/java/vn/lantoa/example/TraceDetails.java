package vn.lantoa.example;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Detail;
import vn.lantoa.access.Details;

/// How the details of the example read in the trace.
@Component
class TraceDetails implements Details {

    @Override
    public List<Detail> forms() {
        return List.of(Detail.word("example.simulator.change", "example.audit.simulator."));
    }
}
