package vn.lantoa.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.page.Page;

/// Scripts and styles as the bundler wrote them, found by the bundler's own list. Read once at the start.
@Component
class Bundled implements Page.Assets {

    private static final String BASE = "/assets/";

    private final JsonNode manifest;

    Bundled(JsonMapper json) {
        this.manifest = read(json);
    }

    @Override
    public String script(String entry) {
        return BASE + chunk(entry + ".ts").path("file").asString();
    }

    @Override
    public List<String> styles(String entry) {
        var styles = new ArrayList<String>();
        collect(entry + ".ts", styles);
        return styles;
    }

    @Override
    public String icons() {
        return BASE + manifest.path("icons.svg").path("file").asString("icons.svg");
    }

    /// Everything a browser may keep to show pages of `entry` without network: script, styles, letters, icons.
    List<String> kept(String entry) {
        var kept = new ArrayList<>(styles(entry));
        kept.add(script(entry));
        kept.add(icons());
        for (var asset : chunk(entry + ".ts").path("assets")) kept.add(BASE + asset.asString());
        return kept;
    }

    private void collect(String name, List<String> styles) {
        var chunk = chunk(name);
        for (var imported : chunk.path("imports")) collect(imported.asString(), styles);
        for (var css : chunk.path("css")) {
            var address = BASE + css.asString();
            if (!styles.contains(address)) styles.add(address);
        }
    }

    private JsonNode chunk(String name) {
        var chunk = manifest.path(name);
        if (chunk.isMissingNode()) throw new IllegalStateException("no bundle " + name);
        return chunk;
    }

    private static JsonNode read(JsonMapper json) {
        var resource = new ClassPathResource("static/assets/manifest.json");
        try (var stream = resource.getInputStream()) {
            return json.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
