package vn.lantoa.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// The serif letters that go into PDF files. They are as wide as Times New Roman, letter by letter, so that a width
/// measured here holds in Word as well.
enum Typeface {
    REGULAR("LiberationSerif-Regular.ttf"),
    BOLD("LiberationSerif-Bold.ttf"),
    ITALIC("LiberationSerif-Italic.ttf");

    private final String file;

    Typeface(String file) {
        this.file = file;
    }

    InputStream open() {
        var in = Typeface.class.getResourceAsStream("/fonts/" + file);
        if (in == null) throw new IllegalStateException("no font " + file);
        return in;
    }

    /// Points that `text` takes in letters of `size` points.
    double width(String text, double size) {
        try (var in = open();
                var font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            var glyphs = font.getUnicodeCmapLookup();
            double units = 0;
            for (int letter : text.codePoints().toArray()) units += font.getAdvanceWidth(glyphs.getGlyphId(letter));
            return units * size / font.getUnitsPerEm();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
