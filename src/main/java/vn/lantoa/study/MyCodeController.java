package vn.lantoa.study;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.page.Notice;
import vn.lantoa.paper.Qr;

/// The personal code that a member shows at a door.
@Controller
class MyCodeController {

    private final PersonalCodes codes;
    private final MineRecords records;
    private final Clock clock;

    MyCodeController(PersonalCodes codes, MineRecords records, Clock clock) {
        this.codes = codes;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping("/study/mine/code")
    ModelAndView show(Actor actor) {
        var member = actor.member();
        if (member == null) return new ModelAndView("study/mine/nobody");
        var person = records.person(member);
        return new ModelAndView(
                "study/mine/code",
                Map.of(
                        "name", person.fullName(),
                        "memberNo", person.memberNo(),
                        "cell", person.unitName(),
                        "code", Qr.of(codes.of(member.value()))));
    }

    /// The code as a picture to keep on the phone or to print.
    @GetMapping("/study/mine/code.png")
    ResponseEntity<byte[]> picture(Actor actor) {
        var member = actor.member();
        if (member == null) throw new NotFound();
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header("Content-Disposition", "attachment; filename=\"ma-ca-nhan.png\"")
                .cacheControl(CacheControl.noStore())
                .body(Qr.of(codes.of(member.value())).png(12));
    }

    @PostMapping("/study/mine/code/replacement")
    String replace(Actor actor, RedirectAttributes redirect) {
        var member = actor.member();
        if (member == null) throw new NotFound();
        codes.replace(actor, member, clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("study.code.replaced"));
        return "redirect:/study/mine/code";
    }

    /// For who keeps members: when the code was replaced, and the button; the code itself is its member's alone.
    @GetMapping("/study/members/{member}/code")
    ModelAndView other(Actor actor, @PathVariable MemberId member) {
        var replaced = codes.replaced(actor, member);
        var person = records.person(member);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("member", member.value());
        model.put("name", person.fullName());
        model.put("memberNo", person.memberNo());
        model.put("cell", person.unitName());
        model.put("replaced", replaced);
        return new ModelAndView("study/mine/other-code", model);
    }

    /// For a member who lost a card; leads back to the page before.
    @PostMapping("/study/members/{member}/code/replacement")
    String replace(Actor actor, @PathVariable MemberId member, RedirectAttributes redirect) {
        codes.replace(actor, member, clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("study.code.replaced"));
        return "redirect:/study/members/" + member.value() + "/code";
    }
}
