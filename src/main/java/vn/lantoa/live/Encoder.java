package vn.lantoa.live;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The talk with one encoder that sends by RTMP: greeting, the stream key, then picture and sound. Nothing it sends
/// reaches another program before its key was found good.
final class Encoder implements AutoCloseable {

    private static final int GREETING = 1536;
    private static final int MOST_BEFORE_KEY = 16 << 10;
    private static final int MOST = 8 << 20;
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    Encoder(Socket socket) {
        this.socket = socket;
    }

    /// Who decides on stream keys.
    interface Doorkeeper {

        /// Where the stream of this key goes; null if nobody may send with it now.
        @Nullable
        Feed admit(String key, Encoder encoder);
    }

    /// Talks until the encoder goes, is silent for ten seconds, or [#close] is called.
    void talk(Doorkeeper door) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        greet(in, out);

        var chunks = new Chunks(in, out, MOST_BEFORE_KEY);
        try (var feed = introduce(chunks, door)) {
            if (feed == null) return;
            chunks.allow(MOST);
            send(chunks, feed);
        }
    }

    /// Everything up to the key.
    private @Nullable Feed introduce(Chunks chunks, Doorkeeper door) throws IOException {
        while (true) {
            var message = chunks.next();
            if (message.type() != Chunks.COMMAND) throw new IOException("Picture before the key");
            var words = words(message.body());
            if (ends(words)) return null;
            if (words.size() > 3 && "publish".equals(words.getFirst()))
                return publish(chunks, message.stream(), key(words.get(3)), door);
            answer(chunks, words);
        }
    }

    private static void send(Chunks chunks, Feed feed) throws IOException {
        while (true) {
            var message = chunks.next();
            switch (message.type()) {
                case Tag.SOUND, Tag.PICTURE, Tag.NOTE ->
                    feed.accept(new Tag(message.type(), message.millis(), message.body()).plain());
                case Chunks.COMMAND -> {
                    if (ends(words(message.body()))) return;
                }
                default -> {}
            }
        }
    }

    private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
        if (in.readUnsignedByte() != 3) throw new IOException("No RTMP");
        var theirs = in.readNBytes(GREETING);
        var ours = new byte[GREETING];
        new SecureRandom().nextBytes(ours);
        for (var i = 0; i < 8; i++) ours[i] = 0;
        out.writeByte(3);
        out.write(ours);
        out.write(theirs);
        out.flush();
        if (in.readNBytes(GREETING).length < GREETING) throw new IOException("No greeting");
    }

    private static List<@Nullable Object> words(byte[] body) throws IOException {
        try {
            return Amf.read(body);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("No command", unreadable);
        }
    }

    private static boolean ends(List<@Nullable Object> words) {
        return !words.isEmpty() && ("FCUnpublish".equals(words.getFirst()) || "deleteStream".equals(words.getFirst()));
    }

    // Encoders put what they like behind a question mark.
    private static String key(@Nullable Object name) {
        return String.valueOf(name).replaceFirst("\\?.*", "");
    }

    private @Nullable Feed publish(Chunks chunks, int stream, String key, Doorkeeper door) throws IOException {
        var feed = door.admit(key, this);
        var status = Map.of(
                "level",
                feed == null ? "error" : "status",
                "code",
                feed == null ? "NetStream.Publish.BadName" : "NetStream.Publish.Start",
                "description",
                feed == null ? "Refused" : "Welcome");
        chunks.write(5, Chunks.COMMAND, stream, Amf.write("onStatus", 0.0, null, status));
        return feed;
    }

    private static void answer(Chunks chunks, List<@Nullable Object> words) throws IOException {
        if (words.size() < 2 || !(words.get(1) instanceof Double number) || number == 0) return;
        switch (String.valueOf(words.getFirst())) {
            case "connect" -> {
                chunks.greet();
                chunks.write(
                        3,
                        Chunks.COMMAND,
                        0,
                        Amf.write(
                                "_result",
                                number,
                                Map.of("fmsVer", "FMS/3,0,1,123", "capabilities", 31.0),
                                Map.of("level", "status", "code", "NetConnection.Connect.Success")));
            }
            case "createStream" -> chunks.write(3, Chunks.COMMAND, 0, Amf.write("_result", number, null, 1.0));
            default -> chunks.write(3, Chunks.COMMAND, 0, Amf.write("_result", number, null, null));
        }
    }

    /// Ends the talk from another thread.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is.
        }
    }
}
