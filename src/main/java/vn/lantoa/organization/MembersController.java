package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;
import static vn.lantoa.access.Permission.READ_NAMES;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import vn.lantoa.access.Scope;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.MemberCard;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.organization.view.WrongDay;
import vn.lantoa.page.Notice;

/// The list of members, the page of one, and the forms that change the record, one deed to a page.
@Controller
class MembersController {

    private static final int PIECE = 50;
    private static final String MEMBER = "/organization/members/{id}";

    private final Members members;
    private final Units units;
    private final Rolls rolls;
    private final Exemptions exemptions;
    private final Posts posts;
    private final MemberPage page;
    private final TemporaryAttachments attachments;
    private final Clock clock;

    MembersController(
            Members members,
            Units units,
            Rolls rolls,
            Exemptions exemptions,
            Posts posts,
            MemberPage page,
            TemporaryAttachments attachments,
            Clock clock) {
        this.members = members;
        this.units = units;
        this.rolls = rolls;
        this.exemptions = exemptions;
        this.posts = posts;
        this.page = page;
        this.attachments = attachments;
        this.clock = clock;
    }

    @GetMapping("/organization/members")
    ModelAndView index(
            Actor actor,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after) {
        actor.require(READ_NAMES);
        var scope = actor.scope(READ_NAMES);
        var top = unit == null || unit.isBlank() ? null : units.named(scope, unit);
        var rows = members.list(scope, top == null ? null : top.unitId(), q, after, Zone.today(clock), PIECE + 1);
        var model = new HashMap<String, @Nullable Object>();
        model.put("rows", rows.subList(0, Math.min(rows.size(), PIECE)));
        model.put("next", rows.size() > PIECE ? rows.get(PIECE - 1).memberNo() : null);
        model.put("unit", top == null ? null : top.code());
        model.put("unitName", top == null ? null : top.name());
        model.put("q", q);
        model.put("keeps", actor.may(KEEP_MEMBERS));
        model.put("first", after == null);
        model.put(
                "guests",
                top == null || after != null || !q.isBlank()
                        ? List.of()
                        : attachments.guests(scope, top.unitId(), Zone.today(clock)));
        return new ModelAndView("organization/members/index", model);
    }

    @GetMapping(MEMBER)
    ModelAndView show(Actor actor, @PathVariable MemberId id) {
        return page.of(actor, id, null);
    }

    @GetMapping("/organization/members/new")
    ModelAndView fresh(Actor actor, @RequestParam(defaultValue = "") String unit) {
        actor.require(KEEP_MEMBERS);
        return admission(new Typed(Map.of("unit", unit, "standing", "PROBATIONARY", "admittedOn", today())), null);
    }

    @PostMapping("/organization/members")
    ModelAndView admit(Actor actor, @RequestParam Map<String, String> values, RedirectAttributes redirect) {
        actor.require(KEEP_MEMBERS);
        var typed = new Typed(values);
        try {
            var identity = Identity.of(typed);
            var id = rolls.admit(
                    actor,
                    Written.line(typed.get("unit"), 50, "organization.member.cell"),
                    identity,
                    Written.choice(Standing.class, typed.get("standing"), "organization.column.standing"),
                    Written.day(typed.get("admittedOn"), "organization.column.admitted_on"),
                    Zone.today(clock));
            return done(id, redirect, "organization.member.admitted", identity.fullName());
        } catch (Refused refused) {
            return admission(typed, refused);
        }
    }

    private static ModelAndView admission(Typed typed, @Nullable Refused refused) {
        return form("organization/members/new", new HashMap<>(), typed, refused);
    }

    @GetMapping(MEMBER + "/identity")
    ModelAndView edit(Actor actor, @PathVariable MemberId id) {
        var member = members.kept(actor, id);
        var typed = Typed.NOTHING
                .with("memberNo", member.memberNo())
                .with("fullName", member.fullName())
                .with("birthDate", member.birthDate())
                .with("gender", member.gender())
                .with("keyCadre", member.keyCadre() ? "1" : "")
                .with("phone", member.phone())
                .with("email", member.email());
        return form("organization/members/identity", of(member), typed, null);
    }

