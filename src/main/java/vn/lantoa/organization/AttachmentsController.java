package vn.lantoa.organization;

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
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.MemberCard;
import vn.lantoa.organization.view.Typed;
import vn.lantoa.organization.view.WrongDay;
import vn.lantoa.page.Notice;

/// Attaches a member to another cell for a while.
@Controller
class AttachmentsController {

    private static final String MEMBER = "/organization/members/{id}";

    private final Members members;
    private final TemporaryAttachments attachments;
    private final MemberPage page;
    private final Clock clock;

    AttachmentsController(Members members, TemporaryAttachments attachments, MemberPage page, Clock clock) {
        this.members = members;
        this.attachments = attachments;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping(MEMBER + "/attachments/new")
    ModelAndView fresh(Actor actor, @PathVariable MemberId id) {
        return form(
                members.kept(actor, id),
                Typed.NOTHING.with("from", Zone.today(clock).toString()),
                null);
    }

    @PostMapping(MEMBER + "/attachments")
    ModelAndView attach(
            Actor actor,
            @PathVariable MemberId id,
            @RequestParam Map<String, String> values,
            RedirectAttributes redirect) {
        var member = members.kept(actor, id);
        var typed = new Typed(values);
        try {
            attachments.attach(
                    actor,
                    id,
                    Written.line(typed.get("unit"), 50, "organization.attachment.host"),
                    Written.day(typed.get("from"), "organization.attachment.from"),
                    Written.day(typed.get("last"), "organization.attachment.last"),
                    Written.optional(typed.get("decision"), 100, "organization.attachment.paper"));
            return done(id, redirect, "organization.attachment.done", member.fullName());
        } catch (Refused refused) {
            return form(member, typed, refused);
        }
    }

    @PostMapping("/organization/attachments/{id}/end")
    ModelAndView end(Actor actor, @PathVariable String id, @RequestParam String last, RedirectAttributes redirect) {
        var row = Ids.of(id);
        try {
            var day = Written.day(last, "organization.attachment.last");
            return done(attachments.end(actor, row, day, clock.instant()), redirect, "organization.attachment.changed");
        } catch (Refused refused) {
            return page.of(actor, attachments.whose(actor, row), new WrongDay(row, last, refused));
        }
    }

    private static ModelAndView form(MemberCard member, Typed typed, @Nullable Refused refused) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("member", member);
        model.put("typed", typed);
        model.put("refused", refused);
        return new ModelAndView(
                "organization/members/attachment",
                model,
                refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status()));
    }

    private static ModelAndView done(MemberId id, RedirectAttributes redirect, String key, String... arguments) {
        redirect.addFlashAttribute("notice", new Notice(key, List.of(arguments)));
        return new ModelAndView("redirect:/organization/members/" + id.value());
    }
}
