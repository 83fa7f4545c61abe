package vn.lantoa.live;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.lantoa.kernel.Refused;

/// The captions of a recording, read from a WebVTT file: times and plain words. Styles, notes, regions, places
/// and marks within the words are left out, so that nothing of the file reaches a page but text.
record Captions(List<Cue> cues) {

    /// In bytes.
    static final int LARGEST = 1_000_000;

    private static final int MOST = 20_000;
    private static final Pattern TIMING = Pattern.compile(
            "((?:\\d{2,4}:)?[0-5]\\d:[0-5]\\d\\.\\d{3})[ \\t]+-->[ \\t]+((?:\\d{2,4}:)?[0-5]\\d:[0-5]\\d\\.\\d{3})(?:[ \\t].*)?");
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");

    Captions {
        cues = List.copyOf(cues);
    }

    /// @throws Refused if it is no WebVTT file in UTF-8, has no caption, or a line is wrong, which the sentence names
    static Captions read(byte[] file) {
        if (file.length > LARGEST) throw Refused.tooLarge("live.caption.large", LARGEST / 1_000);
        var lines = text(file).split("\r\n|\n|\r", -1);
        if (!lines[0].equals("WEBVTT") && !lines[0].startsWith("WEBVTT ") && !lines[0].startsWith("WEBVTT\t"))
            throw Refused.invalid("live.caption.no-webvtt");

        var cues = new ArrayList<Cue>();
        for (var line = 1; line < lines.length; line++) {
            if (!lines[line].contains("-->")) continue;
            var timing = TIMING.matcher(lines[line].strip());
            if (!timing.matches()) throw Refused.invalid("live.caption.timing", line + 1);
            var from = millis(timing.group(1));
            var until = millis(timing.group(2));
            if (from >= until) throw Refused.invalid("live.caption.reversed", line + 1);
            var words = new ArrayList<String>();
            while (line + 1 < lines.length && !lines[line + 1].isBlank() && !lines[line + 1].contains("-->"))
                words.add(lines[++line]);
            var plain = plain(words);
            if (!plain.isEmpty()) cues.add(new Cue(from, until, plain));
            if (cues.size() > MOST) throw Refused.tooLarge("live.caption.many", MOST);
        }
        if (cues.isEmpty()) throw Refused.invalid("live.caption.none");
        return new Captions(cues);
    }

    /// A WebVTT file of these captions.
    String body() {
        var body = new StringBuilder("WEBVTT\n");
        for (var cue : cues)
            body.append('\n')
                    .append(moment(cue.from()))
                    .append(" --> ")
                    .append(moment(cue.until()))
                    .append('\n')
                    .append(escaped(cue.words()))
                    .append('\n');
        return body.toString();
    }

    private static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (text.indexOf(0) >= 0) throw Refused.invalid("live.caption.no-webvtt");
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw Refused.invalid("live.caption.no-webvtt");
        }
    }

    /// What is read to people: without the marks of the format, with its five names for letters read.
    private static String plain(List<String> words) {
        return words.stream()
                .map(line -> TAG.matcher(line)
                        .replaceAll("")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&nbsp;", "\u00A0")
                        .replace("&lrm;", "")
                        .replace("&rlm;", "")
                        .replace("&amp;", "&")
                        .strip())
                .filter(line -> !line.isEmpty())
                .reduce((one, next) -> one + "\n" + next)
                .orElse("");
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static long millis(String moment) {
        var parts = moment.split("[:.]", -1);
        var hours = parts.length == 4 ? Long.parseLong(parts[0]) : 0;
        var at = parts.length - 3;
        return ((hours * 60 + Long.parseLong(parts[at])) * 60 + Long.parseLong(parts[at + 1])) * 1_000
                + Long.parseLong(parts[at + 2]);
    }

    private static String moment(long millis) {
        var at = Duration.ofMillis(millis);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                at.toHours(),
                at.toMinutesPart(),
                at.toSecondsPart(),
                at.toMillisPart());
    }

    /// @param from milliseconds from the beginning of the part, like `until`
    record Cue(long from, long until, String words) {}
}
