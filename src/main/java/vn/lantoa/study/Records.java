package vn.lantoa.study;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.study.view.RecordRow;

/// Everything that was recorded about one member in a campaign, with what was taken back.
@Component
class Records {

    private final JdbcClient db;

    Records(JdbcClient db) {
        this.db = db;
    }

    /// The member's place on the roster.
    ///
    /// @param today who takes part in a cell of `scope` on that day is within it
    /// @param self a member whose own record may be seen whatever the scope, or null
    /// @throws NotFound if the member is not on the roster of the campaign within `scope`
    Owed owed(Scope scope, @Nullable MemberId self, CampaignId campaign, MemberId member, LocalDate today) {
        return db.sql("""
                select r.member, r.full_name as name, r.member_no, r.unit, u.name as unit_name, r.exempt, r.outcome,
                       h.name as host_name
                from   study.roster r
                join   study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                left   join organization.temporary_attachment t on t.member = r.member
                                                               and t.revoked_at is null
                                                               and :today >= t.from_on
                                                               and :today < t.until_on
                left   join organization.unit h on h.id = t.unit
                where  r.campaign = :campaign
                and    r.member = :member
                and    (r.member = :self
                        or study.sees(:scope::uuid[], r.campaign, r.unit)
                        or study.attached(:scope::uuid[], r.member, :today))
                """)
                .param("campaign", campaign.value())
                .param("member", member.value())
                .param("self", self == null ? null : self.value())
                .param("scope", scope.array())
                .param("today", today)
                .query(Owed.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    String title(CampaignId campaign) {
        return db.sql("select c.title from study.campaign c where c.id = :id")
                .param("id", campaign.value())
                .query(String.class)
                .single();
    }

    /// Whether facts about a member of the roster can be recorded or taken back on `today` by whom `scope` belongs to.
    boolean recordable(Scope scope, CampaignId campaign, Owed owed, LocalDate today) {
        return db.sql("""
                select c.opened_at is not null and c.closed_at is null
                       and (organization.covers(:scope::uuid[], :unit)
                            or study.attached(:scope::uuid[], :member, :today))
                       and not exists (select from study.closure x
                                       where  x.campaign = c.id
                                       and    x.unit = :unit
                                       and    x.reopened_at is null)
                from   study.campaign c
                where  c.id = :id
                """)
                .param("id", campaign.value())
                .param("unit", owed.unit())
                .param("member", owed.member())
                .param("scope", scope.array())
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    /// Facts about `member`, the newest first; a void stands beside the fact it takes back.
    List<RecordRow> rows(CampaignId campaign, MemberId member) {
        return db.sql("""
                select   f.id, f.kind, f.form, f.make_up, f.reason, f.happened_at, f.recorded_at,
                         a.full_name as recorded_by, f.witness, s.title as session, i.name as site,
                         v.recorded_at as voided_at, b.full_name as voided_by, v.note as void_reason
                from     study.fact f
                left     join access.account a on a.id = f.recorded_by
                left     join study.session s on s.id = f.session
                left     join study.site i on i.id = f.site
                left     join study.fact v on v.campaign = f.campaign and v.voids = f.id
                left     join access.account b on b.id = v.recorded_by
                where    f.campaign = :campaign
                and      f.member = :member
                and      f.kind <> 'VOID'
                order by f.recorded_at desc, f.id desc
                """)
                .param("campaign", campaign.value())
                .param("member", member.value())
                .query(RecordRow.class)
                .list();
    }

    /// @param unit at which the member is counted
    /// @param hostName the cell in which he or she takes part for a while, or null
    record Owed(
            UUID member,
            String name,
            String memberNo,
            UUID unit,
            String unitName,
            @Nullable String exempt,
            @Nullable Outcome outcome,
            @Nullable String hostName) {}
}
