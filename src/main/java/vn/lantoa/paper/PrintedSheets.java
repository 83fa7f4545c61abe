package vn.lantoa.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;

/// Sheets for the hall, such as posters, rolls and badges, as PDF/A-2b: set from markup that its caller
/// makes with the methods of this class, with letters and pictures inside and no address that would be fetched.
public final class PrintedSheets {

    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    /// To a module. Modules are squares, so that more would not be sharper and only take time.
    private static final int DOTS = 3;

    private static final String PICTURE = "data:image/png;base64,";

    private final StringBuilder html = new StringBuilder(1 << 16);
    private final String title;
    private final String style;
    private final Locale locale;

    /// @param style of the sheets, which names the letters `serif-vn`
    public PrintedSheets(String title, String style, Locale locale) {
        this.title = title;
        this.style = style;
        this.locale = locale;
    }

    /// Adds markup as it is.
    public PrintedSheets markup(String markup) {
        html.append(markup);
        return this;
    }

    /// Adds text, whatever letters it has.
    public PrintedSheets text(String text) {
        html.append(escaped(text));
        return this;
    }

    /// Adds a QR code of `text`, `millimetres` wide, which `words` say to those who do not see it.
    public PrintedSheets code(String text, int millimetres, String words) {
        var picture = Base64.getEncoder().encodeToString(Qr.of(text).png(DOTS));
        html.append("<img src=\"")
                .append(PICTURE)
                .append(picture)
                .append("\" alt=\"")
                .append(escaped(words))
                .append("\" style=\"width:")
                .append(millimetres)
                .append("mm;height:")
                .append(millimetres)
                .append("mm\"/>");
        return this;
    }

    /// Writes the sheets; `out` stays open.
    public void write(OutputStream out) {
        var page = "<html lang=\"" + locale.getLanguage() + "\"><head><title>" + escaped(title)
                + "</title><meta name=\"subject\" content=\"" + escaped(title) + "\"/><style>" + style
                + "</style></head><body>" + html + "</body></html>";
        var builder = new PdfRendererBuilder()
                .usePdfAConformance(PdfAConformance.PDFA_2_B)
                .useColorProfile(COLOURS)
                .usePdfUaAccessibility(true)
                .withProducer("Lan Tỏa")
                .useFont(Typeface.REGULAR::open, "serif-vn", 400, FontStyle.NORMAL, true)
                .useFont(Typeface.BOLD::open, "serif-vn", 700, FontStyle.NORMAL, true)
                .useFont(Typeface.ITALIC::open, "serif-vn", 400, FontStyle.ITALIC, true)
                .useUriResolver((base, address) -> address.startsWith(PICTURE) ? address : null)
                .withHtmlContent(page, null)
                .toStream(out);
        try {
            builder.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String escaped(String text) {
        return Paper.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
