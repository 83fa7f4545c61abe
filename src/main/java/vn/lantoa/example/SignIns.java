package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lantoa.access.Role;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.Ids;

/// The accounts for trying, one at least for every role, all with one printed password.
final class SignIns {

    static final String PASSWORD = "thainguyen2023";

    private static final Instant AT = Instant.parse("2023-01-01T01:00:00Z");
    /// The district whose secretary still reads what he answered for.
    private static final String ABOLISHED = "171";

    private static final String NEIGHBOUR = "05800";
    private static final int READING_DAYS = 90;

    final Map<String, SignIn> byName = new LinkedHashMap<>();
    private final Map<String, UUID> recorders = new HashMap<>();
    private final Chance chance = Chance.of("accounts");
    private final Decision decision;
    private final LocalDate today;
    private int grants;

    private SignIns(Decision decision, LocalDate today) {
        this.decision = decision;
        this.today = today;
    }

    /// @param today the day of the first start
    static SignIns of(Tree tree, Decision decision, Posts posts, LocalDate today) {
        var all = new SignIns(decision, today);
        var trial = tree.trialCell();
        all.add("quantri", "Quản trị hệ thống", null).holds(Role.ADMINISTRATOR, null);
        all.add("canbo", "Cán bộ Ban Tuyên giáo", null).holds(Role.OFFICER, tree.province);
        all.secretary("bithu-daitu", tree.at(ABOLISHED), posts, Role.SECRETARY);
        all.secretary("bithu-tanlinh", tree.at(Tree.TRIAL_COMMUNE), posts, Role.SECRETARY)
                .holds(Role.SECRETARY, decision.heir(Tree.TRIAL_COMMUNE));
        all.secretary("bithu-xom", trial, posts, Role.CELL_SECRETARY);
        all.person("dangvien", trial.people.get(12)).holds(Role.MEMBER, trial);
        all.add("diemcau", "Phụ trách điểm cầu", null)
                .holds(Role.SITE_OPERATOR, tree.at(NEIGHBOUR))
                .holds(Role.SITE_OPERATOR, decision.heir(NEIGHBOUR));
        all.add("kiemtra", "Cán bộ Ủy ban Kiểm tra", null).holds(Role.INSPECTOR, tree.province);
        all.add("nguoixem", "Người xem báo cáo", null).holds(Role.READER, tree.province);
        all.secretary("kiemnhiem", tree.at(NEIGHBOUR), posts, Role.SECRETARY)
                .holds(Role.SECRETARY, decision.heir(NEIGHBOUR))
                .holds(Role.INSPECTOR, tree.province);
        all.add("canbo-backan", "Cán bộ Ban Tuyên giáo Bắc Kạn", null).holds(Role.OFFICER, tree.bacKan);
        all.add("tochuc", "Cán bộ Ban Tổ chức Trung ương", null).holds(Role.OFFICER, tree.root);
        tree.accounts.forEach((name, code) -> {
            if (!code.equals(ABOLISHED)) all.secretary("bithu-" + name, tree.at(code), posts, Role.SECRETARY);
            all.recorders.put(code, all.id("bithu-" + name));
        });
        decision.founded().forEach(unit -> all.founded(unit, posts));
        return all;
    }

    /// The secretary of a committee that the decision founded, with the account that he or she has already, or a new
    /// one: `bithu-xa-labang`.
    private void founded(Node unit, Posts posts) {
        var account = byName.values().stream()
                .filter(one -> one.posts.stream().anyMatch(post -> post.unit == unit && post.role == Role.SECRETARY))
                .findFirst()
                .orElseGet(() -> secretary(username(unit), unit, posts, Role.SECRETARY));
        recorders.put(unit.code, account.id);
    }

    /// Two communes whose names differ in accents only are told apart by number: Văn Lang and Văn Lăng.
    private String username(Node unit) {
        var name = "bithu-" + Folded.of(unit.place()).replaceFirst(" ", "-").replace(" ", "");
        return byName.containsKey(name) ? name + "-2" : name;
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
        if (byName.put(username, signIn) != null) throw new IllegalStateException(username);
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
        try (var rows = new Copy(connection, """
                copy access.access_grant (id, account, role, unit, from_on, until_on, granted_at, reads_from,
                                          reorganization, born_of) from stdin""")) {
            for (var one : byName.values()) for (var post : one.posts) row(rows, one, post);
        }
    }

    /// A post at a unit that the decision founded begins by it, and one at a unit that it ended only reads from then
    /// on.
    private void row(Copy rows, SignIn one, Post post) throws SQLException {
        var unit = post.unit;
        var founded = unit != null && decision.founds(unit);
        var ended = unit != null && decision.ends(unit);
        rows.row(
                Ids.at(AT.toEpochMilli() + 1_000 + grants++, chance.word(), chance.word()),
                one.id,
                post.role,
                unit == null ? null : unit.id,
                founded ? Decision.EFFECTIVE : Tree.FROM,
                unit != null && ended ? readsUntil(unit) : null,
                AT,
                ended ? Decision.EFFECTIVE : null,
                ended ? decision.id : null,
                founded ? decision.id : null);
    }

    private LocalDate readsUntil(Node unit) {
        return (unit.code.equals(ABOLISHED) ? today : Decision.EFFECTIVE).plusDays(READING_DAYS);
    }

    /// Who got which post by the decision, as `organization.reorganization` keeps it.
    String appointments() {
        return byName.values().stream()
                .flatMap(one -> one.posts.stream()
                        .filter(post -> post.unit != null && decision.founds(post.unit))
                        .map(post -> "{\"username\":\"%s\",\"role\":\"%s\",\"unit\":\"%s\"}"
                                .formatted(one.username, post.role, post.unit.code)))
                .collect(Collectors.joining(",", "[", "]"));
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
