package vn.lantoa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an encoder may say before anybody knows who it is.
class AmfTest {

    @Test
    void readsWhatItWrites() {
        assertThat(Amf.read(Amf.write("publish", 4.0, null, true, Map.of("app", "live"))))
                .containsExactly("publish", 4.0, null, true, Map.of("app", "live"));
    }

    @Test
    void refusesWhatIsTornDeepOrUnknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> Amf.read(new byte[] {2, 0, 9, 'x'}));
        assertThatIllegalArgumentException().isThrownBy(() -> Amf.read(new byte[] {0x0b}));
        var deep = new ByteArrayOutputStream();
        for (var i = 0; i < 2_000; i++) deep.writeBytes(new byte[] {3, 0, 1, 'a'});
        assertThatIllegalArgumentException().isThrownBy(() -> Amf.read(deep.toByteArray()));
    }

    @Test
    void takesNoMessageLongerThanAllowedAndNoEndlessNumberOfStreams() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> chunks(new byte[] {3, 0, 0, 0, (byte) 0xff, 0, 0, 20, 0, 0, 0, 0})
                        .next())
                .withMessageContaining("16711680");

        var many = new ByteArrayOutputStream();
        for (var i = 0; i < 70; i++) many.writeBytes(new byte[] {0, (byte) i, 0, 0, 0, 0, 0, 1, 4, 0, 0, 0, 0, 0});
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> chunks(many.toByteArray()).next())
                .withMessageContaining("Too many");
    }

    @Test
    void putsMessagesTogetherThatComeInTurns() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {4, 0, 0, 40, 0, 0, (byte) 130, 9, 1, 0, 0, 0});
        bytes.writeBytes(new byte[128]);
        bytes.writeBytes(new byte[] {5, 0, 0, 41, 0, 0, 1, 8, 1, 0, 0, 0, 7});
        bytes.writeBytes(new byte[] {(byte) 0xc4, 1, 2});
        bytes.writeBytes(new byte[] {(byte) 0x84, 0, 0, 20});
        bytes.writeBytes(new byte[128]);
        bytes.writeBytes(new byte[] {(byte) 0xc4, 3, 4});
        var chunks = chunks(bytes.toByteArray());

        assertThat(chunks.next())
                .extracting(Chunks.Message::type, Chunks.Message::millis)
                .containsExactly(8, 41);
        var picture = chunks.next();
        assertThat(picture.millis()).isEqualTo(40);
        assertThat(picture.body()).hasSize(130).endsWith(1, 2);
        assertThat(chunks.next())
                .extracting(Chunks.Message::type, Chunks.Message::millis)
                .containsExactly(9, 60);
    }

    private static Chunks chunks(byte[] bytes) {
        return new Chunks(
                new DataInputStream(new ByteArrayInputStream(bytes)),
                new DataOutputStream(new ByteArrayOutputStream()),
                16 << 10);
    }
}
