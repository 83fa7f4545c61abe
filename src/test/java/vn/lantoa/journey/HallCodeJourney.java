package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// A member reads the code on the screen of a hall with a phone on which nobody is signed in.
class HallCodeJourney extends AtTheDoor {

    private static final String MEMBER = "dangvien";

    /// Another journey may have closed the figure of the member's cell.
    private void reopen() {
        db.sql("""
                update study.closure c
                set    reopened_at = now(), reopened_by = c.closed_by
                from   access.account a
                join   study.roster r on r.member = a.member
                where  a.username = :member
                and    r.campaign = :campaign::uuid
                and    c.campaign = r.campaign
                and    c.unit = r.unit
                and    c.reopened_at is null
                """).param("member", MEMBER).param("campaign", campaign()).update();
    }

    /// Takes the scan back, so that other journeys find the member's roll as it was.
    private void takeBack(String hall) {
        db.sql("""
                select t.outcome
                from   study.scan s
                cross  join lateral study.take_scans(
                           s.campaign, s.session, s.site, now(), null, s.recorded_by, null, true, array['UNDO'],
                           array['ANSWER'], array[null]::uuid[], array[null]::text[], array[s.nonce], array[now()],
                           array[null]::timestamptz[], array[false], array[false], array['back ' || s.nonce],
                           array[null]::text[]) t
                where  s.site = :hall::uuid
                and    s.kind = 'IN'
                """).param("hall", hall).query(String.class).list();
    }

    @Test
    void readsTheScreenFirstAndSignsInAfterwards() throws IOException {
        reopen();
        var hall = site(
                "Nhà văn hóa",
                db.sql("""
                select r.unit::text
                from   access.account a
                join   study.roster r on r.campaign = :campaign::uuid and r.member = a.member
                where  a.username = :member
                """)
                        .param("campaign", campaign())
                        .param("member", MEMBER)
                        .query(String.class)
                        .single(),
                false);
        var screen = browser.signIn(KEEPER, Browser.DESK);
        for (var size : new int[][] {{1920, 1080}, {1366, 768}}) {
            screen.setViewportSize(size[0], size[1]);
            browser.open(screen, "/study/sites/" + hall + "/screen");
            assertThat(screen.locator("#code svg")).isVisible();
            shows(screen.locator("#state"), "0 người đã vào");
            Browser.inspect(screen);
            assertThat(((Number) screen.evaluate("() => document.documentElement.scrollHeight - window.innerHeight"))
                            .intValue())
                    .isLessThanOrEqualTo(0);
        }

        screen.context().setOffline(true);
        var before = read(screen);
        screen.waitForCondition(() -> !before.equals(screen.locator("#code").getAttribute("data-code")));
        shows(screen.locator("#trouble"), "mã vẫn dùng được");
        var phone = browser.window(Browser.PHONE, true, ColorScheme.LIGHT);
        phone.navigate(read(screen));
        var seen = Instant.now();
        shows(phone.locator("main"), "Đã đọc mã hội trường lúc \\d\\d:\\d\\d");
        Browser.inspect(phone);

        Browser.follow(phone, "Đăng nhập và điểm danh");
        phone.waitForTimeout(2_000);
        phone.fill("input[name=username]", MEMBER);
        phone.fill("input[name=password]", Browser.PASSWORD);
        phone.click("main button[type=submit]");
        shows(phone.locator("main"), "Bấm để ghi nhận có mặt");
        Browser.inspect(phone);
        Browser.press(phone, "Điểm danh");
        shows(phone.locator(".arrival-big"), "Đã vào");
        Browser.inspect(phone);

        var at = db.sql("""
                select s.happened_at
                from   study.scan s
                where  s.site = :hall::uuid
                and    s.way = 'PHONE'
                and    s.outcome = 'recorded'
                """).param("hall", hall).query(Instant.class).single();
        assertThat(at).isBefore(seen);
        screen.context().setOffline(false);
        shows(screen.locator("#state"), "1 người đã vào");
        assertThat(screen.locator("#trouble")).isHidden();

        browser.open(phone, "/study/mine/code");
        Browser.inspect(phone);
        assertThat(decoded(phone.locator(".own-code svg").screenshot())).startsWith("LT1.");
        takeBack(hall);
    }

    private static String read(Page screen) throws IOException {
        return decoded(screen.locator("#code").screenshot());
    }

    /// What a reader makes of the picture, at the size it has or larger: a phone looks many times from many distances,
    /// and this reader at times misses a code whose squares are no whole number of dots wide.
    private static String decoded(byte[] picture) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(picture));
        ReaderException unreadable = null;
        for (var size = 4; size <= 12; size++) {
            try {
                return decoded(image, image.getWidth() * size / 4, image.getHeight() * size / 4);
            } catch (ReaderException missed) {
                unreadable = missed;
            }
        }
        throw new AssertionError(unreadable);
    }

    private static String decoded(BufferedImage image, int width, int height) throws ReaderException {
        var seen = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var drawing = seen.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.drawImage(image, 0, 0, width, height, null);
        drawing.dispose();
        var pixels = seen.getRGB(0, 0, width, height, null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
