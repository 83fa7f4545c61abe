package vn.lantoa.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A BigBlueButton server as far as we talk to it: checks every call's checksum and keeps rooms with people in them.
final class FakeRooms implements AutoCloseable {

    static final String SECRET = "bí mật của máy chủ";

    final Map<String, List<String>> rooms = new LinkedHashMap<>();
    private final HttpServer server;

    FakeRooms() throws IOException {
        server = HttpServer.create(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bigbluebutton/api/", this::answer);
        server.start();
        System.setProperty("lantoa.bbb", address());
        System.setProperty("lantoa.bbb-secret", SECRET);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/bigbluebutton";
    }

    /// Somebody enters at the address that our page sends him or her to.
    static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /// Whether the query of `call` is signed as the real server wants it.
    static boolean signed(String call, String query) {
        var cut = query.lastIndexOf("&checksum=");
        return cut > 0
                && BigBlueButton.checksum(call + query.substring(0, cut) + SECRET)
                        .equals(query.substring(cut + 10));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        var query = exchange.getRequestURI().getRawQuery();
        var body = signed(call, query)
                ? xml(call, parameters(query))
                : "<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>";
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String xml(String call, Map<String, String> parameters) {
        var room = parameters.getOrDefault("meetingID", "");
        if (call.equals("create")) {
            rooms.putIfAbsent(room, new ArrayList<>());
            return "<response><returncode>SUCCESS</returncode><meetingID>" + room + "</meetingID></response>";
        }
        var people = rooms.get(room);
        if (people == null)
            return "<response><returncode>FAILED</returncode><messageKey>notFound</messageKey></response>";
        if (call.equals("end")) {
            rooms.remove(room);
            return "<response><returncode>SUCCESS</returncode><messageKey>sentEndMeetingRequest</messageKey></response>";
        }
        var text = new StringBuilder(
                "<response><returncode>SUCCESS</returncode><meetingName>Hội nghị</meetingName><attendees>");
        for (var person : people)
            text.append("<attendee><userID>")
                    .append(person)
                    .append("</userID><fullName>Người ")
                    .append(person)
                    .append(" &amp; bạn</fullName><role>VIEWER</role><customdata></customdata></attendee>");
        return text.append("</attendees></response>").toString();
    }

    @Override
    public void close() {
        System.clearProperty("lantoa.bbb");
        System.clearProperty("lantoa.bbb-secret");
        server.stop(0);
    }
}
