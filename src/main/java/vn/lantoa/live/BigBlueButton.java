package vn.lantoa.live;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The BigBlueButton server of this installation, by its API (2.4 or newer). The administrator names it in
/// `LANTOA_BBB=https://host/bigbluebutton` and its secret in `LANTOA_BBB_SECRET`; neither is in the database, and no
/// page shows the secret. Calls are signed with SHA-256 and wait five seconds at most.
@Component
class BigBlueButton {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 4 << 20;

    private final Environment environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    BigBlueButton(Environment environment) {
        this.environment = environment;
    }

    /// Somebody in a room.
    ///
    /// @param who the account id where he or she came through us
    record Attendee(String who, String name) {}

    /// Whether there is a server.
    boolean known() {
        return !base().isEmpty() && !secret().isEmpty();
    }

    /// Makes the room, or finds it made.
    ///
    /// @throws IOException if the server cannot be reached or refuses
    void create(String room, String title) throws IOException {
        call("create", Map.of("meetingID", room, "name", title, "record", "false"));
    }

    /// Ends the room; that it has ended already is fine.
    void end(String room) throws IOException {
        var reader = ask("end", Map.of("meetingID", room));
        if (!reader.failed() || reader.messageKey().equals("notFound")) return;
        throw new IOException("end: " + reader.messageKey());
    }

    /// Who is in the room; nobody if it does not run.
    List<Attendee> attendees(String room) throws IOException {
        var answer = ask("getMeetingInfo", Map.of("meetingID", room));
        if (answer.messageKey().equals("notFound")) return List.of();
        if (answer.failed()) throw new IOException("getMeetingInfo: " + answer.messageKey());
        return answer.attendees();
    }

    /// The address at which somebody enters. It is his or her own and lets nobody else in under another name.
    URI entrance(String room, String who, String name, boolean moderator) {
        return address(
                "join",
                Map.of("meetingID", room, "userID", who, "fullName", name, "role", moderator ? "MODERATOR" : "VIEWER"));
    }

    private void call(String name, Map<String, String> parameters) throws IOException {
        var answer = ask(name, parameters);
        if (answer.failed()) throw new IOException(name + ": " + answer.messageKey());
    }

    private Answer ask(String name, Map<String, String> parameters) throws IOException {
        try {
            var request = HttpRequest.newBuilder(address(name, parameters))
                    .timeout(PATIENCE)
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) throw new IOException(name + ": status " + response.statusCode());
                return Answer.read(new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private URI address(String name, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(base() + "/api/" + name + "?" + query + "&checksum=" + checksum(name + query + secret()));
    }

    static String checksum(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // Without encryption only to this very machine, where a server may stand behind a proxy, or a test's.
    private String base() {
        var given = environment.getProperty("lantoa.bbb", "").strip().replaceFirst("/+$", "");
        return given.startsWith("https://") || given.matches("http://(127\\.0\\.0\\.1|localhost)[:/].*") ? given : "";
    }

    private String secret() {
        return environment.getProperty("lantoa.bbb-secret", "");
    }

    private record Answer(boolean failed, String messageKey, List<Attendee> attendees) {

        static Answer read(String xml) throws IOException {
            var factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            var failed = true;
            var key = "";
            var attendees = new ArrayList<Attendee>();
            try {
                var reader = factory.createXMLStreamReader(new StringReader(xml));
                while (reader.hasNext()) {
                    if (reader.next() != XMLStreamReader.START_ELEMENT) continue;
                    switch (reader.getLocalName()) {
                        case "returncode" -> failed = !reader.getElementText().equals("SUCCESS");
                        case "messageKey" -> key = reader.getElementText();
                        case "attendee" -> attendees.add(attendee(reader));
                        default -> {}
                    }
                }
            } catch (XMLStreamException unreadable) {
                throw new IOException("An answer that is no XML", unreadable);
            }
            return new Answer(failed, key, attendees);
        }

        private static Attendee attendee(XMLStreamReader reader) throws XMLStreamException {
            var who = "";
            var name = "";
            while (reader.hasNext()) {
                var event = reader.next();
                if (event == XMLStreamReader.END_ELEMENT
                        && reader.getLocalName().equals("attendee")) break;
                if (event != XMLStreamReader.START_ELEMENT) continue;
                switch (reader.getLocalName()) {
                    case "userID" -> who = reader.getElementText();
                    case "fullName" -> name = reader.getElementText();
                    default -> {}
                }
            }
            return new Attendee(who, name);
        }
    }
}
