package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.Ids;

/// The accounts for trying, one at least for every role, all with one printed password.
final class SignIns {

    static final String PASSWORD = "thainguyen2023";

    private static final Instant AT = Instant.parse("2023-01-01T01:00:00Z");

    final Map<String, SignIn> byName = new LinkedHashMap<>();
    private final Map<String, UUID> recorders = new HashMap<>();
    private final Chance chance = Chance.of("accounts");

    static SignIns of(Tree tree, Posts posts) {
        var all = new SignIns();
        var trial = tree.trialCell();
        var commune = tree.at(Tree.TRIAL_COMMUNE);
        var neighbour = tree.at("05779");
        all.add("quantri", "Quản trị hệ thống", null).holds(Role.ADMINISTRATOR, null);
        all.add("canbo", "Cán bộ Ban Tuyên giáo", null).holds(Role.OFFICER, tree.province);
        all.secretary("bithu-daitu", tree.at("171"), posts, Role.SECRETARY);
        all.secretary("bithu-tanlinh", commune, posts, Role.SECRETARY);
        all.secretary("bithu-xom", trial, posts, Role.CELL_SECRETARY);
        all.person("dangvien", trial.people.get(12)).holds(Role.MEMBER, trial);
        all.add("diemcau", "Phụ trách điểm cầu", null).holds(Role.SITE_OPERATOR, neighbour);
        all.add("kiemtra", "Cán bộ Ủy ban Kiểm tra", null).holds(Role.INSPECTOR, tree.province);
        all.add("nguoixem", "Người xem báo cáo", null).holds(Role.READER, tree.province);
        all.secretary("kiemnhiem", neighbour, posts, Role.SECRETARY).holds(Role.INSPECTOR, tree.at("171"));
        tree.accounts.forEach((name, code) -> {
            if (!code.equals("171")) all.secretary("bithu-" + name, tree.at(code), posts, Role.SECRETARY);
            all.recorders.put(code, all.id("bithu-" + name));
        });
        return all;
    }

    UUID id(String username) {
        return Objects.requireNonNull(byName.get(username), username).id;
    }

    /// Who records for the cells of `committee` in the example: its secretary.
    UUID recorder(Node committee) {
        return Objects.requireNonNull(recorders.get(committee.code), committee.code);
    }

    private SignIn secretary(String username, Node unit, Posts posts, Role role) {
        return person(username, posts.secretary(unit)).holds(role, unit);
    }

    private SignIn person(String username, Person person) {
        return add(username, person.name, person);
    }

    private SignIn add(String username, String name, @Nullable Person person) {
        var signIn = new SignIn(id(), username, name, person, new ArrayList<>());
        byName.put(username, signIn);
        return signIn;
    }

    private UUID id() {
        return Ids.at(AT.toEpochMilli() + byName.size(), chance.word(), chance.word());
    }

    /// @param hash of the one password, computed once for all
    void copy(Connection connection, String hash) throws SQLException {
        try (var rows = new Copy(connection, """
                copy access.account (id, username, full_name, member, password_hash, created_at) from stdin""")) {
            for (var one : byName.values())
                rows.row(one.id, one.username, one.name, one.person == null ? null : one.person.id, hash, AT);
        }
        var count = 100;
        try (var rows = new Copy(connection, """
                copy access.access_grant (id, account, role, unit, from_on, granted_at) from stdin""")) {
            for (var one : byName.values())
                for (var post : one.posts) {
                    var id = Ids.at(AT.toEpochMilli() + count++, chance.word(), chance.word());
                    rows.row(id, one.id, post.role, post.unit == null ? null : post.unit.id, Tree.FROM, AT);
                }
        }
    }

    record SignIn(
            UUID id, String username, String name, @Nullable Person person, List<Post> posts) {

        SignIn holds(Role role, @Nullable Node unit) {
            posts.add(new Post(role, unit));
            return this;
        }
    }

    record Post(Role role, @Nullable Node unit) {}
}
