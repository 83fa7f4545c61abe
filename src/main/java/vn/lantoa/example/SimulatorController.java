package vn.lantoa.example;

import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.page.Notice;

/// Switches the simulator of the worked example on and off, for officers.
@Controller
@RequestMapping("/example/simulator")
class SimulatorController {

    private final Simulations simulations;
    private final Audit audit;
    private final TransactionTemplate transaction;

    SimulatorController(Simulations simulations, Audit audit, TransactionTemplate transaction) {
        this.simulations = simulations;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping
    ModelAndView show(Actor actor) {
        actor.require(Permission.RUN_CAMPAIGNS);
        return new ModelAndView(
                "example/simulator/index", "simulation", simulations.state().orElseThrow(NotFound::new));
    }

    @PostMapping
    String change(Actor actor, @RequestParam boolean on, RedirectAttributes redirect) {
        actor.require(Permission.RUN_CAMPAIGNS);
        var state = simulations.state().orElseThrow(NotFound::new);
        transaction.executeWithoutResult(status -> {
            simulations.turn(on);
            audit.note(actor, "example.simulator.change", state.campaign(), null, on ? "on" : "off");
        });
        redirect.addFlashAttribute("notice", Notice.of(on ? "example.simulator.now-on" : "example.simulator.now-off"));
        return "redirect:/example/simulator";
    }
}
