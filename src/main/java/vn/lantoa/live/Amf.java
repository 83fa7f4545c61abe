package vn.lantoa.live;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of RTMP's commands (AMF0): numbers, truth, text, objects and nothing.
final class Amf {

    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int MAP = 8;
    private static final int END = 9;
    private static final int DEEPEST = 8;

    private Amf() {}

    /// All values that `bytes` holds, as Double, Boolean, String, Map or null.
    ///
    /// @throws IllegalArgumentException if they are none, or of a kind that no encoder sends
    static List<@Nullable Object> read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var values = new ArrayList<@Nullable Object>();
        try {
            while (buffer.hasRemaining()) values.add(value(buffer, 0));
        } catch (BufferUnderflowException torn) {
            throw new IllegalArgumentException("Torn AMF", torn);
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer buffer, int depth) {
        if (depth > DEEPEST) throw new IllegalArgumentException("Deep AMF");
        var kind = buffer.get();
        return switch (kind) {
            case NUMBER -> buffer.getDouble();
            case BOOLEAN -> buffer.get() != 0;
            case STRING -> text(buffer);
            case OBJECT -> object(buffer, depth);
            case MAP -> {
                buffer.getInt();
                yield object(buffer, depth);
            }
            case NULL, UNDEFINED -> null;
            default -> throw new IllegalArgumentException("AMF kind " + kind);
        };
    }

    private static Map<String, @Nullable Object> object(ByteBuffer buffer, int depth) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (true) {
            var name = text(buffer);
            if (name.isEmpty() && buffer.get(buffer.position()) == END) {
                buffer.get();
                return fields;
            }
            fields.put(name, value(buffer, depth + 1));
        }
    }

    private static String text(ByteBuffer buffer) {
        var length = Short.toUnsignedInt(buffer.getShort());
        if (length > buffer.remaining()) throw new BufferUnderflowException();
        var bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// `values`, of the kinds that [#read] gives, as bytes.
    static byte[] write(@Nullable Object... values) {
        var out = new ByteArrayOutputStream();
        for (var value : values) write(out, value);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, @Nullable Object value) {
        switch (value) {
            case null -> out.write(NULL);
            case Double number -> {
                out.write(NUMBER);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Boolean truth -> {
                out.write(BOOLEAN);
                out.write(truth ? 1 : 0);
            }
            case String text -> {
                out.write(STRING);
                name(out, text);
            }
            case Map<?, ?> fields -> {
                out.write(OBJECT);
                fields.forEach((name, field) -> {
                    name(out, String.valueOf(name));
                    write(out, field);
                });
                name(out, "");
                out.write(END);
            }
            default -> throw new IllegalArgumentException("No AMF: " + value.getClass());
        }
    }

    private static void name(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }
}
