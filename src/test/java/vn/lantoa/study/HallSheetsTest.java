package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import vn.lantoa.AppTest;
import vn.lantoa.World;

/// What is printed for a hall can be read by the eye and by a camera, also a poor one.
@AppTest
class HallSheetsTest implements World {

    @Autowired
    JdbcClient db;

    @Autowired
    Opening opening;

    @Autowired
    DoorKeys keys;

    @Autowired
    MockMvcTester web;

    SiteId hall;

    @BeforeEach
    void begin() {
        var campaign = Trial.draft(db, OFFICER, DT, 1, "1.0");
        opening.open(OFFICER, campaign, NINE);
        var session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b1, false);
        hall = Trial.site(db, session, TL);
    }

    @Test
    void printsARollWhoseEveryCodeTellsItsMember() throws IOException {
        var pdf = pdf("roll.pdf");

        assertThat(text(pdf)).contains("Danh sách ký", "Nguyễn Văn An", "19.000007", "1/1");
        assertThat(members(pdf, 150)).containsExactlyInAnyOrder(seven());
        valid(pdf);
    }

    @Test
    void printsBadgesWhoseEveryCodeTellsItsMember() throws IOException {
        var pdf = pdf("badges.pdf");

        assertThat(text(pdf)).contains("Nông Văn Hiếu");
        assertThat(members(pdf, 150)).containsExactlyInAnyOrder(seven());
        valid(pdf);
    }

    @Test
    void printsAPosterThatLeadsToTheOwnCode() throws IOException {
        var pdf = pdf("poster.pdf");

        assertThat(codes(pdf, 60)).containsExactly("http://localhost/study/mine/code");
        valid(pdf);
    }

    @Test
    void isReadSmallAndBlurred() throws IOException {
        var code = new PersonalCode(AN.value(), 1).signed(keys.privateKey());
        var sharp = ImageIO.read(
                new ByteArrayInputStream(vn.lantoa.paper.Qr.of(code).png(4)));
        var small = new BufferedImage(150, 150, BufferedImage.TYPE_BYTE_GRAY);
        var brush = small.createGraphics();
        brush.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(sharp.getScaledInstance(150, 150, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        brush.dispose();

        assertThat(decode(small)).isEqualTo(code);
    }

    @Test
    void isForWhoKeepsTheDoor() {
        assertThat(web.get().uri("/study/sites/" + hall.value() + "/roll.pdf").with(World.as(READER)))
                .hasStatus(404);
    }

    private byte[] pdf(String name) {
        var answer = web.get()
                .uri("/study/sites/" + hall.value() + "/" + name)
                .with(World.as(SITE_OPERATOR))
                .exchange();
        assertThat(answer).hasStatusOk().hasContentType("application/pdf");
        return answer.getResponse().getContentAsByteArray();
    }

    private static UUID[] seven() {
        return new UUID[] {AN.value(), BINH.value(), CHUNG.value(), DUNG.value(), HA.value(), HANH.value(), HIEU.value()
        };
    }

    private Set<UUID> members(byte[] pdf, int dots) throws IOException {
        var members = new HashSet<UUID>();
        for (var code : codes(pdf, dots))
            members.add(
                    PersonalCode.verified(code, keys.publicKey()).orElseThrow().member());
        return members;
    }

    private static Set<String> codes(byte[] pdf, int dots) throws IOException {
        var found = new HashSet<String>();
        try (var document = Loader.loadPDF(pdf)) {
            var renderer = new PDFRenderer(document);
            for (var page = 0; page < document.getNumberOfPages(); page++) {
                var picture = renderer.renderImageWithDPI(page, dots, ImageType.RGB);
                try {
                    for (var result : new QRCodeMultiReader()
                            .decodeMultiple(bitmap(picture), Map.of(DecodeHintType.TRY_HARDER, true)))
                        found.add(result.getText());
                } catch (NotFoundException none) {
                    throw new AssertionError("no code on page " + page, none);
                }
            }
        }
        return found;
    }

    private static String decode(BufferedImage picture) {
        try {
            return new QRCodeReader()
                    .decode(bitmap(picture), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException | ChecksumException | FormatException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static BinaryBitmap bitmap(BufferedImage picture) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static void valid(byte[] pdf) throws IOException {
        VeraGreenfieldFoundryProvider.initialise();
        try (var parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
            assertThat(validator.validate(parser).getTestAssertions()).isEmpty();
        } catch (org.verapdf.core.VeraPDFException failed) {
            throw new IOException(failed);
        }
    }
}
