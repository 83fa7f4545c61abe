package vn.lantoa.access;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;

/// Accounts from a file: one row for each account and post. The same file again changes nothing and makes no new links.
@Component
class AccountImport {

    static final int MOST = 50_000;

    static final Columns COLUMNS = Columns.of(
            Column.required("username", "Tên đăng nhập", "User name").example("bithu-tanlinh"),
            Column.required("full_name", "Họ và tên", "Full name").example("Nguyễn Văn An"),
            Column.optional("member_no", "Số thẻ đảng viên", "Member number").example("19.000001"),
            Column.required("role", "Vai trò", "Role").example("SECRETARY"),
            Column.optional("unit_code", "Mã tổ chức", "Unit code").example("TN-0001"),
            Column.optional("email", "Thư điện tử", "E-mail").example("bithu@example.org"));

    static final Limits LIMITS = Limits.usual().withRows(MOST);

    private final Accounts accounts;
    private final HeldPosts posts;
    private final Codes codes;
    private final Tokens tokens;
    private final Audit audit;
    private final JdbcClient db;

    AccountImport(Accounts accounts, HeldPosts posts, Codes codes, Tokens tokens, Audit audit, JdbcClient db) {
        this.accounts = accounts;
        this.posts = posts;
        this.codes = codes;
        this.tokens = tokens;
        this.audit = audit;
        this.db = db;
    }

    /// How an import of accounts went.
    ///
    /// @param links set-up secrets of the accounts that are new, by user name; known only now
    record Outcome(ImportResult result, Map<String, String> links) {}

    /// Takes the accounts in `file`, all of them or none.
    ///
    /// @param dryRun whether nothing is kept
    /// @param partial whether the right rows are kept although others are wrong
    @Transactional
    Outcome run(Actor actor, InputStream file, boolean dryRun, boolean partial, Instant now) {
        actor.require(Permission.ADMINISTER);
        try (var table = Table.open(file, COLUMNS, LIMITS)) {
            return run(actor, table, dryRun, partial, now);
        }
    }

    /// The same with a table that the caller opened with [#COLUMNS] and [#LIMITS].
    @Transactional
    Outcome run(Actor actor, Table table, boolean dryRun, boolean partial, Instant now) {
        actor.require(Permission.ADMINISTER);
        var rejections = new Rejections();
        var lines = new ArrayList<Line>();
        for (var row : table) {
            var line = line(row);
            if (rejections.passes(row) && line != null) lines.add(line);
        }
        var units = codes.units(lines.stream().map(Line::unitCode).collect(Collectors.toSet()));
        var members = codes.members(lines.stream().map(Line::memberNo).collect(Collectors.toSet()));
        var known = known(lines);
        var taken = new ArrayList<Line>();
        Map<String, Line> seen = new HashMap<>();
        for (var line : lines) {
            if (check(actor, line, seen, units.keySet(), members.keySet(), known, rejections)) taken.add(line);
        }

        var refused = rejections.rejected() > 0 && !partial;
        if (dryRun || refused) return new Outcome(rejections.result(taken.size()), Map.of());
        return new Outcome(rejections.result(taken.size()), keep(actor, taken, units, members, known, now));
    }

    private static @Nullable Line line(Row row) {
        var username = row.required("username");
        if (!username.isEmpty() && !Enrolment.USERNAME.matcher(username).matches())
            row.wrong("username", "access.username.invalid");
        var fullName = row.text("full_name", 200);
        if (fullName.isEmpty()) row.wrong("full_name", "paper.row.required");
        var email = row.text("email", 255);
        if (!email.isEmpty() && !email.matches("[^@\\s]{1,64}@[^@\\s]{1,190}"))
            row.wrong("email", "access.email.invalid");
        var role = role(row);
        if (role == null || !row.errors().isEmpty()) return null;
        return new Line(row.number(), username, fullName, row.text("member_no"), role, row.text("unit_code"), email);
    }

    private static @Nullable Role role(Row row) {
        var name = row.required("role");
        if (name.isEmpty()) return null;
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            row.wrong("role", "access.role.unknown", name);
            return null;
        }
    }

    private static boolean check(
            Actor actor,
            Line line,
            Map<String, Line> seen,
            Set<String> units,
            Set<String> members,
            Map<String, UUID> known,
            Rejections rejections) {
        var before = rejections.rejected();
        var key = line.key();
        if (!line.unitCode().isEmpty() && !units.contains(line.unitCode()))
            rejections.add(line.row(), "unit_code", "access.unit.unknown", line.unitCode());
        if (!line.memberNo().isEmpty() && !members.contains(line.memberNo()))
            rejections.add(line.row(), "member_no", "access.member.unknown", line.memberNo());
        if (actor.account().value().equals(known.get(key))) rejections.add(line.row(), "username", "access.grant.own");
        var first = seen.putIfAbsent(key, line);
        if (first != null
                && (!first.fullName().equals(line.fullName())
                        || !first.memberNo().equals(line.memberNo())))
            rejections.add(line.row(), "username", "access.import.differs", first.row());
        return rejections.rejected() == before && !rejections.contains(line.row());
    }

    private Map<String, UUID> known(List<Line> lines) {
        return db
                .sql("""
                select lower(a.username) as username, a.id
                from   access.account a
                where  lower(a.username) = any (:names)
                """)
                .param("names", lines.stream().map(Line::key).distinct().toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, String> keep(
            Actor actor,
            List<Line> lines,
            Map<String, UUID> units,
            Map<String, UUID> members,
            Map<String, UUID> known,
            Instant now) {
        var links = new LinkedHashMap<String, String>();
        var ids = new HashMap<>(known);
        var today = Zone.day(now);
        for (var line : lines) {
            if (!ids.containsKey(line.key())) {
                var id = Ids.next();
                accounts.insert(id, line.username(), line.fullName(), members.get(line.memberNo()), line.emailOrNull());
                var secret = Secrets.next();
                accounts.setUpLink(new AccountId(id), Secrets.hash(secret), now.plus(Passwords.LINK_WORKS));
                ids.put(line.key(), id);
                links.put(line.username(), secret);
            }
            var account = new AccountId(java.util.Objects.requireNonNull(ids.get(line.key())));
            posts.hold(Ids.next(), account, line.role(), units.get(line.unitCode()), today, actor.account());
        }
        tokens.forget();
        audit.note(actor, "access.account.import", null, null, lines.size() + " rows");
        return links;
    }

    private record Line(
            int row, String username, String fullName, String memberNo, Role role, String unitCode, String email) {

        String key() {
            return username.toLowerCase(Locale.ROOT);
        }

        @Nullable
        String emailOrNull() {
            return email.isEmpty() ? null : email;
        }
    }
}
