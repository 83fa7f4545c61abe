package vn.lantoa.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.cos.COSBase;
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

    @Autowired
    HallSheets sheets;

    @Autowired
    Conferences conferences;

    SessionId session;
    SiteId hall;

    @BeforeEach
    void begin() {
        var campaign = Trial.draft(db, OFFICER, DT, 1, "1.0");
        opening.open(OFFICER, campaign, NINE);
        session = Trial.session(db, campaign, DT, Form.BRIDGE, 0b1, false);
        hall = Trial.site(db, session, TL);
    }

    @Test
    void printsARollWhoseEveryCodeTellsItsMember() throws IOException {
        var pdf = pdf("roll.pdf");

        assertThat(text(pdf)).contains("Danh sách ký", "Nguyễn Văn An", "19.000007", "1/1");
        assertThat(members(pdf, 400)).containsExactlyInAnyOrder(seven());
        valid(pdf);
    }

    @Test
    void printsBadgesWhoseEveryCodeTellsItsMember() throws IOException {
        var pdf = pdf("badges.pdf");

        assertThat(text(pdf)).contains("Nông Văn Hiếu");
        assertThat(members(pdf, 400)).containsExactlyInAnyOrder(seven());
        valid(pdf);
    }

    @Test
    void printsAPosterThatLeadsToTheOwnCode() throws IOException {
        var pdf = pdf("poster.pdf");

        assertThat(codes(pdf, 150)).containsExactly("http://localhost/study/mine/code");
        valid(pdf);
    }

    @Test
    void saysWhichMeetingTheSessionIsHeldWithin() throws IOException {
        for (var name : List.of("roll.pdf", "poster.pdf", "badges.pdf"))
            assertThat(text(pdf(name))).as(name).doesNotContain("Kết hợp với", "Sinh hoạt");
        db.sql(
                        "update study.session set form = 'COMBINED', combined_with = 'Sinh hoạt <chi bộ> tháng 12' where id = :id")
                .param("id", session.value())
                .update();

        for (var name : List.of("roll.pdf", "poster.pdf")) {
            assertThat(text(pdf(name))).as(name).contains("Kết hợp với: Sinh hoạt <chi bộ> tháng 12");
            valid(pdf(name));
        }
        assertThat(text(pdf("badges.pdf")).toLowerCase(java.util.Locale.ROOT)).contains("sinh hoạt");
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
    void printsHundredsOfPeopleInTimeThatGrowsWithThemAndEveryCodeTellsItsMember() throws IOException {
        var conference = conferences.attend(OFFICER, session);
        var site = conferences.keep(OFFICER, hall);
        var people = new ArrayList<HallSheets.Person>();
        for (var number = 1; number <= 421; number++)
            people.add(new HallSheets.Person(
                    new UUID(7, number),
                    "19.%06d".formatted(number),
                    "Nguyễn Thị Bích " + number,
                    "Chi bộ " + number % 30,
                    1));
        var out = new ByteArrayOutputStream();

        sheets.roll(conference, site, people.subList(0, 40), 0, "Người in", new ByteArrayOutputStream());
        var tenth = processorTime(
                () -> sheets.roll(conference, site, people.subList(0, 42), 0, "Người in", new ByteArrayOutputStream()));
        var took = processorTime(() -> sheets.roll(conference, site, people, 0, "Người in, 07/02/2026", out));

        var pdf = out.toByteArray();
        assertThat(took).as("ten times as many people").isLessThan(tenth.multipliedBy(20));
        assertThat(people.stream().map(HallSheets.Person::member)).containsAll(sampled(pdf));
        try (var document = Loader.loadPDF(pdf)) {
            var pages = document.getNumberOfPages();
            var words = new PDFTextStripper();
            for (var page = 1; page <= pages; page++) {
                words.setStartPage(page);
                words.setEndPage(page);
                assertThat(words.getText(document)).contains("Họ và tên", page + "/" + pages, "Người in, 07/02/2026");
            }
        }
    }

    @Test
    void printsOneUnitAloneAndNotesWhoDid() throws IOException {
        assertThat(web.get().uri(address("prints")).with(World.as(SITE_OPERATOR)))
                .hasStatusOk()
                .bodyText()
                .contains("Người dự kiến: 7", "roll.pdf?unit=" + TL2.value(), "Chi bộ xóm 1");

        assertThat(members(pdf("roll.pdf?unit=" + TL2.value()), 400))
                .containsExactlyInAnyOrder(HA.value(), HANH.value(), HIEU.value());
        assertThat(text(pdf("badges.pdf"))).contains("Phụ trách điểm cầu, ");
        assertThat(db.sql(
                                "select a.detail from access.audit a where a.action = 'study.names.export' order by a.at, a.detail desc")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("roll, 3", "badges, 7");
    }

    @Test
    void refusesMoreThanAFileHoldsAndPrintsPartByPart() {
        var place = conferences.keep(OFFICER, hall);
        assertThat(sheets.people(place, null, 5)).hasSize(2);
        assertThat(web.get().uri(address("roll.pdf?from=7")).with(World.as(SITE_OPERATOR)))
                .hasStatus(422)
                .bodyText()
                .contains("không có ai");
    }

    @Test
    void isForWhoKeepsTheDoor() {
        assertThat(web.get().uri("/study/sites/" + hall.value() + "/roll.pdf").with(World.as(READER)))
                .hasStatus(404);
    }

    private static Duration processorTime(Printing printing) throws IOException {
        var processor = ManagementFactory.getThreadMXBean();
        var begun = processor.getCurrentThreadCpuTime();
        printing.print();
        return Duration.ofNanos(processor.getCurrentThreadCpuTime() - begun);
    }

    private interface Printing {
        void print() throws IOException;
    }

    private byte[] pdf(String name) {
        var answer = web.get().uri(address(name)).with(World.as(SITE_OPERATOR)).exchange();
        assertThat(answer).hasStatusOk().hasContentType("application/pdf");
        return answer.getResponse().getContentAsByteArray();
    }

    private String address(String name) {
        return "/study/sites/" + hall.value() + "/" + name;
    }

    private static UUID[] seven() {
        return new UUID[] {AN.value(), BINH.value(), CHUNG.value(), DUNG.value(), HA.value(), HANH.value(), HIEU.value()
        };
    }

    /// Whom the codes of one page in fifteen tell.
    private Set<UUID> sampled(byte[] pdf) throws IOException {
        var members = new HashSet<UUID>();
        for (var code : codes(pdf, 300, 15))
            members.add(
                    PersonalCode.verified(code, keys.publicKey()).orElseThrow().member());
        assertThat(members).hasSizeGreaterThan(25);
        return members;
    }

    private Set<UUID> members(byte[] pdf, int dots) throws IOException {
        var members = new HashSet<UUID>();
        for (var code : codes(pdf, dots))
            members.add(
                    PersonalCode.verified(code, keys.publicKey()).orElseThrow().member());
        return members;
    }

    /// Every picture of the file by itself on its white paper, as a phone sees it at `dots` to the inch.
    private static Set<String> codes(byte[] pdf, int dots) throws IOException {
        return codes(pdf, dots, 1);
    }

    private static Set<String> codes(byte[] pdf, int dots, int every) throws IOException {
        var found = new HashSet<String>();
        try (var document = Loader.loadPDF(pdf)) {
            var renderer = new PDFRenderer(document);
            for (var number = 0; number < document.getNumberOfPages(); number += every) {
                var page = renderer.renderImageWithDPI(number, dots, ImageType.GRAY);
                var pictures = new Pictures();
                pictures.processPage(document.getPage(number));
                for (var place : pictures.places) {
                    var side = (int) (place.width * dots / 72);
                    var x = (int) (place.x * dots / 72);
                    var y = page.getHeight() - (int) (place.y * dots / 72) - side;
                    found.add(decode(page.getSubimage(x, y, side, side)));
                }
            }
        }
        return found;
    }

    private static BufferedImage blurred(BufferedImage sharp) {
        var weights = new float[9];
        java.util.Arrays.fill(weights, 1f / 9);
        var copy = new BufferedImage(sharp.getWidth() + 40, sharp.getHeight() + 40, BufferedImage.TYPE_BYTE_GRAY);
        var brush = copy.createGraphics();
        brush.setColor(java.awt.Color.WHITE);
        brush.fillRect(0, 0, copy.getWidth(), copy.getHeight());
        brush.drawImage(sharp, 20, 20, null);
        brush.dispose();
        var edge = java.awt.image.ConvolveOp.EDGE_NO_OP;
        return new java.awt.image.ConvolveOp(new java.awt.image.Kernel(3, 3, weights), edge, null).filter(copy, null);
    }

    /// Where on its page, in points from the lower left, each picture stands.
    private static final class Pictures extends PDFStreamEngine {

        final List<java.awt.geom.Rectangle2D.Float> places = new ArrayList<>();

        Pictures() {
            addOperator(new Concatenate(this));
            addOperator(new Save(this));
            addOperator(new Restore(this));
            addOperator(new SetMatrix(this));
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if (operator.getName().equals("Do")) {
                var at = getGraphicsState().getCurrentTransformationMatrix();
                places.add(new java.awt.geom.Rectangle2D.Float(
                        at.getTranslateX(), at.getTranslateY(), at.getScalingFactorX(), at.getScalingFactorY()));
            } else super.processOperator(operator, operands);
        }
    }

    /// As readers do: blurred first, then with another threshold, from nearer, held still, and turned a little, as the
    /// next pictures of a camera are.
    private static String decode(BufferedImage picture) {
        var blurred = blurred(picture);
        for (var look : List.of(
                blurred,
                doubled(blurred),
                picture,
                doubled(picture),
                turned(doubled(blurred), 3),
                turned(doubled(blurred), -7))) {
            for (var bitmap : List.of(bitmap(look), new BinaryBitmap(new GlobalHistogramBinarizer(source(look))))) {
                try {
                    return new QRCodeReader()
                            .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                            .getText();
                } catch (NotFoundException | ChecksumException | FormatException unreadable) {
                    // the next look may tell
                }
            }
        }
        throw new AssertionError("unreadable");
    }

    private static BufferedImage turned(BufferedImage picture, int degrees) {
        var side = picture.getWidth() + 120;
        var turned = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        var brush = turned.createGraphics();
        brush.setColor(java.awt.Color.WHITE);
        brush.fillRect(0, 0, side, side);
        brush.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
        brush.drawImage(picture, 60, 60, null);
        brush.dispose();
        return turned;
    }

    private static BufferedImage doubled(BufferedImage picture) {
        var side = picture.getWidth() * 2;
        var near = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        var brush = near.createGraphics();
        brush.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.drawImage(picture, 0, 0, side, side, null);
        brush.dispose();
        return near;
    }

    private static BinaryBitmap bitmap(BufferedImage picture) {
        return new BinaryBitmap(new HybridBinarizer(source(picture)));
    }

    private static RGBLuminanceSource source(BufferedImage picture) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        return new RGBLuminanceSource(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static void valid(byte[] pdf) throws IOException {
        VeraGreenfieldFoundryProvider.initialise();
        for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                assertThat(validator.validate(parser).getTestAssertions()).isEmpty();
            } catch (org.verapdf.core.VeraPDFException failed) {
                throw new IOException(failed);
            }
        }
    }
}
