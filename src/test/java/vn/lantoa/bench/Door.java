package vn.lantoa.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/// A door at a session of a campaign made for the measurement, through which the whole province may come.
///
/// @param site where everybody is expected
record Door(String session, String site) {

    /// @param cutOff `yyyy-mm-dd`
    static Door open(Client officer, String unit, String cutOff) throws Exception {
        var today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        var campaign = Client.first(
                officer.post("/api/v1/campaigns", "application/json", BodyPublishers.ofString("""
                        {"title":"Đo tốc độ","unit":"%1$s","cutOff":"%2$s","opensOn":"%2$s","closesOn":"%3$s",
                         "documents":["59-NQ/TW"],"topics":[{"title":"Một","presenter":"Hai"}],
                         "rule":{"forms":["BRIDGE"],"topicsRequired":1.0,"essay":"NONE"}}
                        """.formatted(
                                unit, cutOff, today.plusDays(9)))),
                "\"id\":\"([^\"]+)\"");
        officer.post("/api/v1/campaigns/" + campaign + "/opening", "application/json", BodyPublishers.ofString("{}"));
        var from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
        var session = officer.post(
                "/api/v1/campaigns/" + campaign + "/sessions",
                "application/json",
                BodyPublishers.ofString("""
                        {"title":"Buổi đo","form":"BRIDGE","host":"%3$s","startsAt":"%1$s","endsAt":"%2$s","topics":[1],
                         "sites":[{"unit":"%3$s","name":"Hội trường","capacity":200000,"main":true}]}
                        """.formatted(from, from.plusSeconds(7_200), unit)));
        return new Door(
                Client.first(session, "^\\{\"id\":\"([^\"]+)\""),
                Client.first(session, "\"sites\":\\[\\{\"id\":\"([^\"]+)\""));
    }

    String body(String member, String nonce) {
        return "{\"memberNo\":\"" + member + "\",\"site\":\"" + site + "\",\"kind\":\"in\",\"nonce\":\"" + nonce
                + "\"}";
    }

    String batch(List<String> members, int from, int size) {
        return members.subList(from, from + size).stream()
                .map(member -> body(member, "b" + member))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
