package vn.lantoa.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lantoa.page.Notice;

/// What the rules leave open, for administrators to set.
@Controller
@RequestMapping("/access/settings")
class SettingsController {

    private final Settings settings;
    private final Audit audit;
    private final TransactionTemplate transaction;

    SettingsController(Settings settings, Audit audit, TransactionTemplate transaction) {
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping
    ModelAndView show(Actor actor) {
        actor.require(Permission.ADMINISTER);
        var values = new LinkedHashMap<String, String>();
        for (var setting : Setting.ALL) values.put(setting.name(), settings.value(setting.name(), setting.fallback()));
        return page(values, null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView save(Actor actor, @RequestParam Map<String, String> sent, RedirectAttributes redirect) {
        actor.require(Permission.ADMINISTER);
        var values = new LinkedHashMap<String, String>();
        for (var setting : Setting.ALL)
            values.put(
                    setting.name(),
                    sent.getOrDefault(setting.name(), setting.fallback())
                            .strip()
                            .replace(',', '.'));
        for (var setting : Setting.ALL) {
            if (!setting.accepts(values.getOrDefault(setting.name(), "")))
                return page(values, setting.name(), HttpStatus.UNPROCESSABLE_CONTENT);
        }

        transaction.executeWithoutResult(status -> values.forEach((name, value) -> {
            settings.set(actor, name, value);
            audit.note(actor, "access.setting.change", null, null, name + " = " + value);
        }));
        settings.forget();
        redirect.addFlashAttribute("notice", Notice.of("access.settings.saved"));
        return new ModelAndView("redirect:/access/settings");
    }

    private static ModelAndView page(Map<String, String> values, @Nullable String wrong, HttpStatus status) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("settings", Setting.ALL);
        model.put("values", values);
        model.put("wrong", wrong);
        return new ModelAndView("access/settings/index", model, status);
    }
}
