package vn.lantoa.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.kernel.Ids;
import vn.lantoa.library.Cataloguing.Entry;
import vn.lantoa.study.Trial;

/// Which bytes are removed, and which never.
@AppTest
class OrphanClearingTest implements World {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    /// Everything that a test keeps is old by then.
    private final Instant later = Instant.now().plus(Duration.ofDays(2));

    @Autowired
    OrphanClearing clearing;

    @Autowired
    Orphans orphans;

    @Autowired
    List<Holder> holders;

    @Autowired
    Intake intake;

    @Autowired
    Cataloguing cataloguing;

    @Autowired
    Filing filing;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationContext context;

    @Value("${lantoa.home}")
    String home;

    /// Of a process that had the number of this one.
    @BeforeEach
    void forgetsAnEarlierOwner() throws IOException {
        java.nio.file.Files.deleteIfExists(Path.of(home, "files", "owner"));
    }

    @Test
    void knowsEveryTableThatHoldsFiles() {
        assertThat(holders)
                .extracting(Holder::table)
                .containsExactlyInAnyOrderElementsOf(orphans.tables())
                .containsExactlyInAnyOrder("library.file", "study.expert_paper");
    }

    @Test
    void removesWhatNothingRefersToAndNothingElse() throws IOException {
        var document = file("tệp của văn bản");
        var paper = paper("tham luận");
        var removed = paper("tham luận bị gỡ");
        var both = paper("vừa là tham luận vừa là tệp của văn bản");
        assertThat(file("vừa là tham luận vừa là tệp của văn bản")).isEqualTo(both);
        var undone = kept("tệp của một giao dịch không thành");
        remove(removed);
        remove(both);
        for (var holder : holders)
            assertThat(holder.held(List.of(document, paper, removed, undone)))
                    .as("a real row in %s", holder.table())
                    .hasSize(1);

        clearing.clear(later);
        assertThat(List.of(document, paper, removed, both, undone)).allMatch(this::there);

        assertThat(clearing.clear(later.plus(Duration.ofHours(25)))).isGreaterThanOrEqualTo(2);
        assertThat(List.of(document, paper, both)).allMatch(this::there);
        assertThat(List.of(removed, undone)).noneMatch(this::there);
    }

    @Test
    void touchesNothingYoungerThanADay() throws IOException {
        var young = kept("mới một ngày tuổi chưa đủ");
        var arriving = java.nio.file.Files.createTempFile(Path.of(home, "files", "arriving"), "", "");

        clearing.clear(Instant.now().plus(Duration.ofHours(23)));
        clearing.clear(Instant.now().plus(Duration.ofHours(23)));

        assertThat(there(young)).isTrue();
        assertThat(noted(young)).isFalse();
        assertThat(arriving).exists();

        // Old enough, and looked at twice, but not a day apart.
        clearing.clear(later);
        clearing.clear(later.plus(Duration.ofHours(23)));
        assertThat(there(young)).isTrue();
        assertThat(noted(young)).isTrue();
        assertThat(arriving).doesNotExist();
    }

    @Test
    void keepsWhatIsNeededAgain() throws IOException {
        var again = kept("gửi lại sau khi không còn ai nhắc đến");
        var anew = kept("gửi lại rồi lại thôi");
        clearing.clear(later);
        assertThat(noted(again)).isTrue();

        file("gửi lại sau khi không còn ai nhắc đến");
        assertThat(kept("gửi lại rồi lại thôi")).isEqualTo(anew);
        assertThat(noted(again)).isFalse();

        clearing.clear(later.plus(Duration.ofDays(2)));
        assertThat(List.of(again, anew)).allMatch(this::there);
        assertThat(noted(again)).isFalse();
        assertThat(noted(anew)).isTrue();
    }

