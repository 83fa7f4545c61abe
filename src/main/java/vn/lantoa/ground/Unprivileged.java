package vn.lantoa.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How to run PostgreSQL, which refuses to run as root: an ordinary user runs it directly; root runs it in a user
/// namespace of its own, or, where the container forbids that, as the owner of the data. In the last case the
/// process keeps one right, to pass through directories of others, so that a home below /root works too.
final class Unprivileged {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final int owner;

    private Unprivileged(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /// @param directory holds the data, and its owner decides as whom to run
    static Unprivileged over(Path directory) throws IOException {
        var own = uid(Path.of("/proc/self"));
        if (own != ROOT) return new Unprivileged(List.of(), own);

        var owner = uid(directory);
        if (owner == ROOT) {
            var apart = List.of("unshare", "--user");
            if (works(apart)) return new Unprivileged(apart, ROOT);
            owner = NOBODY;
        }
        var lowered = List.of(
                "setpriv",
                "--reuid=" + owner,
                "--regid=" + owner,
                "--clear-groups",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override");
        if (works(lowered)) return new Unprivileged(lowered, owner);
        throw new Fault(
                "PostgreSQL kèm theo không chạy được dưới quyền root trên máy này: hãy chạy Lan Tỏa bằng người dùng"
                        + " thường sở hữu LANTOA_HOME, hoặc đặt LANTOA_DATABASE_URL.",
                "The embedded PostgreSQL cannot run as root on this machine: run Lan Tỏa as an ordinary user who owns"
                        + " LANTOA_HOME, or set LANTOA_DATABASE_URL.");
    }

    /// A process with no environment but what it needs: secrets of ours are none of its business. It leads a session of
    /// its own, so that Ctrl-C in a terminal reaches the web server first and the database after it.
    ProcessBuilder process(List<String> command) {
        var whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(prefix);
        whole.addAll(command);
        var builder = new ProcessBuilder(whole);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /// Gives everything in `tree` to the user that runs the programs, if it belongs to another.
    void own(Path tree) throws IOException {
        if (uid(tree) == owner) return;
        try (var inside = Files.walk(tree)) {
            for (var path : inside.toList()) {
                Files.setAttribute(path, "unix:uid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static boolean works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("true");
        try {
            var trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
