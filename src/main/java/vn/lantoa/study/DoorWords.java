package vn.lantoa.study;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The sentences of the door page in both languages, which the page keeps so that it speaks without a line.
@Component
class DoorWords {

    private static final String PREFIX = "study.door.page.";

    private final String json;

    DoorWords(JsonMapper json) {
        this.json = json.writeValueAsString(Map.of("vi", bundle("vi"), "en", bundle("en")))
                .replace("<", "\\u003c");
    }

    /// By language and key, as JSON that is safe inside a page.
    String json() {
        return json;
    }

    private static Map<String, String> bundle(String language) {
        var found = new Properties();
        try (var stream = new ClassPathResource("messages/study-door_" + language + ".properties").getInputStream()) {
            found.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var words = new TreeMap<String, String>();
        found.forEach((key, sentence) -> {
            var name = key.toString();
            if (name.startsWith(PREFIX)) words.put(name.substring(PREFIX.length()), sentence.toString());
        });
        return words;
    }
}