    @PostMapping(MEMBER + "/identity")
    ModelAndView amend(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            rolls.amend(actor, id, Identity.of(typed), Zone.today(clock));
            return done(id, redirect, "organization.member.amended");
        } catch (Refused refused) {
            return form("organization/members/identity", of(member), typed, refused);
        }
    }

    @GetMapping(MEMBER + "/transfer")
    ModelAndView move(Actor actor, @PathVariable MemberId id) {
        var member = members.kept(actor, id);
        return transfer(actor, member, Typed.NOTHING.with("on", today()).with("from", member.unit()), null);
    }

    @PostMapping(MEMBER + "/transfer")
    ModelAndView transfer(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            var cell = typed.get("other").isBlank() ? typed.get("cell") : typed.get("other");
            rolls.transfer(
                    actor,
                    id,
                    Ids.of(typed.get("from")),
                    Written.line(cell, 50, "organization.transfer.cell"),
                    Written.day(typed.get("on"), "organization.transfer.on"),
                    Written.optional(typed.get("decision"), 100, "organization.unit.decision"),
                    Zone.today(clock));
            redirect.addFlashAttribute("notice", Notice.of("organization.transfer.done", member.fullName()));
            boolean readable = units.covers(
                    actor.scope(READ_NAMES),
                    units.named(Scope.everything(), cell).unitId());
            return new ModelAndView("redirect:/organization/members" + (readable ? "/" + id.value() : ""));
        } catch (Refused refused) {
            return transfer(actor, member, typed, refused);
        }
    }

    private ModelAndView transfer(Actor actor, MemberCard member, Typed typed, @Nullable Refused refused) {
        var model = of(member);
        model.put("neighbours", rolls.neighbours(new MemberId(member.id())));
        // somebody who keeps the rolls of one cell only has nowhere else to send a member to
        model.put("wide", units.tops(actor.scope(KEEP_MEMBERS)).stream().anyMatch(top -> top.level() != Level.CELL));
        return form("organization/members/transfer", model, typed, refused);
    }

    @GetMapping(MEMBER + "/departure")
    ModelAndView depart(Actor actor, @PathVariable MemberId id) {
        return form(
                "organization/members/departure", of(members.kept(actor, id)), Typed.NOTHING.with("on", today()), null);
    }

    @PostMapping(MEMBER + "/departure")
    ModelAndView leave(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            rolls.leave(
                    actor,
                    id,
                    Written.choice(LeavingReason.class, typed.get("reason"), "organization.leaving.reason"),
                    Written.day(typed.get("on"), "organization.leaving.on"),
                    Zone.today(clock));
            return done(id, redirect, "organization.leaving.done", member.fullName());
        } catch (Refused refused) {
            return form("organization/members/departure", of(member), typed, refused);
        }
    }

    @GetMapping(MEMBER + "/return")
    ModelAndView comeBack(Actor actor, @PathVariable MemberId id) {
        return form("organization/members/return", of(members.kept(actor, id)), Typed.NOTHING, null);
    }

    @PostMapping(MEMBER + "/return")
    ModelAndView bringBack(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            rolls.bringBack(actor, id, Written.line(typed.get("reason"), 500, "organization.return.reason"));
            return done(id, redirect, "organization.return.done", member.fullName());
        } catch (Refused refused) {
            return form("organization/members/return", of(member), typed, refused);
        }
    }

    @GetMapping(MEMBER + "/standing")
    ModelAndView stand(Actor actor, @PathVariable MemberId id) {
        return form(
                "organization/members/standing", of(members.kept(actor, id)), Typed.NOTHING.with("on", today()), null);
    }

    @PostMapping(MEMBER + "/standing")
    ModelAndView confirm(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            rolls.confirm(
                    actor, id, Written.day(typed.get("on"), "organization.column.official_on"), Zone.today(clock));
            return done(id, redirect, "organization.standing.done", member.fullName());
        } catch (Refused refused) {
            return form("organization/members/standing", of(member), typed, refused);
        }
    }

    @GetMapping(MEMBER + "/exemptions/new")
    ModelAndView exempt(Actor actor, @PathVariable MemberId id) {
        return form(
                "organization/members/exemption",
                of(members.kept(actor, id)),
                Typed.NOTHING.with("from", today()),
                null);
    }

    @PostMapping(MEMBER + "/exemptions")
    ModelAndView exempt(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            exemptions.grant(
                    actor,
                    id,
                    Written.day(typed.get("from"), "organization.column.exempt_from"),
                    Written.optionalDay(typed.get("until"), "organization.column.exempt_until"),
                    Written.choice(ExemptReason.class, typed.get("reason"), "organization.column.exempt_reason"),
                    Written.optional(typed.get("decision"), 100, "organization.column.exempt_decision"));
            return done(id, redirect, "organization.exemption.done", member.fullName());
        } catch (Refused refused) {
            return form("organization/members/exemption", of(member), typed, refused);
        }
    }

    @PostMapping("/organization/exemptions/{exemption}/end")
    ModelAndView endExemption(
            Actor actor, @PathVariable String exemption, @RequestParam String on, RedirectAttributes redirect) {
        var row = Ids.of(exemption);
        try {
            var day = Written.day(on, "organization.exemption.end-on");
            return done(exemptions.end(actor, row, day, clock.instant()), redirect, "organization.exemption.ended");
        } catch (Refused refused) {
            return page.of(actor, exemptions.whose(actor, row), new WrongDay(row, on, refused));
        }
    }

    @GetMapping(MEMBER + "/posts/new")
    ModelAndView assign(Actor actor, @PathVariable MemberId id) {
        var member = members.kept(actor, id);
        var typed = Typed.NOTHING.with("from", today()).with("unit", member.unitCode());
        return form("organization/members/post", of(member), typed, null);
    }

    @PostMapping(MEMBER + "/posts")
    ModelAndView assign(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            posts.assign(
                    actor,
                    id,
                    Written.line(typed.get("unit"), 50, "organization.post.unit"),
                    Written.choice(PostKind.class, typed.get("kind"), "organization.post.kind"),
                    Written.day(typed.get("from"), "organization.post.from"),
                    Written.optionalDay(typed.get("until"), "organization.post.to"));
            return done(id, redirect, "organization.post.done", member.fullName());
        } catch (Refused refused) {
            return form("organization/members/post", of(member), typed, refused);
        }
    }

    @PostMapping("/organization/posts/{post}/end")
    ModelAndView endPost(Actor actor, @PathVariable String post, @RequestParam String on, RedirectAttributes redirect) {
        var row = Ids.of(post);
        try {
            var day = Written.day(on, "organization.post.end-on");
            return done(posts.end(actor, row, day), redirect, "organization.post.ended");
        } catch (Refused refused) {
            return page.of(actor, posts.whose(actor, row), new WrongDay(row, on, refused));
        }
    }

    private static Map<String, @Nullable Object> of(MemberCard member) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("member", member);
        return model;
    }

    private static ModelAndView form(
            String template, Map<String, @Nullable Object> model, Typed typed, @Nullable Refused refused) {
        model.put("typed", typed);
        model.put("refused", refused);
        return new ModelAndView(
                template, model, refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }

    private static ModelAndView done(MemberId id, RedirectAttributes redirect, String key, String... arguments) {
        redirect.addFlashAttribute("notice", new Notice(key, List.of(arguments)));
        return new ModelAndView("redirect:/organization/members/" + id.value());
    }

    private String today() {
        return Zone.today(clock).toString();
    }
}
