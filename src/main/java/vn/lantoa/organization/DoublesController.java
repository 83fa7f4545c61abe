package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Grant;
import vn.lantoa.access.MemberAccounts;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.MemberCard;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Days;

/// Two records of one person: finding the other, comparing both side by side, merging them, and undoing it.
@Controller
class DoublesController {

    private static final String DOUBLE = "/organization/members/{id}/double";

    private final Members members;
    private final Doubles doubles;
    private final Merging merging;
    private final Rolls rolls;
    private final Rosters rosters;
    private final MemberAccounts accounts;
    private final Units units;
    private final Clock clock;

    DoublesController(
            Members members,
            Doubles doubles,
            Merging merging,
            Rolls rolls,
            Rosters rosters,
            MemberAccounts accounts,
            Units units,
            Clock clock) {
        this.members = members;
        this.doubles = doubles;
        this.merging = merging;
        this.rolls = rolls;
        this.rosters = rosters;
        this.accounts = accounts;
        this.units = units;
        this.clock = clock;
    }

    /// @param other the record to compare with; without one, those that may be meant
    @GetMapping(DOUBLE)
    ModelAndView compare(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam(required = false) @Nullable String other,
            @RequestParam(defaultValue = "") String q) {
        var kept = members.kept(actor, id);
        if (other != null && !other.isBlank())
            return compared(actor, kept, members.kept(actor, MemberId.of(other)), null, null);
        var born = Days.parse(q.strip()).orElse(null);
        return new ModelAndView(
                "organization/members/suspects",
                Map.of(
                        "member", kept,
                        "q", q,
                        "rows", doubles.suspects(actor.scope(KEEP_MEMBERS), id, q, born)));
    }

    @PostMapping(DOUBLE)
    ModelAndView merge(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var kept = members.kept(actor, id);
        var typed = new Typed(values);
        var dropped = members.kept(actor, MemberId.of(typed.get("other")));
        try {
            merging.merge(
                    actor,
                    id,
                    new MemberId(dropped.id()),
                    choice(kept, dropped, typed),
                    Written.day(typed.get("on"), "organization.double.on"),
                    Written.line(typed.get("reason"), 500, "organization.double.reason"),
                    clock.instant());
            redirect.addFlashAttribute(
                    "notice", Notice.of("organization.double.done", dropped.memberNo(), kept.memberNo()));
            return new ModelAndView("redirect:/organization/members/" + id.value());
        } catch (Refused refused) {
            return compared(actor, kept, dropped, typed, refused);
        }
    }

    @GetMapping("/organization/doubles/{id}")
    ModelAndView show(Actor actor, @PathVariable String id) {
        return shown(actor, Ids.of(id), null);
    }

    @PostMapping("/organization/doubles/{id}/undoing")
    ModelAndView undo(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        try {
            var row = merging.undo(actor, Ids.of(id), clock.instant());
            redirect.addFlashAttribute("notice", Notice.of("organization.double.undone", row.memberNo(), row.keptNo()));
            return new ModelAndView("redirect:/organization/members/" + row.kept());
        } catch (Refused refused) {
            return shown(actor, Ids.of(id), refused);
        }
    }

    private ModelAndView shown(Actor actor, UUID id, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("row", doubles.require(actor.scope(KEEP_MEMBERS), id));
        model.put("refused", refused);
        return page("organization/members/merged", model, refused);
    }

    private ModelAndView compared(
            Actor actor, MemberCard kept, MemberCard dropped, @Nullable Typed typed, @Nullable Refused refused) {
        var one = new MemberId(kept.id());
        var other = new MemberId(dropped.id());
        var today = Zone.today(clock);
        var closable = merging.closable(actor, other, today);
        var held = accounts.of(other, today);
        var model = new HashMap<String, @Nullable Object>();
        model.put("kept", kept);
        model.put("dropped", dropped);
        model.put("differences", Merging.differences(kept, dropped));
        model.put("memberships", List.of(members.memberships(one), members.memberships(other)));
        model.put("exemptions", List.of(members.exemptions(one), members.exemptions(other)));
        model.put("posts", List.of(members.postsOf(one), members.postsOf(other)));
        model.put("rosters", rosters.of(one, other));
        model.put("accounts", held);
        model.put("closable", closable.stream().map(MemberAccounts.Held::id).collect(Collectors.toSet()));
        model.put(
                "places",
                units.of(held.stream()
                        .flatMap(account -> account.grants().stream())
                        .map(Grant::unit)
                        .filter(unit -> unit != null)
                        .map(UnitId::value)
                        .collect(Collectors.toSet())));
        var since = dropped.leftOn() == null ? rolls.since(other) : null;
        model.put(
                "typed",
                typed == null
                        ? Typed.NOTHING.with("on", Merging.first(since, today).toString())
                        : typed);
        model.put("fresh", typed == null);
        model.put("refused", refused);
        return page("organization/members/double", model, refused);
    }

    private Merging.Choice choice(MemberCard kept, MemberCard dropped, Typed typed) {
        var taken = Merging.COLUMNS.stream()
                .filter(column -> typed.get(column).equals("dropped"))
                .toList();
        var one = new MemberId(kept.id());
        var other = new MemberId(dropped.id());
        var rows = rosters.of(one, other).stream().filter(Rosters.Row::both).toList();
        var staying = rows.stream()
                .filter(row -> !typed.get("list-" + row.id()).isEmpty())
                .collect(Collectors.toMap(
                        Rosters.Row::id, row -> typed.get("list-" + row.id()).equals("dropped") ? other : one));
        var closing = accounts.of(other, Zone.today(clock)).stream()
                .map(MemberAccounts.Held::id)
                .filter(account -> !typed.get("close-" + account).isEmpty())
                .toList();
        return new Merging.Choice(taken, staying, closing);
    }

    private static ModelAndView page(String template, Map<String, @Nullable Object> model, @Nullable Refused refused) {
        return new ModelAndView(
                template, model, refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }
}
