package vn.lantoa.organization;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;
import vn.lantoa.organization.view.Said;

/// Tells in words what operations do, by the names of the units that they are about.
@Component
class Telling {

    /// So many merged units are named; of more, the first and how many there are.
    private static final int NAMED = 4;

    private final Outlook outlook;

    Telling(Outlook outlook) {
        this.outlook = outlook;
    }

    /// Names by code of the units that `told` are about; of a unit that the decision founds, the name it gives.
    ///
    /// @param all operations of the decision
    Map<String, String> names(Collection<Operation> told, Collection<Operation> all) {
        var codes = new LinkedHashSet<String>();
        for (var operation : told) {
            codes.add(operation.code());
            switch (operation) {
                case Create create -> codes.add(create.parentCode());
                case Move move -> codes.add(move.parentCode());
                case Merge merge -> merge.from().stream().limit(NAMED).forEach(codes::add);
                case Divide divide -> divide.into().forEach(heir -> codes.add(heir.code()));
                case Rename rename -> {}
                case Dissolve dissolve -> {}
            }
        }
        var names = new HashMap<>(outlook.names(codes));
        for (var operation : all)
            if (operation instanceof Create create) names.putIfAbsent(create.code(), create.name());
        return names;
    }

    /// Codes of the units that become something else by `operation`; those above them are not among them.
    static Set<String> changed(Operation operation) {
        var codes = new LinkedHashSet<String>();
        codes.add(operation.code());
        switch (operation) {
            case Merge merge -> codes.addAll(merge.from());
            case Divide divide ->
                divide.into().forEach(heir -> {
                    codes.add(heir.code());
                    codes.addAll(heir.units());
                });
            case Create create -> {}
            case Move move -> {}
            case Rename rename -> {}
            case Dissolve dissolve -> {}
        }
        return codes;
    }

    /// A sentence about `operation`.
    static Said does(Operation operation, Map<String, String> names) {
        var code = operation.code();
        var name = names.getOrDefault(code, code);
        return switch (operation) {
            case Create create ->
                Said.of(
                        "organization.reorganization.does.create",
                        create.name(),
                        code,
                        Written.word("organization.level." + create.level()),
                        names.getOrDefault(create.parentCode(), create.parentCode()));
            case Rename rename -> Said.of("organization.reorganization.does.rename", name, rename.name());
            case Move move ->
                Said.of(
                        "organization.reorganization.does.move",
                        name,
                        names.getOrDefault(move.parentCode(), move.parentCode()));
            case Merge merge -> {
                var from = String.join(
                        ", ",
                        merge.from().stream()
                                .limit(NAMED)
                                .map(one -> names.getOrDefault(one, one))
                                .toList());
                if (merge.from().size() > NAMED) from += ", … (" + merge.from().size() + ")";
                yield Said.of("organization.reorganization.does.merge", from, name);
            }
            case Divide divide ->
                Said.of(
                        "organization.reorganization.does.divide",
                        name,
                        String.join(
                                ", ",
                                divide.into().stream()
                                        .map(heir -> names.getOrDefault(heir.code(), heir.code()))
                                        .toList()),
                        divide.into().stream()
                                .mapToInt(heir -> heir.units().size())
                                .sum());
            case Dissolve dissolve -> Said.of("organization.reorganization.does.dissolve", name);
        };
    }
}
