package vn.lantoa.access;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.view.AccountLine;
import vn.lantoa.access.view.PostLine;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.page.Notice;

/// The accounts, for administrators.
@Controller
@RequestMapping("/access/accounts")
class AccountsController {

    static final int SIZE = 50;

    private final Accounts accounts;
    private final HeldPosts posts;
    private final Enrolment enrolment;
    private final Passwords passwords;
    private final Places places;
    private final Clock clock;

    AccountsController(
            Accounts accounts, HeldPosts posts, Enrolment enrolment, Passwords passwords, Places places, Clock clock) {
        this.accounts = accounts;
        this.posts = posts;
        this.enrolment = enrolment;
        this.passwords = passwords;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView index(
            Actor actor, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after) {
        actor.require(Permission.ADMINISTER);
        var found = accounts.page(q, after, SIZE + 1);
        var lines = found.stream().limit(SIZE).map(AccountsController::line).toList();
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("accounts", lines);
        model.put("q", q);
        model.put("next", found.size() > SIZE ? lines.getLast().username().toLowerCase(java.util.Locale.ROOT) : null);
        return new ModelAndView("access/accounts/index", model);
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor) {
        actor.require(Permission.ADMINISTER);
        return form("", "", "", "", null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView create(
            Actor actor,
            @RequestParam String username,
            @RequestParam String fullName,
            @RequestParam(defaultValue = "") String memberNo,
            @RequestParam(defaultValue = "") String email,
            RedirectAttributes redirect) {
        try {
            var id = enrolment.create(actor, username.strip(), fullName, memberNo.strip(), email.strip());
            redirect.addFlashAttribute("notice", Notice.of("access.account.created", username.strip()));
            return new ModelAndView("redirect:/access/accounts/" + id.value());
        } catch (Refused refused) {
            return form(username, fullName, memberNo, email, refused, HttpStatus.valueOf(refused.status()));
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(Actor actor, @PathVariable String id) {
        actor.require(Permission.ADMINISTER);
        return page(AccountId.of(id), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/{id}/posts")
    ModelAndView grant(
            Actor actor,
            @PathVariable String id,
            @RequestParam Role role,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate fromOn,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate untilOn,
            RedirectAttributes redirect) {
        var account = AccountId.of(id);
        try {
            enrolment.grant(actor, account, role, unit.strip(), fromOn == null ? Zone.today(clock) : fromOn, untilOn);
        } catch (Refused refused) {
            Map<String, Object> model = new HashMap<>();
            model.put("refused", refused);
            model.put("role", role.name());
            model.put("unit", unit);
            return page(account, model, HttpStatus.valueOf(refused.status()));
        }
        redirect.addFlashAttribute("notice", Notice.of("access.grant.created"));
        return new ModelAndView("redirect:/access/accounts/" + id);
    }

    @PostMapping("/{id}/posts/{post}/revocation")
    String revoke(Actor actor, @PathVariable String id, @PathVariable String post, RedirectAttributes redirect) {
        enrolment.revoke(actor, AccountId.of(id), Ids.of(post), clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("access.grant.revoked"));
        return "redirect:/access/accounts/" + id;
    }

    /// Answers with the page itself, since the link is shown this once and kept nowhere.
    @PostMapping("/{id}/set-up-link")
    ModelAndView link(Actor actor, @PathVariable String id) {
        var secret = passwords.link(actor, AccountId.of(id), clock.instant());
        return page(AccountId.of(id), Map.of("link", "/set-up/" + secret), HttpStatus.CREATED);
    }

    @PostMapping("/{id}/one-time-password")
    ModelAndView oneTimePassword(Actor actor, @PathVariable String id) {
        var password = passwords.oneTime(actor, AccountId.of(id));
        return page(AccountId.of(id), Map.of("password", password), HttpStatus.CREATED);
    }

    @PostMapping("/{id}/sessions/end")
    String signOut(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        actor.require(Permission.ADMINISTER);
        enrolment.signOut(actor, AccountId.of(id));
        redirect.addFlashAttribute("notice", Notice.of("access.session.ended"));
        return "redirect:/access/accounts/" + id;
    }

    @PostMapping("/{id}/disabling")
    String disable(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        enrolment.disable(actor, AccountId.of(id), clock.instant());
        redirect.addFlashAttribute("notice", Notice.of("access.account.disabled"));
        return "redirect:/access/accounts/" + id;
    }

    @PostMapping("/{id}/enabling")
    String enable(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        enrolment.enable(actor, AccountId.of(id));
        redirect.addFlashAttribute("notice", Notice.of("access.account.enabled"));
        return "redirect:/access/accounts/" + id;
    }

    private static AccountLine line(Accounts.AccountRow row) {
        var roles =
                row.roles() == null ? List.<String>of() : List.of(row.roles().split(",", -1));
        return new AccountLine(
                row.id(),
                row.username(),
                row.fullName(),
                roles,
                row.setUp(),
                row.disabledAt() != null,
                row.lastSignedInAt());
    }

    private ModelAndView form(
            String username,
            String fullName,
            String memberNo,
            String email,
            @Nullable Refused refused,
            HttpStatus status) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("username", username);
        model.put("fullName", fullName);
        model.put("memberNo", memberNo);
        model.put("email", email);
        model.put("refused", refused);
        return new ModelAndView("access/accounts/new", model, status);
    }

    private ModelAndView page(AccountId id, Map<String, ?> more, HttpStatus status) {
        var today = Zone.today(clock);
        var rows = posts.of(id);
        var named = places.of(rows.stream()
                .map(HeldPosts.Row::unit)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<String, @Nullable Object> model = new HashMap<>(more);
        model.put("account", accounts.require(id));
        model.put("roles", List.of(Role.values()));
        model.put(
                "posts",
                rows.stream()
                        .map(row -> new PostLine(
                                row.id(),
                                row.role().name(),
                                row.unit() == null ? null : named.get(row.unit()),
                                row.fromOn(),
                                row.untilOn(),
                                row.revokedAt() == null
                                        && (row.untilOn() == null
                                                || row.untilOn().isAfter(today))))
                        .toList());
        return new ModelAndView("access/accounts/show", model, status);
    }
}
