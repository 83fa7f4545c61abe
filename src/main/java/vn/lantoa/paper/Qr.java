package vn.lantoa.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/// A QR code of a text, black on white with the quiet edge that readers need.
public final class Qr {

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.MARGIN, 4, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);

    private final BitMatrix matrix;

    private Qr(BitMatrix matrix) {
        this.matrix = matrix;
    }

    /// @throws IllegalArgumentException if the text is longer than a code holds
    public static Qr of(String text) {
        try {
            return new Qr(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    /// How many modules the code is wide, with its edge.
    public int side() {
        return matrix.getWidth();
    }

    /// The black modules as a path for SVG, one unit each.
    public String path() {
        var path = new StringBuilder();
        for (var row = 0; row < matrix.getHeight(); row++) {
            for (var column = 0; column < matrix.getWidth(); column++) {
                if (!matrix.get(column, row)) continue;
                var first = column;
                while (column + 1 < matrix.getWidth() && matrix.get(column + 1, row)) column++;
                path.append('M')
                        .append(first)
                        .append(' ')
                        .append(row)
                        .append('h')
                        .append(column - first + 1)
                        .append("v1H")
                        .append(first)
                        .append('z');
            }
        }
        return path.toString();
    }

    /// The code as a picture, `dots` to each module.
    public byte[] png(int dots) {
        var side = side() * dots;
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        // straight into the bits, a set one being white: by setRGB a roll of 842 people took seconds
        var bits = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        var width = (side + 7) / 8;
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                if (!matrix.get(x / dots, y / dots)) bits[y * width + x / 8] |= (byte) (0x80 >> x % 8);
        var out = new ByteArrayOutputStream(2_048);
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
