package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;

/// The personal codes of members: the one in force, and its replacement when a card or a picture got into other hands.
@Component
class PersonalCodes {

    private final JdbcClient db;
    private final DoorKeys keys;
    private final Audit audit;

    PersonalCodes(JdbcClient db, DoorKeys keys, Audit audit) {
        this.db = db;
        this.keys = keys;
        this.audit = audit;
    }

    /// The code of `member` that doors take.
    String of(UUID member) {
        var serial = db.sql("select c.serial from study.personal_code c where c.member = :member")
                .param("member", member)
                .query(Integer.class)
                .optional()
                .orElse(1);
        return signed(member, serial);
    }

    String signed(UUID member, int serial) {
        return new PersonalCode(member, serial).signed(keys.privateKey());
    }

    /// Replaces the code of the actor's own member, or of a member whose home unit the actor keeps members at; the one
    /// before is refused from now on.
    ///
    /// @throws NotFound otherwise
    @Transactional
    void replace(Actor actor, MemberId member, Instant at) {
        if (!member.equals(actor.member())) require(actor, member);
        db.sql("""
                insert into study.personal_code (member, serial, replaced_at, replaced_by)
                values (:member, 2, :at, :by)
                on     conflict (member) do update
                set    serial = personal_code.serial + 1, replaced_at = excluded.replaced_at,
                       replaced_by = excluded.replaced_by
                """)
                .param("member", member.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .update();
        audit.note(actor, "study.code.replace", member.value(), null, null);
    }

    /// When the code of `member` was replaced last, for who keeps members there; null where it never was.
    ///
    /// @throws NotFound for others
    @Nullable
    Instant replaced(Actor actor, MemberId member) {
        require(actor, member);
        return db.sql("select c.replaced_at from study.personal_code c where c.member = :member")
                .param("member", member.value())
                .query(Instant.class)
                .optional()
                .orElse(null);
    }

    private void require(Actor actor, MemberId member) {
        var kept = db.sql("""
                select exists (select from organization.member m
                               where  m.id = :member
                               and    organization.covers(:scope::uuid[], m.unit))
                """)
                .param("member", member.value())
                .param("scope", actor.scope(Permission.KEEP_MEMBERS).array())
                .query(Boolean.class)
                .single();
        if (!kept) throw new NotFound();
    }
}
