package vn.lantoa.live;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages of RTMP over one connection: cut into chunks, several at a time, each of them telling only what changed
/// since the one before (specification 1.0, chapter 5).
final class Chunks {

    static final int SET_CHUNK_SIZE = 1;
    static final int ACKNOWLEDGEMENT = 3;
    static final int CONTROL = 4;
    static final int WINDOW = 5;
    static final int BANDWIDTH = 6;
    static final int COMMAND = 20;

    private static final int ABORT = 2;
    private static final int UNKNOWN = 0xffffff;
    private static final int MOST_STREAMS = 64;
    private static final int OURS = 4096;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, Stream> streams = new HashMap<>();
    private int size = 128;
    private int largest;
    private long read;
    private long acknowledged;

    /// @param largest message that is taken, in bytes
    Chunks(DataInputStream in, DataOutputStream out, int largest) {
        this.in = in;
        this.out = out;
        this.largest = largest;
    }

    /// A whole message.
    ///
    /// @param stream the number that `createStream` gave, 0 before
    @SuppressWarnings("ArrayRecordComponent") // on its way from the line to the program, compared by nobody
    record Message(int type, int millis, int stream, byte[] body) {}

    /// From now on messages may have so many bytes.
    void allow(int bytes) {
        largest = bytes;
    }

    /// The next message that is not about the connection itself.
    Message next() throws IOException {
        while (true) {
            var message = chunk();
            if (message == null) continue;
            acknowledge();
            switch (message.type()) {
                case SET_CHUNK_SIZE -> size = Math.clamp(number(message), 1, 1 << 20);
                case ABORT -> streams.remove(number(message));
                case CONTROL -> pong(message);
                case ACKNOWLEDGEMENT, WINDOW, BANDWIDTH -> {}
                default -> {
                    return message;
                }
            }
        }
    }

    private @Nullable Message chunk() throws IOException {
        var first = in.readUnsignedByte();
        var id = first & 0x3f;
        var header = 1;
        if (id == 0) {
            id = 64 + in.readUnsignedByte();
            header = 2;
        } else if (id == 1) {
            id = 64 + in.readUnsignedByte() + (in.readUnsignedByte() << 8);
            header = 3;
        }
        var stream = streams.get(id);
        if (stream == null) {
            if (streams.size() >= MOST_STREAMS) throw new IOException("Too many chunk streams");
            stream = new Stream();
            streams.put(id, stream);
        }

        var kind = first >> 6;
        if (kind < 3) {
            if (stream.body != null) throw new IOException("A message within another");
            stream.stamp = medium();
            if (kind < 2) {
                stream.length = medium();
                stream.type = in.readUnsignedByte();
            }
            if (kind == 0) stream.stream = Integer.reverseBytes(in.readInt());
            header += kind == 0 ? 11 : kind == 1 ? 7 : 3;
            stream.absolute = kind == 0;
        }
        var stamp = stream.stamp;
        if (stamp == UNKNOWN) {
            stamp = in.readInt();
            header += 4;
        }
        if (stream.body == null) {
            if (stream.length > largest) throw new IOException("A message of " + stream.length + " bytes");
            stream.body = new byte[stream.length];
            stream.filled = 0;
            stream.millis = stream.absolute ? stamp : stream.millis + stamp;
            // A message that repeats its header whole repeats the difference, which after an absolute time is that
            // time.
            if (kind == 0) stream.absolute = false;
        }
        var bytes = Math.min(size, stream.body.length - stream.filled);
        in.readFully(stream.body, stream.filled, bytes);
        stream.filled += bytes;
        read += header + bytes;
        if (stream.filled < stream.body.length) return null;

        var message = new Message(stream.type, stream.millis, stream.stream, stream.body);
        stream.body = null;
        return message;
    }

    private int medium() throws IOException {
        return (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    }

    private static int number(Message message) throws IOException {
        if (message.body().length < 4) throw new EOFException();
        return ByteBuffer.wrap(message.body()).getInt() & 0x7fffffff;
    }

    private void pong(Message message) throws IOException {
        var body = ByteBuffer.wrap(message.body());
        if (body.remaining() < 6 || body.getShort() != 6) return;
        write(
                2,
                CONTROL,
                0,
                ByteBuffer.allocate(6).putShort((short) 7).putInt(body.getInt()).array());
    }

    private void acknowledge() throws IOException {
        if (read - acknowledged < 1_000_000) return;
        acknowledged = read;
        write(2, ACKNOWLEDGEMENT, 0, ByteBuffer.allocate(4).putInt((int) read).array());
    }

    /// Our side of the beginning: how much we take before we acknowledge, and in what pieces we send.
    void greet() throws IOException {
        write(2, WINDOW, 0, ByteBuffer.allocate(4).putInt(2_500_000).array());
        write(
                2,
                BANDWIDTH,
                0,
                ByteBuffer.allocate(5).putInt(2_500_000).put((byte) 2).array());
        write(2, SET_CHUNK_SIZE, 0, ByteBuffer.allocate(4).putInt(OURS).array());
    }

    /// Sends one message, which must fit into one chunk, as all that a receiving server has to say does.
    void write(int chunkStream, int type, int stream, byte[] body) throws IOException {
        if (body.length > (type == COMMAND ? OURS : 128)) throw new IllegalArgumentException("Long message");
        out.writeByte(chunkStream);
        out.write(new byte[3]);
        out.writeByte(body.length >> 16);
        out.writeShort(body.length);
        out.writeByte(type);
        out.writeInt(Integer.reverseBytes(stream));
        out.write(body);
        out.flush();
    }

    private static final class Stream {
        int stamp;
        int length;
        int type;
        int stream;
        int millis;
        boolean absolute;
        byte @Nullable [] body;
        int filled;
    }
}
