package vn.lantoa.shell;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.kernel.Zone;

@Controller
class HomeController {

    private final Clock clock;

    HomeController(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/")
    ModelAndView show() {
        return new ModelAndView("shell/home", "today", Zone.today(clock));
    }
}
