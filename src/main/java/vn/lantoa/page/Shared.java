package vn.lantoa.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/// A piece of a page that is the same for all who look: handed on as the attribute `shared` of a model, it is rendered
/// once for each language, however many ask for it at once, and sent to all from then on. Only for templates that print
/// nothing of the reader, of the request or of his or her browser, and for as long as the rest of the model is the
/// same.
public final class Shared {

    private final Map<Locale, byte[]> rendered = new ConcurrentHashMap<>();
    private final Map<Locale, byte[]> pressed = new ConcurrentHashMap<>();

    /// The bytes in the language of `locale`, rendered by `render` if nobody asked before; others wait for it.
    public byte[] in(Locale locale, Supplier<byte[]> render) {
        return rendered.computeIfAbsent(locale, first -> render.get());
    }

    /// The same compressed with gzip, also once for all.
    public byte[] gzipped(Locale locale, Supplier<byte[]> render) {
        return pressed.computeIfAbsent(locale, first -> press(in(locale, render)));
    }

    private static byte[] press(byte[] bytes) {
        var pressed = new ByteArrayOutputStream(bytes.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(pressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return pressed.toByteArray();
    }
}
