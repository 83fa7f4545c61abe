package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;

/// Guests let in at doors by name: counted beside the rate, never in it.
@Component
class DoorGuests {

    private final JdbcClient db;

    DoorGuests(JdbcClient db) {
        this.db = db;
    }

    /// Records a guest at `site`; false if `nonce` was recorded before.
    boolean record(Door.Place place, String nonce, String name, String of, UUID account, Instant at) {
        return db.sql("""
                insert into study.guest (id, session, site, full_name, of_what, nonce, came_at, recorded_by)
                values (:id, :session, :site, :name, :of, :nonce, :at, :by)
                on     conflict do nothing
                """)
                        .param("id", Ids.next())
                        .param("session", place.session())
                        .param("site", place.site())
                        .param("name", Typed.required("study.field.guest", name, 200))
                        .param("of", Typed.line("study.field.guest-of", of, 200))
                        .param("nonce", Typed.required("study.field.nonce", nonce, 200))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", account)
                        .update()
                == 1;
    }

    /// Takes a guest of `site` back; repeating changes nothing.
    void undo(UUID site, String nonce, Instant at) {
        db.sql("update study.guest set voided_at = coalesce(voided_at, :at) where site = :site and nonce = :nonce")
                .param("site", site)
                .param("nonce", nonce)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
