package vn.lantoa.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /// Everything a browser may keep to show pages of `entries` without network: scripts, styles, letters, icons.
    List<String> kept(String... entries) {
        var kept = new LinkedHashSet<String>();
        for (var entry : entries) keep(entry + ".ts", kept);
        kept.add(icons());
        return List.copyOf(kept);
    }

    private void keep(String name, Set<String> kept) {
        var chunk = chunk(name);
        if (!kept.add(BASE + chunk.path("file").asString())) return;
        for (var css : chunk.path("css")) kept.add(BASE + css.asString());
        for (var asset : chunk.path("assets")) kept.add(BASE + asset.asString());
        for (var imported : chunk.path("imports")) keep(imported.asString(), kept);
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
