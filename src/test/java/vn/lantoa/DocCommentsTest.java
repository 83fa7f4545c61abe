package vn.lantoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The formatter breaks a line of a doc comment that is too long into an ordinary one, and javac notices only where the
/// rest then hangs in the air.
class DocCommentsTest {

    @Test
    void areNotBrokenByTheFormatter() throws IOException {
        var broken = new ArrayList<String>();
        for (var root : List.of("src/main/java", "src/test/java", "src/launch")) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    var lines = Files.readAllLines(file);
                    for (int i = 1; i < lines.size(); i++)
                        if (lines.get(i - 1).strip().startsWith("/// ")
                                && lines.get(i).strip().startsWith("// ")) broken.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
