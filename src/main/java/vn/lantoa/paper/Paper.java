package vn.lantoa.paper;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An official paper in the layout that Party offices use (HD 36-HD/VPTW of 3/4/2018), written as a Word file or as
/// PDF.
///
/// @param title of the file, as readers show it in their window
/// @param signature below the text, or null
/// @param annexes behind the signature, each on sheets of its own
/// @param mark who took the paper out and when, small at the foot of every page; or null
public record Paper(
        String title,
        Head head,
        List<Block> body,
        @Nullable Signature signature,
        Layout layout,
        List<Annex> annexes,
        @Nullable String mark) {

    public Paper {
        body = List.copyOf(body);
        annexes = List.copyOf(annexes);
    }

    public Paper(String title, Head head, List<Block> body, @Nullable Signature signature, Layout layout) {
        this(title, head, body, signature, layout, List.of(), null);
    }

    /// What lies behind a paper, as a wide table does.
    ///
    /// @param titles over it, centred, the first as its heading
    public record Annex(List<String> titles, List<Block> body, Layout layout) {

        public Annex {
            titles = List.copyOf(titles);
            body = List.copyOf(body);
        }
    }

    /// Writes the paper; `out` stays open.
    ///
    /// @param words the fixed words of the form ("Nơi nhận"); official papers take the Vietnamese ones whatever the
    /// reader's language
    /// @param locale for the figures in tables
    public void write(PaperFormat format, OutputStream out, Words words, Locale locale) {
        switch (format) {
            case DOCX -> new Docx(this, words, locale).write(out);
            case PDF -> new Pdf(this, words, locale).write(out);
        }
    }

    /// Text without the letters that XML cannot hold.
    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= ' ' && c != 0x7f && !(c >= 0xd800 && c <= 0xdfff) && (c & 0xfffe) != 0xfffe))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /// Place and day as the form has them: a day below 10 and the months 1 and 2 with a leading zero.
    static String placeAndDay(Head head, Words words) {
        var day = head.day();
        if (day == null) return words.say("paper.official.placeOnly", head.place());
        return words.say(
                "paper.official.placeAndDay",
                head.place(),
                "%02d".formatted(day.getDayOfMonth()),
                (day.getMonthValue() <= 2 ? "%02d" : "%d").formatted(day.getMonthValue()),
                Integer.toString(day.getYear()));
    }

    static String number(Head head, Words words) {
        var number = head.number();
        return words.say("paper.official.number", number == null ? "      " : number);
    }
}