    @Test
    void keepsWhatARowRefersToThoughItWasNoted() throws IOException {
        var file = file("đã ghi là không ai nhắc đến");
        orphans.note(List.of(file), later.minus(Duration.ofDays(3)));

        clearing.clear(later);

        assertThat(there(file)).isTrue();
        assertThat(noted(file)).isFalse();
    }

    @Test
    void removesNothingWhileATableHasNobodyToSpeakForIt() throws IOException {
        var loose = kept("tệp của một bảng mới");
        orphans.note(List.of(loose), later.minus(Duration.ofDays(3)));
        db.sql("create table library.novelty (id uuid primary key, sha256 bytea not null)")
                .update();

        assertThat(clearing.clear(later)).isZero();

        assertThat(there(loose)).isTrue();
    }

    @Test
    void removesNothingThatIsAnotherInstallations() throws IOException {
        var loose = kept("tệp của nơi khác");
        orphans.note(List.of(loose), later.minus(Duration.ofDays(3)));
        var owner = Path.of(home, "files", "owner");
        java.nio.file.Files.writeString(owner, UUID.randomUUID().toString());
        try {
            assertThat(clearing.clear(later)).isZero();
            assertThat(there(loose)).isTrue();
        } finally {
            java.nio.file.Files.delete(owner);
        }

        assertThat(clearing.clear(later)).isPositive();
        assertThat(there(loose)).isFalse();
        assertThat(owner).hasContent(orphans.installation().toString());
    }

    /// A file of a new document.
    private String file(String text) throws IOException {
        var number = Math.abs(text.hashCode() % 100_000) + 1;
        var entry = new Entry(number + "-NQ/TW", "", text, "Ban Chấp hành thử", LocalDate.of(2022, 6, 16), "", "");
        var id = cataloguing.add(OFFICER, entry, TODAY);
        filing.add(OFFICER, id, "tep.txt", bytes(text), NINE);
        return hash(text);
    }

    /// A paper of an expert at a conference of its own.
    private String paper(String text) throws IOException {
        var campaign = Trial.open(context, db, OFFICER, TL);
        var expert = Ids.next();
        db.sql("""
                insert into study.expert (id, session, title, full_name, post, workplace, biography, contact, speaks, added_by)
                select :id, s.id, '', 'Lê Thị Hoa', '', '', '', '', '', :by
                from   study.session s
                where  s.campaign = :campaign
                limit  1
                """)
                .param("id", expert)
                .param("campaign", campaign.value())
                .param("by", OFFICER.account().value())
                .update();
        try (var arrived = intake.receive("tham-luan.txt", bytes(text))) {
            var file = arrived.file();
            db.sql("""
                    insert into study.expert_paper (id, expert, title, name, media_type, bytes, sha256, added_by)
                    values (:id, :expert, 'Tham luận', :name, :mediaType, :bytes, :sha256, :by)
                    """)
                    .param("id", Ids.next())
                    .param("expert", expert)
                    .param("name", file.name())
                    .param("mediaType", file.mediaType())
                    .param("bytes", file.bytes())
                    .param("sha256", file.sha256())
                    .param("by", OFFICER.account().value())
                    .update();
            arrived.keep();
            return FileStore.name(file.sha256());
        }
    }

    private void remove(String paper) {
        assertThat(db.sql("delete from study.expert_paper where sha256 = decode(:hash, 'hex')")
                        .param("hash", paper)
                        .update())
                .isEqualTo(1);
    }

    /// Bytes without a row.
    private String kept(String text) throws IOException {
        try (var arrived = intake.receive("tep.txt", bytes(text))) {
            arrived.keep();
            return FileStore.name(arrived.file().sha256());
        }
    }

    private boolean there(String hash) {
        return java.nio.file.Files.exists(Path.of(home, "files", hash.substring(0, 2), hash));
    }

    private boolean noted(String hash) {
        return db.sql("select count(*) > 0 from library.orphan where content = decode(:hash, 'hex')")
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    private static String hash(String text) throws IOException {
        try {
            return FileStore.name(
                    java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
