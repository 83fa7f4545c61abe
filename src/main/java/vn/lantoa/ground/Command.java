package vn.lantoa.ground;

import java.io.PrintStream;
import java.util.List;

/// A task for the command line: `java -jar lantoa.jar NAME ARGUMENTS` finds the bean whose `name` is `NAME`, runs it
/// without a web server and ends with its exit code. It may run beside a server on the same home, whose database it
/// then shares.
public interface Command {

    /// One word in lower case, such as `recount`.
    String name();

    /// @param arguments what followed the name
    /// @param out standard output in UTF-8
    /// @return the exit code: 0 if all is well
    int run(List<String> arguments, PrintStream out);
}
