package vn.lantoa.access;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lantoa.kernel.Zone;

/// Chooses the post to work in, among the account's own.
@Controller
class PostController {

    private final Preferences preferences;
    private final Clock clock;

    PostController(Preferences preferences, Clock clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    @PostMapping("/access/post")
    String choose(Actor actor, @RequestParam UUID grant) {
        preferences.post(actor, grant, Zone.today(clock));
        return "redirect:/";
    }
}
