package vn.lantoa.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Scope;

/// What was recorded, append-only, and the roster rows it is about.
@Component
class Facts {

    private final JdbcClient db;

    Facts(JdbcClient db) {
        this.db = db;
    }

    /// Locks the roster rows of `members`, in order of member, until the transaction ends, so that what is recorded
    /// about one member is recorded one after the other. Members that are not on the roster are left out.
    void lock(CampaignId campaign, Collection<UUID> members) {
        db.sql("""
                select   r.member
                from     study.roster r
                where    r.campaign = :campaign
                and      r.member = any (:members::uuid[])
                order by r.member
                for      no key update
                """)
                .param("campaign", campaign.value())
                .param("members", members.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /// The roster rows of `members` in units that `scope` covers, or who take part there on `today` by a temporary
    /// attachment, as they stand now; to be asked after [#lock].
    List<Seat> seats(Scope scope, CampaignId campaign, Collection<UUID> members, LocalDate today) {
        return db.sql("""
                select r.member, r.unit,
                       exists (select from study.closure c
                               where  c.campaign = r.campaign
                               and    c.unit = r.unit
                               and    c.reopened_at is null) as closed
                from   study.roster r
                where  r.campaign = :campaign
                and    r.member = any (:members::uuid[])
                and    r.removed_on is null
                and    (organization.covers(:scope::uuid[], r.unit) or study.attached(:scope::uuid[], r.member, :today))
                """)
                .param("campaign", campaign.value())
                .param("members", members.toArray(UUID[]::new))
                .param("scope", scope.array())
                .param("today", today)
                .query(Seat.class)
                .list();
    }

    /// Facts of the campaign that already bear one of `nonces`.
    List<Known> known(CampaignId campaign, Collection<String> nonces) {
        return db.sql("""
                select f.nonce, f.member, f.session, f.kind
                from   study.fact f
                where  f.campaign = :campaign
                and    f.nonce = any (:nonces::text[])
                """)
                .param("campaign", campaign.value())
                .param("nonces", nonces.toArray(String[]::new))
                .query(Known.class)
                .list();
    }

    /// The facts about `members` that stand.
    List<Standing> standing(CampaignId campaign, Collection<UUID> members) {
        return db.sql("""
                select   f.id, f.member, f.session, f.kind, f.topics, f.form, f.make_up, f.reason, f.happened_at,
                         f.recorded_at, f.recorded_by
                from     study.fact f
                where    f.campaign = :campaign
                and      f.member = any (:members::uuid[])
                and      f.kind <> 'VOID'
                and      not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
                order by f.happened_at, f.nonce
                """)
                .param("campaign", campaign.value())
                .param("members", members.toArray(UUID[]::new))
                .query(Standing.class)
                .list();
    }

    /// Records `facts` about locked members; one that says again what stands already, or bears a nonce that exists, is
    /// left out.
    ///
    /// @return the nonces of those recorded
    Set<String> append(Actor actor, CampaignId campaign, List<Fact> facts, Instant at) {
        if (facts.isEmpty()) return Set.of();
        return new HashSet<>(db.sql("""
                insert into study.fact (campaign, member, unit, session, site, kind, topics, form, make_up, reason,
                                        happened_at, recorded_at, recorded_by, witness, device, note, nonce, turn, voids)
                select   :campaign, i.member, r.unit, coalesce(i.session, b.session), coalesce(i.site, b.site), i.kind,
                         i.topics, i.form, i.make_up, i.reason, i.happened_at, :at, :by, i.witness, i.device, i.note,
                         i.nonce, coalesce(p.turn + 1, 0), i.voids
                from     unnest(:members::uuid[], :sessions::uuid[], :sites::uuid[], :kinds::text[], :topics::bigint[],
                                :forms::text[], :makeUps::boolean[], :reasons::text[], :moments::timestamptz[],
                                :witnesses::text[], :devices::text[], :notes::text[], :nonces::text[], :voids::bigint[])
                             as i (member, session, site, kind, topics, form, make_up, reason, happened_at, witness,
                                   device, note, nonce, voids)
                join     study.roster r on r.campaign = :campaign and r.member = i.member
                left     join study.fact b on b.campaign = :campaign and b.id = i.voids
                left     join lateral (
                    select   f.turn,
                             exists (select from study.fact v
                                     where  v.campaign = f.campaign
                                     and    v.voids = f.id) as voided
                    from     study.fact f
                    where    f.campaign = :campaign
                    and      f.session = i.session
                    and      f.member = i.member
                    and      f.kind = i.kind
                    order by f.turn desc
                    limit    1
                ) p on i.kind <> 'VOID'
                where    (p.turn is null or p.voided)
                and      (i.voids is null or b.member = i.member and b.kind <> 'VOID')
                order by i.nonce
                on       conflict do nothing
                returning nonce
                """)
                .param("campaign", campaign.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("members", column(facts, UUID[]::new, Fact::member))
                .param("sessions", column(facts, UUID[]::new, Fact::session))
                .param("sites", column(facts, UUID[]::new, Fact::site))
                .param("kinds", column(facts, String[]::new, fact -> fact.kind().name()))
                .param("topics", column(facts, Long[]::new, Fact::topics))
                .param("forms", column(facts, String[]::new, fact -> name(fact.form())))
                .param("makeUps", column(facts, Boolean[]::new, Fact::makeUp))
                .param("reasons", column(facts, String[]::new, fact -> name(fact.reason())))
                .param(
                        "moments",
                        column(facts, String[]::new, fact -> fact.happenedAt().toString()))
                .param("witnesses", column(facts, String[]::new, Fact::witness))
                .param("devices", column(facts, String[]::new, Fact::device))
                .param("notes", column(facts, String[]::new, Fact::note))
                .param("nonces", column(facts, String[]::new, Fact::nonce))
                .param("voids", column(facts, Long[]::new, Fact::voids))
                .query(String.class)
                .list());
    }

    /// Takes back the scans of doors on which facts voided among `facts` rest, so that the doors do not say it again.
    void undoScans(Actor actor, CampaignId campaign, Collection<Fact> facts, Instant at) {
        var voided = facts.stream().map(Fact::voids).filter(Objects::nonNull).toArray(Long[]::new);
        if (voided.length == 0) return;
        db.sql("select study.undo_scans(:campaign, :voided::bigint[], :at, :by)::text")
                .param("campaign", campaign.value())
                .param("voided", voided)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .query(String.class)
                .list();
    }

    /// Brings roster and tallies in line with what is recorded about the locked `members`.
    void settle(CampaignId campaign, Collection<UUID> members) {
        db.sql("select study.settle(:campaign, :members::uuid[])::text")
                .param("campaign", campaign.value())
                .param("members", members.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    private static <T> @Nullable T[] column(
            List<Fact> facts, java.util.function.IntFunction<T[]> array, Function<Fact, @Nullable T> value) {
        var column = array.apply(facts.size());
        for (var row = 0; row < column.length; row++) column[row] = value.apply(facts.get(row));
        return column;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    /// A place on the roster.
    ///
    /// @param closed the unit has closed its figure
    record Seat(UUID member, UUID unit, boolean closed) {}

    record Known(String nonce, UUID member, @Nullable UUID session, Fact.Kind kind) {

        boolean same(Fact fact) {
            return member.equals(fact.member())
                    && kind == fact.kind()
                    && (fact.kind() == Fact.Kind.VOID || Objects.equals(session, fact.session()));
        }
    }

    record Standing(
            long id,
            UUID member,
            @Nullable UUID session,
            Fact.Kind kind,
            long topics,
            @Nullable Form form,
            boolean makeUp,
            @Nullable Reason reason,
            Instant happenedAt,
            Instant recordedAt,
            UUID recordedBy) {}
}
