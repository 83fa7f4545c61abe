package vn.lantoa.access;

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
import vn.lantoa.kernel.Refused;
import vn.lantoa.page.Notice;

/// The one-time link by which somebody gives the own account its first password.
@Controller
@RequestMapping("/set-up/{secret}")
class SetUpController {

    private final Passwords passwords;
    private final Clock clock;

    SetUpController(Passwords passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable String secret) {
        return page(secret, null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView create(
            @PathVariable String secret,
            @RequestParam String wanted,
            @RequestParam String repeated,
            RedirectAttributes redirect) {
        try {
            passwords.setUp(secret, wanted, repeated, clock.instant());
        } catch (Refused refused) {
            return page(secret, refused, HttpStatus.valueOf(refused.status()));
        }
        redirect.addFlashAttribute("notice", Notice.of("access.set-up.done"));
        return new ModelAndView("redirect:/sign-in");
    }

    private ModelAndView page(String secret, @Nullable Refused refused, HttpStatus status) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("secret", secret);
        model.put("account", passwords.invited(secret, clock.instant()));
        model.put("refused", refused);
        return new ModelAndView("access/set-up/show", model, status);
    }
}
