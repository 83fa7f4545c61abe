package vn.lantoa.organization.view;

import java.util.List;

/// One operation of a reorganization in words.
///
/// @param number from 1
/// @param op `create`, `rename`, `move`, `merge`, `divide` or `dissolve`
/// @param code of the unit it is about
/// @param faults why it cannot be done
public record OperationRow(int number, String op, String code, Said does, List<Said> faults) {
    public OperationRow {
        faults = List.copyOf(faults);
    }
}
