package vn.lantoa.study;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Plain;
import vn.lantoa.kernel.Refused;

/// Takes back a fact that was recorded by mistake. The fact stays to be seen, with who took it back, when and why; the
/// figures are as if it had never been.
@Component
class Voiding {

    static final int LONGEST = 500;

    private final JdbcClient db;
    private final Recorder recorder;

    Voiding(JdbcClient db, Recorder recorder) {
        this.db = db;
        this.recorder = recorder;
    }

    /// Voids the fact `id`; false if it was voided already.
    ///
    /// @throws NotFound if there is no such fact about a member where `actor` records
    /// @throws Refused without a reason, or if the campaign or the unit's figure is closed
    @Transactional
    boolean undo(Actor actor, CampaignId campaign, long id, String reason, Instant at) {
        var why = reason.strip();
        if (why.isEmpty()) throw Refused.invalid("study.void.reason");
        if (why.length() > LONGEST || !Plain.oneLine(why)) throw Refused.invalid("study.void.long", LONGEST);

        var member = db.sql("""
                select f.member
                from   study.fact f
                where  f.campaign = :campaign
                and    f.id = :id
                and    f.kind <> 'VOID'
                """)
                .param("campaign", campaign.value())
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
        var came = recorder.record(actor, campaign, List.of(Fact.voiding(member, id, why, at)), at)
                .getFirst();
        return switch (came) {
            case RECORDED -> true;
            case ALREADY, CONFLICT -> false;
            case NOT_ON_ROSTER -> throw new NotFound();
            case UNIT_CLOSED -> throw Refused.conflict("study.roll-call.closed");
        };
    }

    /// Voids the fact that bears `nonce`, as [#undo(Actor, CampaignId, long, String, Instant)].
    @Transactional
    boolean undo(Actor actor, CampaignId campaign, String nonce, String reason, Instant at) {
        if (nonce.indexOf(0) >= 0) throw new NotFound();
        var id = db.sql("""
                select f.id
                from   study.fact f
                where  f.campaign = :campaign
                and    f.nonce = :nonce
                """)
                .param("campaign", campaign.value())
                .param("nonce", nonce)
                .query(Long.class)
                .optional()
                .orElseThrow(NotFound::new);
        return undo(actor, campaign, id, reason, at);
    }
}
