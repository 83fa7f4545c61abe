package vn.lantoa.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.ImportOutcome;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.Refused;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Row;
import vn.lantoa.paper.Table;
import vn.lantoa.study.view.SiteExport;
import vn.lantoa.study.view.UnitChoice;

/// Sites of a session from a file. A site is known again by its unit and name, or by its unit alone where file
/// and session have one site of it each; so the same file changes nothing and a corrected one only what differs.
/// Sites that the file lacks stay.
@Component
class SiteImport {

    static final Columns COLUMNS = Columns.of(
            Column.required("unit_code", "Mã tổ chức đảng", "Mã tổ chức", "Mã đơn vị", "code", "Unit code")
                    .example("TN-01"),
            Column.optional("name", "Tên điểm cầu", "Điểm cầu", "Site").example("Điểm cầu xã Tân Linh"),
            Column.optional("hall", "Hội trường", "Phòng", "Hall").example("Hội trường tầng 2"),
            Column.optional("address", "Địa chỉ", "Address").example("Xóm 1, xã Tân Linh"),
            Column.optional("capacity", "Sức chứa", "Số chỗ", "Capacity").example("120"),
            Column.optional("chair", "Chủ trì", "Người chủ trì", "Chair").example("Nguyễn Văn An"),
            Column.optional("operator", "Tên đăng nhập người trực", "Người trực", "Operator"),
            Column.optional("expects", "Thành phần", "Đối tượng", "Expects").example(SitePlan.Expects.UNIT.said()),
            Column.optional("main", "Điểm cầu chính", "Main site").example("0"),
            Column.optional("note", "Ghi chú", "Note").severalLines());

    static final Limits LIMITS = Limits.usual().withRows(SessionPlan.MOST_SITES);

    private final Sessions sessions;
    private final Campaigns campaigns;
    private final SiteStore store;
    private final SiteBook book;
    private final Audit audit;

    SiteImport(Sessions sessions, Campaigns campaigns, SiteStore store, SiteBook book, Audit audit) {
        this.sessions = sessions;
        this.campaigns = campaigns;
        this.store = store;
        this.book = book;
        this.audit = audit;
    }

    /// Takes the sites in `table`, all of them or none.
    ///
    /// @throws NotFound if `actor` does not schedule at the session's host
    /// @throws Refused if the session is closed or its campaign is over
    @Transactional
    ImportOutcome run(Actor actor, SessionId id, Table table, boolean dryRun) {
        var scope = actor.scope(Permission.SCHEDULE);
        var session = sessions.lock(scope, id);
        if (session.closed()) throw Refused.conflict("study.session.closed");
        if (!campaigns.require(scope, session.campaignId()).running()) throw Refused.conflict("study.session.over");

        var rejections = new Rejections();
        var lines = new ArrayList<Line>();
        for (var row : table) {
            var line = line(row);
            rejections.passes(row);
            if (!line.unitCode.isEmpty()) lines.add(line);
        }
        var units = sessions.units(
                scope,
                session.campaignId(),
                lines.stream().map(Line::unitCode).distinct().toList());
        var operators = store.operators(lines.stream()
                .map(Line::operator)
                .filter(name -> name != null)
                .distinct()
                .toList());
        var sites = entries(rejections, lines, units, operators, store.known(session.id()));
        var counts = new ImportOutcome.Counts(
                count(sites, SiteStore.Entry::added),
                count(sites, SiteStore.Entry::differs),
                count(sites, SiteStore.Entry::same));
        var kept = !dryRun && rejections.rejected() == 0;
        if (kept) {
            var wanted = sites.stream().filter(site -> !site.same()).toList();
            store.write(session.id(), wanted);
            if (wanted.stream().anyMatch(SiteStore.Entry::main)) book.revise(session.id());
            audit.note(actor, "study.site.import", session.id(), session.host(), String.valueOf(wanted.size()));
        }
        return ImportOutcome.of(rejections.result(sites.size()), kept, counts, table.notices());
    }

    private static int count(List<SiteStore.Entry> sites, java.util.function.Predicate<SiteStore.Entry> which) {
        return (int) sites.stream().filter(which).count();
    }

