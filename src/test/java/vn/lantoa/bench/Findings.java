package vn.lantoa.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table that comes of it: what, the figure, the bar it has to reach, and what the machine could do at best in the
/// same run, and how loaded it was: on a machine that others use, figures compare only beside that.
final class Findings {

    private static final String LINE = "%-48s %-34s %-16s %-6s %s%n";
    private static final OperatingSystemMXBean MACHINE = ManagementFactory.getOperatingSystemMXBean();

    private final List<String[]> rows = new ArrayList<>();

    void add(String what, String figure, String bar, String limit) {
        var load = String.format(Locale.ROOT, "%.1f", MACHINE.getSystemLoadAverage());
        rows.add(new String[] {what, figure, bar, load, limit});
        System.out.printf(Locale.ROOT, "   %-46s %-40s load %s%n", what, figure, load);
    }

    void add(String what, String figure, String bar) {
        add(what, figure, bar, "");
    }

    /// Does `measurement`; where it fails, the table says why and the others go on.
    void measure(String what, Measurement measurement) {
        try {
            measurement.run();
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) Thread.currentThread().interrupt();
            var cause = failed.getCause() == null ? failed : failed.getCause();
            var why = String.valueOf(cause.getMessage());
            add(what, "not measured: " + why.substring(0, Math.min(90, why.length())), "");
        }
    }

    void print() {
        System.out.println();
        System.out.printf(Locale.ROOT, LINE, "what", "figure", "bar", "load", "machine, same run");
        for (var row : rows) System.out.printf(Locale.ROOT, LINE, (Object[]) row);
    }

    interface Measurement {
        void run() throws Exception;
    }
}
