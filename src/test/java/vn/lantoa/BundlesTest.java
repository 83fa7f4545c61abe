package vn.lantoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
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

    private static final Pattern NOTED = Pattern.compile("audit\\s*\\.note\\([^;]*;");
    private static final Pattern ACTION = Pattern.compile("\"([a-z]+(?:\\.[a-z-]+){2,})\"");

    private static final Pattern COUNTED = Pattern.compile("\\{(\\d+),\\s*(?:choice|number)\\b");
    private static final Pattern FILLED =
            Pattern.compile("(page\\.t|Refused\\.\\w+|Notice\\.of)\\(\\s*\"([a-z0-9.A-Z_-]+)\"\\s*,?");
    private static final Pattern TEXT =
            Pattern.compile("\"|String\\.valueOf\\(|page\\.(?:number|time|moment|day|t)\\(|.*toString\\(\\)$");

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

    /// The trace calls every action by words: `study.closure.create` is `study.audit.closure.create` in the bundles.
    @Test
    void hasWordsForEveryActionOfTheTrace() throws IOException {
        var keys = keys("vi");
        var actions = new HashSet<String>();
        for (var source : sources()) {
            NOTED.matcher(Files.readString(source))
                    .results()
                    .flatMap(call -> ACTION.matcher(call.group()).results())
                    .map(action -> action.group(1))
                    .forEach(actions::add);
        }

        assertThat(actions).contains("study.closure.create", "organization.members.export");
        assertThat(actions.stream().map(action -> action.replaceFirst("\\.", ".audit.")))
                .allMatch(keys::contains);
    }

    /// Of two sentences with one key, in one bundle or in two, one would never be read.
    @Test
    void writesEverySentenceOnce() throws IOException {
        for (var language : new String[] {"vi", "en"}) {
            var seen = new HashSet<String>();
            var twice = new ArrayList<String>();
            for (var file : bundles(language))
                for (var line : Files.readAllLines(file)) {
                    var key = line.replaceFirst("=.*", "");
                    if (line.contains("=") && !line.startsWith("#") && !seen.add(key)) twice.add(file + ": " + key);
                }
            assertThat(twice).isEmpty();
        }
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

    /// A place that is counted or printed as a number takes a number: text there would fail, in one language only and
    /// when the page is asked for. A [vn.lantoa.page.Notice] hands over text only.
    @Test
    void handsNumbersToSentencesThatCount() throws IOException {
        var counted = new HashMap<String, Set<Integer>>();
        for (var language : new String[] {"vi", "en"})
            for (var file : bundles(language))
                for (var entry : load(file).entrySet())
                    COUNTED.matcher(entry.getValue().toString())
                            .results()
                            .map(result -> Integer.valueOf(result.group(1)))
                            .forEach(place -> counted.computeIfAbsent(
                                            entry.getKey().toString(), key -> new HashSet<>())
                                    .add(place));

        var wrong = new ArrayList<String>();
        for (var source : sources()) {
            var text = Files.readString(source);
            FILLED.matcher(text).results().forEach(call -> {
                var places = counted.getOrDefault(call.group(2), Set.of());
                var arguments = arguments(text, call.end());
                for (var place : places)
                    if (call.group(1).equals("Notice.of")
                            || place >= arguments.size()
                            || TEXT.matcher(arguments.get(place)).lookingAt())
                        wrong.add(source + ": " + call.group(2) + " {" + place + "}");
            });
        }

        assertThat(counted).containsKey("live.question.supporters");
        assertThat(wrong).isEmpty();
    }

    /// What stands between the commas from `from`, after the comma behind a key, to the bracket that closes the call.
    private static List<String> arguments(String text, int from) {
        var found = new ArrayList<String>();
        var depth = 0;
        var begin = from;
        for (var at = from; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == '(' || letter == '[' || letter == '{') depth++;
            else if ((letter == ')' || letter == ']' || letter == '}') && depth-- == 0) {
                if (at > begin) found.add(text.substring(begin, at).strip());
                return found;
            } else if (letter == ',' && depth == 0) {
                found.add(text.substring(begin, at).strip());
                begin = at + 1;
            }
        }
        return found;
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
