package vn.lantoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Vietnamese and English are both complete, and no template or class asks for a sentence that neither has.
class BundlesTest {

    private static final Path BUNDLES = Path.of("src/main/resources/messages");
    private static final Pattern ASKED = Pattern.compile("page\\.t\\(\"([a-z0-9.A-Z_-]+)\"\\s*[,)]");
    private static final Pattern NAMED = Pattern.compile("(?:Refused\\.\\w+|Notice\\.of)\\(\\s*\"([a-z0-9.A-Z_-]+)\"");

    @Test
    void saysEverythingInBothLanguages() throws IOException {
        assertThat(keys("vi")).isEqualTo(keys("en"));
    }

    @Test
    void hasEverySentenceThatIsAskedFor() throws IOException {
        var keys = keys("vi");
        var missing = new ArrayList<String>();
        for (var source : sources()) {
            var text = Files.readString(source);
            for (var pattern : new Pattern[] {ASKED, NAMED}) {
                pattern.matcher(text)
                        .results()
                        .map(result -> result.group(1))
                        .filter(key -> !keys.contains(key))
                        .forEach(key -> missing.add(source + ": " + key));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void writesSentencesThatCanBeFilled() throws IOException {
        for (var language : new String[] {"vi", "en"}) {
            for (var file : bundles(language)) {
                for (var entry : load(file).entrySet()) {
                    assertThat(entry.getValue().toString())
                            .as("%s %s", file, entry.getKey())
                            .isNotBlank();
                    new MessageFormat(entry.getValue().toString());
                }
            }
        }
    }

    @Test
    void prefixesEveryKeyWithItsModule() throws IOException {
        for (var file : bundles("vi")) {
            var module = file.getFileName().toString().replaceFirst("(-.*)?_vi.properties", "");
            for (var key : load(file).keySet()) assertThat(key.toString()).startsWith(module + ".");
        }
    }

    /// Whoever reads is a comrade: "đồng chí" everywhere, never "bạn" beside it.
    @Test
    void addressesTheReaderInOneWay() throws IOException {
        for (var file : bundles("vi"))
            for (var entry : load(file).entrySet())
                assertThat(entry.getValue().toString())
                        .as("%s %s", file, entry.getKey())
                        .doesNotContainPattern("(?iuU)\\bbạn\\b");
    }

    private static Set<String> keys(String language) throws IOException {
        var keys = new HashSet<String>();
        for (var file : bundles(language)) load(file).keySet().forEach(key -> keys.add(key.toString()));
        return keys;
    }

    private static List<Path> bundles(String language) throws IOException {
        try (var files = Files.list(BUNDLES)) {
            return files.filter(file -> file.toString().endsWith("_" + language + ".properties"))
                    .sorted()
                    .toList();
        }
    }

    private static Properties load(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Path> sources() throws IOException {
        try (var classes = Files.walk(Path.of("src/main/java"));
                var templates = Files.walk(Path.of("src/main/jte"))) {
            return Stream.concat(classes, templates)
                    .filter(path ->
                            path.toString().endsWith(".java") || path.toString().endsWith(".jte"))
                    .toList();
        }
    }
}
