package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;

/// Head-counts that a unit types in without names: kept and shown beside the evidenced figures, never added to them.
@Component
class Declared {

    static final int MOST = 10_000_000;

    private final JdbcClient db;
    private final Recorder recorder;
    private final RollCallSheets sheets;

    Declared(JdbcClient db, Recorder recorder, RollCallSheets sheets) {
        this.db = db;
        this.recorder = recorder;
        this.sheets = sheets;
    }

    /// What `unit` itself declared last, by kind.
    Map<Kind, Integer> of(CampaignId campaign, UnitId unit) {
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        db.sql("""
                select   distinct on (d.kind) d.kind, d.people
                from     study.declared d
                where    d.campaign = :campaign
                and      d.unit = :unit
                and      d.session is null
                order by d.kind, d.id desc
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query((row, number) -> counts.put(Kind.valueOf(row.getString("kind")), row.getInt("people")))
                .list();
        return counts;
    }

    /// Replaces what `unit` declared by `counts`; the kinds it does not name stay as they are.
    ///
    /// @throws NotFound if `unit` is not in the campaign's tree where `actor` records
    /// @throws Refused if the campaign is not running, the unit has closed its figure, or a count is below zero or
    /// beyond [#MOST]
    @Transactional
    void declare(Actor actor, CampaignId campaign, UnitId unit, Map<Kind, Integer> counts, Instant at) {
        recorder.enter(actor, campaign);
        sheets.requireUnit(actor.scope(Permission.RECORD), campaign, unit);
        if (closed(campaign, unit)) throw Refused.conflict("study.declared.closed");
        var before = of(campaign, unit);
        counts.forEach((kind, people) -> {
            if (people < 0 || people > MOST) throw Refused.invalid("study.declared.range", MOST);
            if (!people.equals(before.get(kind))) insert(actor, campaign, unit, kind, people, at);
        });
    }

    private boolean closed(CampaignId campaign, UnitId unit) {
        return db.sql("""
                select exists (select from study.closure c
                               where  c.campaign = :campaign and c.unit = :unit and c.reopened_at is null)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .query(Boolean.class)
                .single();
    }

    private void insert(Actor actor, CampaignId campaign, UnitId unit, Kind kind, int people, Instant at) {
        db.sql("""
                insert into study.declared (campaign, unit, kind, people, recorded_by, recorded_at)
                values (:campaign, :unit, :kind, :people, :by, :at)
                """)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("kind", kind.name())
                .param("people", people)
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    enum Kind {
        /// People who are not on the roster.
        GUESTS,
        /// Members who studied, without names.
        MEMBERS,
        /// Delegates in the hall, whoever they are.
        DELEGATES;

        /// As bundles and forms name it: `study.declared.GUESTS`.
        String key() {
            return "study.declared." + name();
        }
    }
}
