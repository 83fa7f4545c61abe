package vn.lantoa.organization;

import static vn.lantoa.access.Permission.ORGANIZE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.paper.Column;
import vn.lantoa.paper.Columns;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Notice;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.TableOut;

/// Reads the operations of a reorganization from a table in [OwnLayout] or from a [CommuneList]; the header tells
/// which of the two it is. One reading tells everything that is wrong with every row (docs/reorganizations.md).
@Component
class OperationFile {

    private static final List<Locale> LANGUAGES = List.of(Locale.of("vi"), Locale.ENGLISH);
    private static final String LEFT = "organization.redraw.left";
    private static final Set<String> REQUIRED = Set.of("op", "code", "old_code", "new_code", "new_name");

    private final MessageSource words;
    private final OwnLayout layout;
    private final Groundwork groundwork;
    private final Columns own;
    private final Columns mergers;

    OperationFile(MessageSource words, OwnLayout layout, Groundwork groundwork) {
        this.words = words;
        this.layout = layout;
        this.groundwork = groundwork;
        this.own = columns(OwnLayout.COLUMNS);
        this.mergers = columns(CommuneList.COLUMNS);
    }

    /// Writes the file that people fill in, with an example of each operation.
    void template(TableOut out) {
        layout.template(out);
    }

    /// Opens what was sent in whichever layout its header names.
    ///
    /// @throws Refused if it is no table or has neither layout
    Table open(Path file) {
        var limits = Limits.usual().withRows(Operations.MOST * 2);
        Refused first;
        try {
            return Table.open(file, own, limits);
        } catch (Refused refused) {
            if (!refused.key().equals("paper.table.missing") && !refused.key().equals("paper.table.noHeader"))
                throw refused;
            first = refused;
        }
        try {
            return Table.open(file, mergers, limits);
        } catch (Refused refused) {
            throw refused.key().equals("paper.table.noHeader") ? first : refused;
        }
    }

    /// Reads every row and judges what would come of it, on the day and within the actor's reach. Parts without an heir
    /// are given one on the page; so are units left below a dissolved one, which are told only of a file that is wrong
    /// otherwise too.
    ///
    /// @param present operations that the decision holds already
    Read read(Actor actor, Table file, CommuneList.Mapping mapping, Redrawing.Decision present) {
        var rejections = new Rejections();
        boolean listed = isMergers(file);
        var lines = listed ? CommuneList.read(file, rejections, mapping) : layout.read(file, rejections);
        var operations = lines.operations();
        if (operations.size() + present.operations().size() > Operations.MOST)
            throw Refused.tooLarge("organization.redraw.many", Operations.MOST);
        if (listed) operations = withoutStanding(actor, operations);
        if (listed && mapping.dissolves()) operations = withDistricts(actor, operations, mapping);

        var before = present.operations();
        var all = Drafting.joined(before, operations);
        var ground = groundwork.of(actor.scope(ORGANIZE), all);
        var faults = Blueprint.of(
                        all, ground, present.effectiveOn(), lines.gaps().all())
                .faults();
        boolean taken = rejections.rejected() == 0
                && faults.stream().allMatch(fault -> fault.key().equals(LEFT));
        if (!taken) for (var fault : faults) lines.blame(fault, all, rejections);
        int rows = lines.rows();
        return new Read(
                rejections.rejected() == 0 ? operations : List.of(),
                rejections.result(rows - Math.min(rows, rejections.rejected())),
                listed,
                file.notices());
    }

    private static boolean isMergers(Table file) {
        try {
            return file.has("old_code");
        } catch (IllegalArgumentException own) {
            return false;
        }
    }

    /// Without founding what stands already: those receive.
    private List<Operation> withoutStanding(Actor actor, List<Operation> operations) {
        var ground = groundwork.of(actor.scope(ORGANIZE), operations);
        return operations.stream()
                .filter(operation -> !(operation instanceof Create create)
                        || ground.unit(create.code())
                                .filter(unit -> unit.mine() && unit.untilOn() == null)
                                .isEmpty())
                .toList();
    }

    /// With every district dissolved under which nothing is left.
    private List<Operation> withDistricts(Actor actor, List<Operation> operations, CommuneList.Mapping mapping) {
        var all = new ArrayList<>(operations);
        for (var district : groundwork.left(actor.scope(ORGANIZE), operations)) {
            if (district.rest() == 0 && !district.code().equals(mapping.parentCode()))
                all.add(new Dissolve(district.code()));
        }
        return all;
    }

    private Columns columns(List<String> names) {
        return Columns.of(names.stream().map(this::column).toArray(Column[]::new));
    }

    private Column column(String name) {
        var titles = LANGUAGES.stream()
                .map(language -> words.getMessage("organization.column." + name, null, language))
                .toArray(String[]::new);
        return REQUIRED.contains(name) ? Column.required(name, titles) : Column.optional(name, titles);
    }

    /// @param operations none if a row is wrong
    /// @param listed whether it was the list of communes
    record Read(List<Operation> operations, ImportResult result, boolean listed, List<Notice> notices) {
        Read {
            operations = List.copyOf(operations);
            notices = List.copyOf(notices);
        }
    }
}
