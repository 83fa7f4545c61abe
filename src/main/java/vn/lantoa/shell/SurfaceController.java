package vn.lantoa.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/// Lets a phone keep the application beside its others: manifest, service worker and the page for no network. None of
/// them tells anything about anybody.
@Controller
class SurfaceController {

    private final MessageSource words;
    private final Bundled bundled;
    private final JsonMapper json;

    SurfaceController(MessageSource words, Bundled bundled, JsonMapper json) {
        this.words = words;
        this.bundled = bundled;
        this.json = json;
    }

    @GetMapping(path = "/manifest.webmanifest", produces = "application/manifest+json")
    ResponseEntity<String> manifest(Locale locale) {
        var name = words.getMessage("shell.name", null, locale);
        var manifest = Map.of(
                "name",
                name,
                "short_name",
                name,
                "description",
                words.getMessage("shell.description", null, locale),
                "lang",
                locale.getLanguage(),
                "id",
                "/",
                "start_url",
                "/",
                "display",
                "standalone",
                "background_color",
                "#f7f8fa",
                "theme_color",
                "#a81818",
                "icons",
                List.of(
                        icon("/icons/icon.svg", "any", "image/svg+xml", "any"),
                        icon("/icons/icon-192.png", "192x192", "image/png", "any"),
                        icon("/icons/icon-512.png", "512x512", "image/png", "any"),
                        icon("/icons/maskable-512.png", "512x512", "image/png", "maskable")));
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(json.writeValueAsString(manifest));
    }

    @GetMapping(path = "/sw.js", produces = "text/javascript")
    ResponseEntity<String> worker() {
        var keep = json.writeValueAsString(bundled.kept("app"));
        var door = json.writeValueAsString(bundled.kept("door", "reader"));
        var script = "self.keep = " + keep + ";\nself.door = " + door + ";\nimportScripts('" + bundled.script("worker")
                + "');\n";
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(script);
    }

    @GetMapping("/offline")
    String offline() {
        return "shell/offline";
    }

    private static Map<String, String> icon(String address, String sizes, String type, String purpose) {
        return Map.of("src", address, "sizes", sizes, "type", type, "purpose", purpose);
    }
}