    private static List<SiteStore.Entry> entries(
            Rejections rejections,
            List<Line> lines,
            Map<String, UnitChoice> units,
            Map<String, UUID> operators,
            List<SiteStore.Known> known) {
        var byName = new HashMap<Key, SiteStore.Known>();
        var ofUnit = new HashMap<UUID, List<SiteStore.Known>>();
        for (var site : known) {
            byName.put(new Key(site.unit(), site.name()), site);
            ofUnit.computeIfAbsent(site.unit(), unit -> new ArrayList<>()).add(site);
        }
        var inFile = new HashMap<String, Integer>();
        lines.forEach(line -> inFile.merge(line.unitCode, 1, Integer::sum));

        var seen = new LinkedHashMap<Key, Integer>();
        var taken = new ArrayList<SiteStore.Entry>();
        var mains = new ArrayList<Integer>();
        for (var line : lines) {
            var unit = units.get(line.unitCode);
            if (unit == null) {
                rejections.add(line.number, "unit_code", "study.site.import.unit", line.unitCode);
                continue;
            }
            var operator =
                    line.operator == null ? null : operators.get(line.operator.toLowerCase(java.util.Locale.ROOT));
            if (line.operator != null && operator == null)
                rejections.add(line.number, "operator", "study.site.operator.unknown", line.operator);
            if (line.plan == null) continue;
            var name = line.plan.name().equals(line.unitCode) ? unit.name() : line.plan.name();
            var first = seen.putIfAbsent(new Key(unit.id(), name), line.number);
            if (first != null) rejections.add(line.number, "name", "study.site.import.twice", first);
            if (line.main) mains.add(line.number);
            var there = byName.get(new Key(unit.id(), name));
            var others = ofUnit.getOrDefault(unit.id(), List.of());
            if (there == null && others.size() == 1 && inFile.getOrDefault(line.unitCode, 0) == 1)
                there = others.getFirst();
            if (!rejections.contains(line.number))
                taken.add(SiteStore.Entry.of(Ids.next(), there, unit.id(), name, line.plan, operator, line.main));
        }
        if (mains.size() > 1)
            for (var number : mains.subList(1, mains.size()))
                rejections.add(number, "main", "study.site.import.two-main", mains.getFirst());
        var rewritten = taken.stream().map(SiteStore.Entry::id).collect(java.util.stream.Collectors.toSet());
        for (var site : known)
            if (mains.size() == 1 && site.main() && !rewritten.contains(site.id()))
                rejections.add(mains.getFirst(), "main", "study.site.import.has-main", site.name());
        return taken;
    }

    /// What a row says, with everything that is wrong with it noted there.
    private static Line line(Row row) {
        var code = row.required("unit_code");
        var capacity = capacity(row);
        var expects = expects(row);
        var main = row.yes("main");
        var operator = row.textOrNull("operator");
        if (expects == null || !row.errors().isEmpty()) return new Line(row.number(), code, operator, null, main);
        try {
            var plan = new SitePlan(
                    row.text("name").isEmpty() ? code : row.text("name"),
                    row.text("hall"),
                    row.text("address"),
                    capacity,
                    row.text("chair"),
                    operator,
                    expects,
                    row.text("note"));
            return new Line(row.number(), code, operator, plan, main);
        } catch (Refused refused) {
            row.wrongAsAWhole(refused.key(), refused.arguments().toArray());
            return new Line(row.number(), code, operator, null, main);
        }
    }

    private static SitePlan.@Nullable Expects expects(Row row) {
        var text = row.text("expects");
        try {
            return text.isEmpty() ? SitePlan.Expects.UNIT : SitePlan.Expects.of(text);
        } catch (Refused refused) {
            row.wrong("expects", refused.key(), refused.arguments().toArray());
            return null;
        }
    }

    private static @Nullable Integer capacity(Row row) {
        try {
            return Typed.optionalNumber("study.field.capacity", row.text("capacity"), 1, 1_000_000);
        } catch (Refused refused) {
            row.wrong("capacity", refused.key(), refused.arguments().toArray());
            return null;
        }
    }

    /// A row of the file to be imported again.
    static List<@Nullable Object> cells(SiteExport site) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(site.unitCode());
        cells.add(site.name());
        cells.add(site.hall());
        cells.add(site.address());
        cells.add(site.capacity());
        cells.add(site.chair());
        cells.add(site.operator());
        cells.add(SitePlan.Expects.of(site.expects()).said());
        cells.add(site.main() ? "1" : "0");
        cells.add(site.note());
        return cells;
    }

    /// @param plan null where something is wrong with the row
    private record Line(
            int number,
            String unitCode,
            @Nullable String operator,
            @Nullable SitePlan plan,
            boolean main) {}

    private record Key(UUID unit, String name) {}
}
