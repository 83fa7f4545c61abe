package vn.lantoa.study;

import static vn.lantoa.access.Permission.RECORD;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.UnitId;

/// What units write in words for their result reports; every version is kept, the newest counts.
@Component
class Remarks {

    /// For reading: also below a unit that stood in the scope when the campaign opened.
    private static final String SEEN = """
            select exists (select from study.campaign_unit u
                           where  u.campaign = :campaign
                           and    u.unit = :unit
                           and    study.sees(:scope::uuid[], u.campaign, u.unit))
            """;

    /// For writing: as the organisation is today.
    private static final String COVERED = """
            select exists (select from study.campaign_unit u
                           where  u.campaign = :campaign
                           and    u.unit = :unit
                           and    organization.covers(:scope::uuid[], u.unit))
            """;

    private final JdbcClient db;
    private final Audit audit;

    Remarks(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /// The newest remark of `unit`; empty if it wrote none.
    ///
    /// @throws NotFound if `unit` is not in the campaign's tree or lies outside `scope`
    Optional<Remark> of(Scope scope, CampaignId campaign, UnitId unit) {
        require(SEEN, scope, campaign, unit);
        return db.sql("""
                select   r.strengths, r.shortcomings, r.proposals, r.signer, r.signer_post, r.essays_due, r.essays_in
                from     study.remark r
                where    r.campaign = :campaign
                and      r.unit = :unit
                order by r.id desc
                limit    1
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(Remark.class)
                .optional();
    }

    /// @throws NotFound if `unit` is not in the campaign's tree or `actor` does not record there
    @Transactional
    void write(Actor actor, CampaignId campaign, UnitId unit, Remark remark) {
        require(COVERED, actor.scope(RECORD), campaign, unit);
        db.sql("""
                insert into study.remark (campaign, unit, strengths, shortcomings, proposals, signer, signer_post,
                                          essays_due, essays_in, recorded_by)
                values (:campaign, :unit, :strengths, :shortcomings, :proposals, :signer, :signerPost,
                        :essaysDue, :essaysIn, :by)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("strengths", remark.strengths())
                .param("shortcomings", remark.shortcomings())
                .param("proposals", remark.proposals())
                .param("signer", remark.signer())
                .param("signerPost", remark.signerPost())
                .param("essaysDue", remark.essaysDue())
                .param("essaysIn", remark.essaysIn())
                .param("by", actor.account().value())
                .update();
        audit.note(actor, "study.remark.create", campaign.value(), unit.value(), null);
    }

    private void require(String asked, Scope scope, CampaignId campaign, UnitId unit) {
        var there = db.sql(asked)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("scope", scope.array())
                .query(Boolean.class)
                .single();
        if (!there) throw new NotFound();
    }

    /// @param essaysDue null: not said
    record Remark(
            String strengths,
            String shortcomings,
            String proposals,
            String signer,
            String signerPost,
            @Nullable Integer essaysDue,
            @Nullable Integer essaysIn) {}
}
