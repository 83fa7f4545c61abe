package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.MemberAccounts;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.Difference;
import vn.lantoa.organization.view.DoubleRow;
import vn.lantoa.organization.view.MemberCard;
import vn.lantoa.paper.Days;

/// Merges two records of one person: one is kept, the other leaves the rolls on a day and points to it. Nothing that
/// was recorded is rewritten; both histories stay with their own record and are shown together.
@Component
class Merging {

    /// What may be chosen from either record.
    static final List<String> COLUMNS =
            List.of("full_name", "birth_date", "gender", "admitted_on", "standing", "key_cadre", "phone", "email");

    private final Members members;
    private final Doubles doubles;
    private final Rolls rolls;
    private final Rosters rosters;
    private final MemberAccounts accounts;
    private final Units units;
    private final Lock lock;
    private final Audit audit;

    Merging(
            Members members,
            Doubles doubles,
            Rolls rolls,
            Rosters rosters,
            MemberAccounts accounts,
            Units units,
            Lock lock,
            Audit audit) {
        this.members = members;
        this.doubles = doubles;
        this.rolls = rolls;
        this.rosters = rosters;
        this.accounts = accounts;
        this.units = units;
        this.lock = lock;
        this.audit = audit;
    }

    /// What is to be decided about two records.
    ///
    /// @param taken columns that the kept record takes over from the other
    /// @param staying who stays on a list that has both, by list
    /// @param closing accounts of the other that are closed
    record Choice(List<String> taken, Map<UUID, MemberId> staying, List<UUID> closing) {}

    /// Keeps `kept` and drops `dropped` from `on`, both held until the transaction ends.
    ///
    /// @return the record of the merging
    /// @throws NotFound if the actor does not keep both
    /// @throws Refused if one of them was merged into another before, the kept one is not on the rolls, the day
    /// does not fit, or a unit has closed its figure on a running list
    @Transactional
    UUID merge(Actor actor, MemberId kept, MemberId dropped, Choice choice, LocalDate on, String reason, Instant now) {
        lock.shared();
        // in the order of their ids, so that two who merge the same pair do not wait for each other
        Stream.of(kept, dropped)
                .sorted(Comparator.comparing(MemberId::value))
                .forEach(member -> members.lock(actor, member));
        var one = members.kept(actor, kept);
        var other = members.kept(actor, dropped);
        check(one, other);
        boolean present = other.leftOn() == null;
        dated(dropped, present, on, Zone.day(now));

        var id = Ids.next();
        doubles.begin(actor, id, kept, dropped, present, on, reason, now);
        doubles.take(kept, dropped, choice.taken());
        if (present) rolls.takeOff(dropped, "DOUBLE", on);
        rosters.merge(actor, id, kept, dropped, choice.staying(), on, reason);
        doubles.point(dropped, kept);
        var closed = close(actor, dropped, choice.closing(), now);
        audit.note(actor, "organization.double.merge", kept.value(), one.unit(), told(other, reason));
        audit.note(actor, "organization.double.merge", dropped.value(), other.unit(), told(one, reason));
        doubles.finish(id, closed, rosters.entries(kept));
        return id;
    }

    /// Undoes a merging as a whole: both records, the lists and the accounts are as they were.
    ///
    /// @throws NotFound if there is none that still stands over two records that the actor keeps
    /// @throws Refused if either record was merged again since, with a sentence that says which merging is undone
    /// first, or if something else was done to either, with a sentence that says what
    @Transactional
    DoubleRow undo(Actor actor, UUID id, Instant now) {
        lock.shared();
        var row = doubles.require(actor.scope(KEEP_MEMBERS), id);
        Stream.of(row.kept(), row.dropped()).sorted().forEach(member -> members.lock(actor, new MemberId(member)));
        var merging = doubles.lock(id)
                .orElseThrow(() -> Refused.conflict("organization.double.undone-already", row.memberNo()));
        var kept = new MemberId(merging.kept());
        var dropped = new MemberId(merging.dropped());
        nothingSince(id, merging);

        doubles.giveBack(id);
        if (merging.wasPresent()) rolls.putBack(members.kept(actor, dropped));
        else doubles.point(dropped, null);
        rosters.part(actor, id, Zone.day(now), row.reason());
        for (var account : merging.closed()) accounts.open(actor, new AccountId(account), merging.mergedAt());
        doubles.undone(actor, id, now);
        audit.note(actor, "organization.double.undo", kept.value(), row.keptUnit(), row.memberNo());
        audit.note(actor, "organization.double.undo", dropped.value(), row.unit(), row.keptNo());
        return row;
    }

