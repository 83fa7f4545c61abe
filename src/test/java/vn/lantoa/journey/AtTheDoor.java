package vn.lantoa.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import vn.lantoa.kernel.Ids;

/// What journeys at the door of a hall share: a session that is going on, a site that expects a commune, and personal
/// codes.
abstract class AtTheDoor extends Journey {

    static final String KEEPER = "bithu-tanlinh";
    static final String PIN = "258036";

    String session = "";
    String site = "";
    List<Somebody> people = List.of();

    @BeforeEach
    void gather() {
        session = Ids.next().toString();
        db.sql("""
                insert into study.session (id, campaign, title, form, make_up, host, starts_at, ends_at, topics, created_by)
                select :id::uuid, c.id, 'Hội nghị tại cửa', 'BRIDGE', false, :host::uuid, now() - interval '1 hour',
                       now() + interval '3 hours', 1, c.created_by
                from   study.campaign c
                where  c.id = :campaign::uuid
                """)
                .param("id", session)
                .param("campaign", campaign())
                .param("host", unit(COMMUNE))
                .update();
        site = site("Hội trường UBND xã", unit(COMMUNE), true);
        people = expected(site);
    }

    String site(String name, String unit, boolean main) {
        var id = Ids.next().toString();
        db.sql("""
                insert into study.site (id, session, unit, name, main)
                values (:id::uuid, :session::uuid, :unit::uuid, :name, :main)
                """)
                .param("id", id)
                .param("session", session)
                .param("unit", unit)
                .param("name", name)
                .param("main", main)
                .update();
        return id;
    }

    /// Whom the site expects, but nobody of the cells that other journeys call the roll of.
    List<Somebody> expected(String site) {
        return db.sql("""
                select   r.member, r.member_no, r.full_name, extract(year from m.birth_date)::integer as born
                from     study.expected_at(:site::uuid) e
                join     study.roster r on r.campaign = :campaign::uuid and r.member = e.member
                join     organization.member m on m.id = r.member
                join     study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                where    u.code not like '05788.%'
                and      not exists (select
                                     from   study.closure c
                                     where  c.campaign = r.campaign and c.unit = r.unit and c.reopened_at is null)
                order by r.sort_key, r.member_no
                """)
                .param("site", site)
                .param("campaign", campaign())
                .query(Somebody.class)
                .list();
    }

    /// A browser of its own that has become a device at the door of the site.
    Page door(Browser at, int width, String name, boolean kiosk) {
        var page = at.signIn(KEEPER, width);
        begin(at, page, name, kiosk);
        return page;
    }

    void begin(Browser at, Page page, String name, boolean kiosk) {
        at.open(page, "/study/sites/" + site + "/door");
        page.fill("#name", name);
        if (kiosk) {
            page.check("input[name=kiosk]");
            page.fill("#pin", PIN);
        }
        page.click("form[data-door-install] button");
        page.waitForURL("**/doors");
        assertThat(page.locator("#site")).hasText("Hội trường UBND xã");
        assertThat(page.locator("#ready")).hasAttribute("data-ready", "true");
    }

    /// Reads a code as a scanner on a cable does: keys faster than anybody presses them, with Enter. All at once on the
    /// page, since keys that come one by one from here are too slow for that on a machine with much to do.
    static void type(Page page, String code) {
        page.evaluate("""
                text => {
                    const marks = { '-': 'Minus', '_': 'Minus', '.': 'Period' }
                    for (const key of [...text, 'Enter']) {
                        const code = /^[a-z]$/i.test(key) ? 'Key' + key.toUpperCase() : /^\\d$/.test(key) ? 'Digit' + key : marks[key] ?? key
                        const shiftKey = /^[A-Z_]$/.test(key)
                        document.activeElement.dispatchEvent(
                            new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))
                    }
                }
                """, code);
    }

    static Locator word(Page page) {
        return page.locator("#result-word");
    }

    /// The card names `somebody` and says `words`.
    static void says(Page page, String words, Somebody somebody) {
        assertThat(page.locator("#result")).containsText(somebody.fullName());
        assertThat(word(page)).containsText(words);
    }

    String code(Somebody somebody) {
        return code(somebody.member(), 1);
    }

    String code(UUID member, int serial) {
        var bytes = ByteBuffer.allocate(18)
                .putLong(member.getMostSignificantBits())
                .putLong(member.getLeastSignificantBits())
                .putShort((short) serial)
                .array();
        var text = "LT1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(houseKey())));
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] houseKey() {
        return db.sql("select k.private_key from study.door_key k order by k.made_at, k.id limit 1")
                .query(byte[].class)
                .single();
    }

    /// How many scans of the session the house has.
    long scans(String condition) {
        return db.sql("select count(*) from study.scan s where s.session = :session::uuid and " + condition)
                .param("session", session)
                .query(Long.class)
                .single();
    }

    /// The numbers of those who are in and have not left.
    List<String> inside() {
        return db.sql("""
                with standing as (
                    select f.member, f.kind
                    from   study.fact f
                    where  f.session = :session::uuid
                    and    f.kind in ('IN', 'OUT')
                    and    not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
                )
                select   m.member_no
                from     standing i
                join     organization.member m on m.id = i.member
                where    i.kind = 'IN'
                and      not exists (select from standing o where o.member = i.member and o.kind = 'OUT')
                order by m.member_no
                """).param("session", session).query(String.class).list();
    }

    /// A film of one picture for a camera that does not exist: the QR code of `text` on a page held before it.
    static Path film(String text) throws IOException, WriterException {
        var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 420, 420);
        var picture = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        drawing.setColor(new Color(120, 118, 112));
        drawing.fillRect(0, 0, 1280, 720);
        for (var y = 0; y < 420; y++)
            for (var x = 0; x < 420; x++) picture.setRGB(430 + x, 150 + y, matrix.get(x, y) ? 0x20242a : 0xe8e6e0);
        drawing.dispose();
        var film = Files.createTempFile("door", ".mjpeg");
        try (var out = Files.newOutputStream(film)) {
            for (var frame = 0; frame < 3; frame++) ImageIO.write(picture, "jpeg", out);
        }
        return film;
    }

    record Somebody(UUID member, String memberNo, String fullName, int born) {}
}
