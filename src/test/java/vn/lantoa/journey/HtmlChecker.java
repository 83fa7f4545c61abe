package vn.lantoa.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Nu HTML checker over pages as they come over the wire; pieces that htmx fetches are laid into a page first.
/// Fetched by `bin/test` (`npm ci --prefix src/test/checker`).
final class HtmlChecker {

    private static final Path JAR = Path.of("src/test/checker/node_modules/vnu-jar/build/dist/vnu.jar");
    private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/[^\"#]*)\"");
    private static final Pattern NO_PAGE =
            Pattern.compile(".*(\\.(xlsx|csv|docx|pdf|css|js|svg|png|webmanifest)(\\?.*)?|/live(\\?.*)?|/files/.*)$");

    private final Path folder;
    private final Set<String> kinds = new HashSet<>();

    HtmlChecker() {
        assertThat(JAR).as("npm ci --prefix src/test/checker").exists();
        try {
            this.folder = Files.createTempDirectory("lantoa-html-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Takes in `paths` as `read` answers them and, where it `follows`, one page of each kind that they lead to and
    /// that nothing led to before.
    void walk(String who, List<String> paths, boolean follows, Function<String, @Nullable String> read) {
        var waiting = new ArrayDeque<>(paths);
        var given = Set.copyOf(paths);
        while (!waiting.isEmpty()) {
            var path = waiting.poll();
            if (!kinds.add(kind(path)) && !given.contains(path)) continue;
            var html = read.apply(path);
            if (html == null) continue;
            keep(who + " " + path, html);
            if (!follows) continue;
            LINK.matcher(html)
                    .results()
                    .map(link -> link.group(1).replace("&amp;", "&"))
                    .filter(link -> !NO_PAGE.matcher(link).matches() && !given.contains(link))
                    .forEach(waiting::add);
        }
    }

    /// What the checker holds to be wrong in all that was taken in, which must be a whole site.
    List<String> errors() {
        return errors(75);
    }

    /// What the checker holds to be wrong in all that was taken in, more than `least` pages.
    List<String> errors(int least) {
        try {
            var log = folder.resolve("errors.txt");
            var command = new ArrayList<>(List.of(
                    System.getProperty("java.home") + "/bin/java", "-Xss1m", "-jar", JAR.toString(), "--errors-only"));
            var words = command.size();
            try (var files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".html"))
                        .sorted()
                        .map(Path::toString)
                        .forEach(command::add);
            }
            assertThat(command.size() - words).as("pages to check").isGreaterThan(least);
            var status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            var errors = Files.readAllLines(log);
            assertThat(status == 0).as("the checker ends well: %s", errors).isEqualTo(errors.isEmpty());
            return errors;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Pages that differ only by what they are about are of one kind.
    private static String kind(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID").replaceAll("=[^&]*", "=");
    }

    private void keep(String title, String html) {
        var whole = html.stripLeading().startsWith("<!")
                ? html
                : "<!doctype html><html lang=\"vi\"><head><title>Piece</title></head><body>%s</body></html>"
                        .formatted(html.stripLeading().startsWith("<li") ? "<ul>" + html + "</ul>" : html);
        try {
            Files.writeString(folder.resolve(title.replaceAll("[^A-Za-z0-9]+", "-") + ".html"), whole);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
