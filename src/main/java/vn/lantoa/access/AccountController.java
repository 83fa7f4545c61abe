package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;

/// One's own account: password, tokens, where one is signed in.
@Controller
@RequestMapping("/access/account")
class AccountController {

    private final Accounts accounts;
    private final Tokens tokens;
    private final BrowserSessions sessions;
    private final Passwords passwords;
    private final Enrolment enrolment;
    private final Audit audit;
    private final Clock clock;

    AccountController(
            Accounts accounts,
            Tokens tokens,
            BrowserSessions sessions,
            Passwords passwords,
            Enrolment enrolment,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.passwords = passwords;
        this.enrolment = enrolment;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Visitor visitor) {
        return page(visitor, null, null, "", HttpStatus.OK);
    }

    @PostMapping("/password")
    ModelAndView changePassword(
            Visitor visitor,
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String repeated,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var session = request.getSession(false);
        try {
            passwords.change(visitor.actor(), present, wanted, repeated, session == null ? null : session.getId());
        } catch (Refused refused) {
            return page(visitor, refused, null, "", HttpStatus.valueOf(refused.status()));
        }
        redirect.addFlashAttribute("notice", Notice.of("access.password.changed"));
        return new ModelAndView("redirect:/access/account");
    }

    /// Answers with the page itself, since the secret is shown this once and kept nowhere.
    @PostMapping("/tokens")
    ModelAndView createToken(Visitor visitor, @RequestParam String label) {
        try {
            var secret = tokens.issue(visitor.actor().account(), Tokens.label(label));
            audit.note(visitor.actor(), "access.token.create", null, null, label.strip());
            return page(visitor, null, secret, "", HttpStatus.CREATED);
        } catch (Refused refused) {
            return page(visitor, refused, null, label, HttpStatus.valueOf(refused.status()));
        }
    }

    @PostMapping("/tokens/{id}/revocation")
    String revokeToken(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        tokens.revoke(actor.account(), Ids.of(id), clock.instant());
        audit.note(actor, "access.token.revoke", null, null, id);
        redirect.addFlashAttribute("notice", Notice.of("access.token.revoked"));
        return "redirect:/access/account";
    }

    @PostMapping("/sessions/end")
    String signOutEverywhere(Actor actor, HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) session.invalidate();
        enrolment.signOut(actor, actor.account());
        return "redirect:/sign-in?out";
    }

    private ModelAndView page(
            Visitor visitor, @Nullable Refused refused, @Nullable String secret, String label, HttpStatus status) {
        var account = visitor.actor().account();
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("account", accounts.require(account));
        model.put("tokens", tokens.of(account));
        model.put("browsers", sessions.count(account));
        model.put("mustChange", visitor.mustChangePassword());
        model.put("bothPosts", holdsEverything(visitor));
        model.put("refused", refused);
        model.put("secret", secret);
        model.put("label", label);
        return new ModelAndView("access/account/index", model, status);
    }

    /// Whether this is still the first account with both posts over the whole tree.
    private static boolean holdsEverything(Visitor visitor) {
        var roles = visitor.posts().stream()
                .filter(post -> post.unit() == null)
                .map(Grant::role)
                .toList();
        return roles.contains(Role.ADMINISTRATOR) && roles.contains(Role.OFFICER);
    }
}
