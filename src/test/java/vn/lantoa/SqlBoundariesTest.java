package vn.lantoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The same map of modules held against SQL: a module joins and references only schemas of modules it may call, and
/// writes only its own. What Modulith says of imports, this says of text blocks and migrations.
class SqlBoundariesTest {

    private static final Path JAVA = Path.of("src/main/java/vn/lantoa");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern ALLOWED = Pattern.compile("allowedDependencies = \\{([^}]*)}");
    private static final Pattern TEXT_BLOCK =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern WRITTEN =
            Pattern.compile("(?:insert\\s+into|update|delete\\s+from|truncate|copy)\\s+(?:only\\s+)?(\\w+)\\.\\w+");
    private static final Set<String> FREE = Set.of("kernel", "public");

    @Test
    void readsOnlyWhatItsModuleMayCall() throws IOException {
        var allowed = allowed();
        var strays = new ArrayList<String>();
        for (var module : allowed.keySet()) {
            for (var sql : statements(module)) {
                for (var schema : schemas(sql, allowed.keySet())) {
                    if (!schema.equals(module) && !allowed.get(module).contains(schema))
                        strays.add(module + " reads " + schema + ": " + sql.strip());
                }
            }
        }

        assertThat(strays).isEmpty();
    }

    @Test
    void writesOnlyItsOwnTables() throws IOException {
        var strays = new ArrayList<String>();
        for (var module : allowed().keySet()) {
            if (module.equals("example")) continue; // fills every table of an empty home, and nothing else does
            for (var sql : statements(module)) {
                WRITTEN.matcher(sql)
                        .results()
                        .map(result -> result.group(1))
                        .filter(schema -> !schema.equals(module))
                        .forEach(schema -> strays.add(module + " writes " + schema + ": " + sql.strip()));
            }
        }

        assertThat(strays).isEmpty();
    }

    @Test
    void migratesOnlyOnWhatItsModuleMayCall() throws IOException {
        var allowed = allowed();
        var strays = new ArrayList<String>();
        try (var files = Files.list(MIGRATIONS)) {
            for (var file : files.sorted().toList()) {
                var module = module(file.getFileName().toString());
                if (module.equals("kernel")) continue;
                var sql = Files.readString(file).replaceAll("--[^\\n]*", "");
                for (var schema : schemas(sql, allowed.keySet())) {
                    if (!schema.equals(module)
                            && !allowed.getOrDefault(module, Set.of()).contains(schema))
                        strays.add(file.getFileName() + " names " + schema);
                }
            }
        }

        assertThat(strays).isEmpty();
    }

    /// `V0005__study_campaigns.sql` belongs to `study`.
    private static String module(String file) {
        return file.replaceFirst("^V\\d+(_\\d+)?__", "").replaceFirst("_.*", "");
    }

    private static Map<String, Set<String>> allowed() throws IOException {
        var allowed = new TreeMap<String, Set<String>>();
        try (var packages = Files.list(JAVA)) {
            for (var directory : packages.filter(Files::isDirectory).toList()) {
                var declared = ALLOWED.matcher(Files.readString(directory.resolve("package-info.java")));
                assertThat(declared.find())
                        .as("%s declares what it may call", directory)
                        .isTrue();
                var names = new HashSet<>(FREE);
                for (var name : declared.group(1).split(",", -1))
                    names.add(name.strip().replace("\"", ""));
                allowed.put(directory.getFileName().toString(), names);
            }
        }
        return allowed;
    }

    private static List<String> statements(String module) throws IOException {
        try (var files = Files.walk(JAVA.resolve(module))) {
            var statements = new ArrayList<String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                TEXT_BLOCK
                        .matcher(Files.readString(file))
                        .results()
                        .map(SqlBoundariesTest::text)
                        .filter(
                                text -> text.matches(
                                        "(?is)\\s*(select|insert|update|delete|with|copy|truncate|create|drop|alter|refresh)\\b.*"))
                        .forEach(statements::add);
            }
            return statements;
        }
    }

    private static String text(MatchResult result) {
        return result.group(1) == null ? result.group(2) : result.group(1);
    }

    private static Set<String> schemas(String sql, Set<String> modules) {
        var schemas = new HashSet<String>();
        var named = Pattern.compile("\\b(" + String.join("|", modules) + ")\\.[a-z_]+")
                .matcher(sql);
        while (named.find()) schemas.add(named.group(1));
        return schemas;
    }
}
