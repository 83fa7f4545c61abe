package vn.lantoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build runs `bin/lib/Train.java` from its source, and would go on without it where it cannot be compiled.
class TrainTest {

    @Test
    void compilesWithoutAWarning(@TempDir Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();

        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-Xlint:all", "-Werror", "-proc:none", "-d", classes.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjects(Path.of("bin/lib/Train.java")))
                .call();

        assertThat(compiled).as(said.toString()).isTrue();
    }
}
