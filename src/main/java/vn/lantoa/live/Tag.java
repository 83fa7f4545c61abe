package vn.lantoa.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A picture, a piece of sound or a note about both, as RTMP sends them and FLV keeps them.
///
/// @param type 8 sound, 9 picture, 18 note
/// @param millis by the encoder's clock, unsigned
@SuppressWarnings("ArrayRecordComponent") // on its way from the line to the program, compared by nobody
record Tag(int type, int millis, byte[] body) {

    static final int SOUND = 8;
    static final int PICTURE = 9;
    static final int NOTE = 18;

    /// What a file of tags begins with: sound and picture announced, no tag before.
    static final byte[] FILE_HEAD = {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0};

    private static final int H264 = 7;
    private static final int AAC = 10;
    private static final int LARGEST = 8 << 20;
    private static final byte[] SET_DATA_FRAME = "\u0002\u0000\r@setDataFrame".getBytes(StandardCharsets.US_ASCII);

    /// A note as RTMP carries it has a word in front that files do not have.
    Tag plain() {
        if (type != NOTE || body.length < SET_DATA_FRAME.length) return this;
        if (!Arrays.equals(body, 0, SET_DATA_FRAME.length, SET_DATA_FRAME, 0, SET_DATA_FRAME.length)) return this;
        return new Tag(type, millis, Arrays.copyOfRange(body, SET_DATA_FRAME.length, body.length));
    }

    /// Whether it is picture as H.264 or sound as AAC; notes always are fine.
    boolean understood() {
        if (body.length < 2) return true;
        return switch (type) {
            case PICTURE -> (body[0] & 0x8f) == H264;
            case SOUND -> (body[0] & 0xf0) >> 4 == AAC;
            default -> true;
        };
    }

    /// Whether it carries no picture or sound but what is needed to decode those after it.
    boolean header() {
        return body.length > 1 && (type == PICTURE || type == SOUND) && body[1] == 0;
    }

    /// Whether decoding can begin here.
    boolean keyFrame() {
        return type == PICTURE && body.length > 1 && (body[0] & 0xf0) >> 4 == 1 && body[1] == 1;
    }

    void write(OutputStream out) throws IOException {
        var bytes = ByteBuffer.allocate(15 + body.length);
        bytes.put((byte) type)
                .put((byte) (body.length >> 16))
                .putShort((short) body.length)
                .put((byte) (millis >> 16))
                .putShort((short) millis)
                .put((byte) (millis >> 24))
                .put(new byte[3])
                .put(body)
                .putInt(11 + body.length);
        out.write(bytes.array());
    }

    /// The next tag of a file whose head has been read; null at its end.
    static @Nullable Tag read(InputStream in) throws IOException {
        var head = in.readNBytes(11);
        if (head.length < 11) return null;
        var size = medium(head, 1);
        if (size > LARGEST) throw new IOException("A tag of " + size + " bytes");
        var millis = ((head[7] & 255) << 24) | medium(head, 4);
        var body = in.readNBytes(size);
        if (body.length < size || in.readNBytes(4).length < 4) return null;
        return new Tag(head[0] & 0x1f, millis, body);
    }

    private static int medium(byte[] bytes, int at) {
        return ((bytes[at] & 255) << 16) | ((bytes[at + 1] & 255) << 8) | (bytes[at + 2] & 255);
    }
}
