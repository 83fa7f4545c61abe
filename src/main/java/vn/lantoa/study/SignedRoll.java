package vn.lantoa.study;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.PhotoRow;
import vn.lantoa.study.view.SignedRow;

/// The paper way in: people sign a roll, the operator ticks them off afterwards and keeps a picture of each sheet.
@Component
class SignedRoll {

    static final int PAGE = 100;
    static final int LARGEST = 15 * 1024 * 1024;
    private static final int MOST_PHOTOS = 100;

    private final JdbcClient db;
    private final Conferences conferences;
    private final Door door;
    private final Audit audit;

    SignedRoll(JdbcClient db, Conferences conferences, Door door, Audit audit) {
        this.db = db;
        this.conferences = conferences;
        this.door = door;
        this.audit = audit;
    }

    /// Whom the site expects, in the order of the printed roll, with whether each is in; of those whose name or number
    /// has all of `words`, [#PAGE] from the `from`-th on and one more where there are more.
    List<SignedRow> people(ConferenceSite site, String words, int from) {
        return db.sql("""
                with people as materialized (
                    select s.campaign, s.id as session, r.member, r.member_no, r.full_name, r.sort_key, r.unit
                    from   study.session s
                    cross  join study.expected_at(:site) e
                    join   study.roster r on r.campaign = s.campaign and r.member = e.member
                    where  s.id = :session
                )
                select   p.member, p.member_no, p.full_name, u.name as cell, f.happened_at as came_at
                from     people p
                join     study.campaign_unit u on u.campaign = p.campaign and u.unit = p.unit
                left     join lateral (
                    select   f.happened_at
                    from     study.fact f
                    where    f.campaign = p.campaign
                    and      f.session = p.session
                    and      f.member = p.member
                    and      f.kind = 'IN'
                    and      not exists (select from study.fact v where v.campaign = p.campaign and v.voids = f.id)
                    limit    1
                ) f on true
                where    public.fold(p.full_name || ' ' || p.member_no) like '%' || :words || '%'
                order by p.sort_key, p.member_no
                limit    :most offset :from
                """)
                .param("site", site.id())
                .param("session", site.session())
                .param(
                        "words",
                        Folded.of(words.strip())
                                .replace("\\", "\\\\")
                                .replace("%", "\\%")
                                .replace("_", "\\_"))
                .param("most", PAGE + 1)
                .param("from", from)
                .query(SignedRow.class)
                .list();
    }

    /// Records `members` as come at `at`, by their signatures.
    ///
    /// @return what came of each
    @Transactional
    List<DoorAnswer> tick(Actor actor, SiteId site, List<UUID> members, Instant at, Instant now) {
        if (members.isEmpty()) throw Refused.invalid("study.roll.nobody");
        if (at.isAfter(now)) throw Refused.invalid("study.record.future");
        var scans = members.stream()
                .map(member -> DoorScan.of(DoorScan.Kind.IN, DoorScan.Way.PAPER, "paper " + Ids.next(), member, at))
                .toList();
        return door.take(actor, site, null, scans, now);
    }

    List<PhotoRow> photos(UUID site) {
        return db.sql("""
                select   p.id, p.name, length(p.content) as bytes, p.media_type, a.full_name as sent_by, p.sent_at
                from     study.roll_photo p
                join     access.account a on a.id = p.sent_by
                where    p.site = :site
                and      p.removed_at is null
                order by p.sent_at
                """).param("site", site).query(PhotoRow.class).list();
    }

    /// Keeps a picture of a sheet; the kind of file is told by its content.
    ///
    /// @throws Refused if it is no picture or PDF, is larger than 15 MB, or there are a hundred already
    @Transactional
    void keep(Actor actor, SiteId site, String name, InputStream content, Instant now) throws IOException {
        var place = conferences.keep(actor, site);
        var bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw Refused.tooLarge("study.roll.large");
        var type = type(bytes).orElseThrow(() -> Refused.unsupported("study.roll.no-picture"));
        if (photos(site.value()).size() >= MOST_PHOTOS) throw Refused.conflict("study.roll.many", MOST_PHOTOS);
        var named = Typed.line("study.roll.photo", name.isBlank() ? "–" : name, 200);
        db.sql("""
                insert into study.roll_photo (id, site, name, media_type, content, sent_by, sent_at)
                values (:id, :site, :name, :type, :content, :by, :at)
                """)
                .param("id", Ids.next())
                .param("site", site.value())
                .param("name", named)
                .param("type", type)
                .param("content", bytes)
                .param("by", actor.account().value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        audit.note(actor, "study.roll.photo", site.value(), place.unit(), named);
    }

    /// A picture of a site where `actor` keeps the door.
    ///
    /// @throws NotFound otherwise
    Photo photo(Actor actor, UUID id) {
        var photo = db.sql("select p.site, p.media_type, p.content from study.roll_photo p where p.id = :id")
                .param("id", id)
                .query(Photo.class)
                .optional()
                .orElseThrow(NotFound::new);
        conferences.keep(actor, new SiteId(photo.site()));
        return photo;
    }

    private static Optional<String> type(byte[] bytes) {
        if (starts(bytes, 0xFF, 0xD8, 0xFF)) return Optional.of("image/jpeg");
        if (starts(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) return Optional.of("image/png");
        if (starts(bytes, 'R', 'I', 'F', 'F') && bytes.length > 12 && bytes[8] == 'W' && bytes[9] == 'E')
            return Optional.of("image/webp");
        return starts(bytes, '%', 'P', 'D', 'F', '-') ? Optional.of("application/pdf") : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... with) {
        if (bytes.length < with.length) return false;
        for (var place = 0; place < with.length; place++) if ((bytes[place] & 0xFF) != with[place]) return false;
        return true;
    }

    @SuppressWarnings("ArrayRecordComponent") // handed through to the answer, compared nowhere
    record Photo(UUID site, String mediaType, byte[] content) {}
}