    private void nothingSince(UUID id, Doubles.Standing merging) {
        doubles.after(merging).ifPresent(later -> {
            throw Refused.conflict(
                    "organization.double.later",
                    later.memberNo(),
                    later.keptNo(),
                    Days.printed(Zone.day(later.mergedAt())));
        });
        var deeds = doubles.deedsSince(merging);
        if (!deeds.isEmpty())
            throw Refused.conflict(
                    "organization.double.since",
                    Written.word("organization.deed." + deed(deeds.getFirst())),
                    deeds.size());
        if (rosters.entries(new MemberId(merging.kept())) > merging.entries())
            throw Refused.conflict("organization.double.since-lists");
        if (doubles.changed(id)) throw Refused.conflict("organization.double.since-file");
    }

    private static String deed(String action) {
        return switch (action) {
            case "organization.member.transfer" -> "transfer";
            case "organization.member.leave", "organization.member.return" -> "leave";
            case "organization.member.amend", "organization.member.confirm" -> "amend";
            case "organization.exemption.grant", "organization.exemption.end" -> "exemption";
            case "organization.post.assign", "organization.post.end" -> "post";
            case "organization.attachment.record", "organization.attachment.end" -> "attachment";
            default -> "other";
        };
    }

    private void check(MemberCard kept, MemberCard dropped) {
        if (kept.id().equals(dropped.id())) throw Refused.invalid("organization.double.same");
        for (var card : List.of(kept, dropped))
            if (card.doubleNo() != null)
                throw Refused.conflict("organization.double.merged", card.memberNo(), card.doubleNo());
        if (kept.leftOn() != null)
            throw Refused.conflict("organization.member.left", kept.fullName(), Days.printed(kept.leftOn()));
    }

    private void dated(MemberId dropped, boolean present, LocalDate on, LocalDate today) {
        var since = present ? rolls.since(dropped) : null;
        if (on.isAfter(first(since, today))) throw Refused.invalid("organization.member.future");
        if (since != null && !on.isAfter(since))
            throw Refused.invalid("organization.double.before", Days.printed(since));
    }

    /// The latest day that can be given: today, or the day after the record came to its cell.
    static LocalDate first(@Nullable LocalDate since, LocalDate today) {
        return since == null || since.isBefore(today) ? today : since.plusDays(1);
    }

    /// Accounts of `dropped` whose every role the actor keeps members for; others an administrator closes.
    List<MemberAccounts.Held> closable(Actor actor, MemberId dropped, LocalDate today) {
        var scope = actor.scope(KEEP_MEMBERS);
        return accounts.of(dropped, today).stream()
                .filter(held -> !held.id().equals(actor.account().value()))
                .filter(held -> held.grants().stream()
                        .allMatch(grant -> grant.role() != Role.ADMINISTRATOR
                                && grant.unit() != null
                                && units.covers(scope, grant.unit())))
                .toList();
    }

    private List<UUID> close(Actor actor, MemberId dropped, List<UUID> wanted, Instant now) {
        var closing = closable(actor, dropped, Zone.day(now)).stream()
                .map(MemberAccounts.Held::id)
                .filter(wanted::contains)
                .toList();
        for (var account : closing) accounts.close(actor, new AccountId(account), now);
        return closing;
    }

    private static String told(MemberCard other, String reason) {
        return other.memberNo() + ": " + reason;
    }

    /// Where two records say different things of the person; where the kept one says nothing, the other's word is
    /// chosen.
    static List<Difference> differences(MemberCard kept, MemberCard dropped) {
        var found = new ArrayList<Difference>();
        add(found, kept, dropped, "full_name", "full_name", MemberCard::fullName, "");
        add(found, kept, dropped, "birth_date", "birth_date", card -> day(card.birthDate()), "");
        add(found, kept, dropped, "gender", "gender", MemberCard::gender, "organization.gender.");
        add(found, kept, dropped, "admitted_on", "admitted_on", card -> day(card.admittedOn()), "");
        if (!kept.standing().equals(dropped.standing()))
            add(found, kept, dropped, "standing", "standing", MemberCard::standing, "organization.standing.");
        else add(found, kept, dropped, "standing", "official_on", card -> day(card.officialOn()), "");
        add(found, kept, dropped, "key_cadre", "key_cadre", card -> card.keyCadre() ? "yes" : "no", "organization.");
        add(found, kept, dropped, "phone", "phone", MemberCard::phone, "");
        add(found, kept, dropped, "email", "email", MemberCard::email, "");
        return List.copyOf(found);
    }

    private static void add(
            List<Difference> found,
            MemberCard kept,
            MemberCard dropped,
            String name,
            String label,
            Function<MemberCard, @Nullable String> word,
            String prefix) {
        var one = word.apply(kept);
        var other = word.apply(dropped);
        if (Objects.equals(one, other)) return;
        found.add(new Difference(
                name,
                "organization.column." + label,
                one == null ? null : prefix + one,
                other == null ? null : prefix + other,
                !prefix.isEmpty(),
                one == null));
    }

    private static @Nullable String day(@Nullable LocalDate on) {
        return on == null ? null : Days.printed(on);
    }
}
