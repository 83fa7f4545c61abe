package vn.lantoa.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class SignInController {

    @GetMapping("/sign-in")
    ModelAndView show(HttpServletRequest request) {
        return new ModelAndView(
                "shell/sign-in",
                Map.of(
                        "failed", request.getParameter("failed") != null,
                        "out", request.getParameter("out") != null));
    }
}
