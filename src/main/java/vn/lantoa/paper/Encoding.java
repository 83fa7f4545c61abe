package vn.lantoa.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lantoa.kernel.Refused;

/// The letters of a text file: UTF-8 or UTF-16 with or without mark, else windows-1258.
///
/// @param mark how many bytes at the start are the byte order mark
record Encoding(Charset charset, int mark) {

    private static final Charset VIETNAMESE = Charset.forName("windows-1258");

    /// @throws Refused if the file is no text
    static Encoding of(Path file) throws IOException {
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(4096);
        }
        if (at(start, 0) == 0xef && at(start, 1) == 0xbb && at(start, 2) == 0xbf) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (at(start, 0) == 0xff && at(start, 1) == 0xfe) return new Encoding(StandardCharsets.UTF_16LE, 2);
        if (at(start, 0) == 0xfe && at(start, 1) == 0xff) return new Encoding(StandardCharsets.UTF_16BE, 2);

        int even = zeros(start, 0);
        int odd = zeros(start, 1);
        int pairs = start.length / 2;
        if (even == 0 && odd == 0) {
            return new Encoding(utf8(file) ? StandardCharsets.UTF_8 : VIETNAMESE, 0);
        }
        // delimiters, digits and most letters have a zero half in UTF-16; a text in a single-byte set has no zeros
        if (odd > pairs / 4 && even == 0) return new Encoding(StandardCharsets.UTF_16LE, 0);
        if (even > pairs / 4 && odd == 0) return new Encoding(StandardCharsets.UTF_16BE, 0);
        if (even + odd <= 2 && utf8(file)) return new Encoding(StandardCharsets.UTF_8, 0);
        throw Refused.unsupported("paper.table.kind");
    }

    Reader reader(Path file) throws IOException {
        var in = Files.newInputStream(file);
        in.skipNBytes(mark);
        return new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
    }

    private static int at(byte[] start, int place) {
        return place < start.length ? start[place] & 0xff : -1;
    }

    private static int zeros(byte[] start, int from) {
        int zeros = 0;
        for (int i = from; i < start.length; i += 2) if (start[i] == 0) zeros++;
        return zeros;
    }

    private static boolean utf8(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(1 << 16);
        var letters = CharBuffer.allocate(1 << 16);
        try (var channel = FileChannel.open(file)) {
            while (true) {
                boolean end = channel.read(bytes) < 0;
                bytes.flip();
                if (decoder.decode(bytes, letters, end).isError()) return false;
                if (end) return true;
                bytes.compact();
                letters.clear();
            }
        }
    }
}
