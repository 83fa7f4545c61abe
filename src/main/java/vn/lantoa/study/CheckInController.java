package vn.lantoa.study;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;

/// The doors' way in: one check-in or up to [#MOST] at once, answered in the order sent.
@RestController
class CheckInController {

    static final int MOST = 1_000;
    private static final int LARGEST_BODY = 2 * 1024 * 1024;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final CheckIns checkIns;
    private final JsonMapper json;
    private final Clock clock;

    CheckInController(CheckIns checkIns, JsonMapper json, Clock clock) {
        this.checkIns = checkIns;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(path = "/api/v1/sessions/{session}/check-ins", consumes = MediaType.APPLICATION_JSON_VALUE)
    List<Answer> create(Actor actor, @PathVariable SessionId session, InputStream body) throws IOException {
        var now = clock.instant();
        var arrivals = arrivals(read(body), now);
        var scans = checkIns.record(actor, session, arrivals, now);
        var answers = new ArrayList<Answer>(scans.size());
        for (var row = 0; row < scans.size(); row++)
            answers.add(new Answer(arrivals.get(row).nonce(), scans.get(row).code()));
        return answers;
    }

    private JsonNode read(InputStream body) throws IOException {
        var bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) throw Refused.tooLarge("study.check-in.too-many", String.valueOf(MOST));
        try {
            return json.readTree(bytes);
        } catch (JacksonException malformed) {
            throw Refused.unreadable("study.check-in.json");
        }
    }

    private static List<CheckIn> arrivals(JsonNode sent, Instant now) {
        if (sent.isObject()) return List.of(arrival(sent, 0, now));
        if (!sent.isArray()) throw Refused.unreadable("study.check-in.json");
        if (sent.size() > MOST) throw Refused.tooLarge("study.check-in.too-many", String.valueOf(MOST));
        var arrivals = new ArrayList<CheckIn>(sent.size());
        for (var row = 0; row < sent.size(); row++) arrivals.add(arrival(sent.get(row), row, now));
        return arrivals;
    }

    private static CheckIn arrival(JsonNode sent, int row, Instant now) {
        if (!sent.isObject()) throw Refused.unreadable("study.check-in.json");
        return new CheckIn(
                required(sent, "memberNo", row),
                site(required(sent, "site", row)),
                leaving(text(sent, "kind", row), row),
                moment(text(sent, "at", row), row, now),
                required(sent, "nonce", row),
                text(sent, "witness", row),
                sent.path("admit").asBoolean(false));
    }

    private static UUID site(String text) {
        return SiteId.of(text).value();
    }

    private static boolean leaving(@Nullable String kind, int row) {
        if (kind == null || kind.equals("in")) return false;
        if (kind.equals("out")) return true;
        throw Refused.invalid("study.check-in.kind", String.valueOf(row));
    }

    private static Instant moment(@Nullable String at, int row, Instant now) {
        if (at == null) return now;
        try {
            var moment = OffsetDateTime.parse(at).toInstant();
            if (moment.isAfter(now.plus(Recorder.AHEAD)))
                throw Refused.invalid("study.check-in.future", String.valueOf(row));
            if (moment.isBefore(EARLIEST)) throw Refused.invalid("study.check-in.at", String.valueOf(row));
            return moment;
        } catch (DateTimeException malformed) {
            throw Refused.invalid("study.check-in.at", String.valueOf(row));
        }
    }

    private static String required(JsonNode sent, String name, int row) {
        var text = text(sent, name, row);
        if (text == null || text.isBlank()) throw Refused.invalid("study.check-in.missing", String.valueOf(row), name);
        return text;
    }

    /// The property as text, or null where it is missing; a number is read as its digits.
    private static @Nullable String text(JsonNode sent, String name, int row) {
        var value = sent.path(name);
        if (value.isMissingNode() || value.isNull()) return null;
        var text = value.isString() || value.isNumber() ? value.asString().strip() : "\u0000";
        if (text.length() > CheckIn.LONGEST || !Plain.oneLine(text))
            throw Refused.invalid("study.check-in.text", String.valueOf(row), name);
        return text;
    }

    /// @param outcome `recorded`, `already`, `other-site`, `not-on-roster`, `unknown-member` or `session-closed`
    record Answer(String nonce, String outcome) {}
}
