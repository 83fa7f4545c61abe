package vn.lantoa.organization.view;

import java.util.List;
import vn.lantoa.organization.Term;

/// A term as the list shows it.
///
/// @param before the congresses before it whose count its own number does not go on with; empty where it does
/// @param merged whether one of them was another unit's, which became part of this one
/// @param changes whether the reader may change it
public record TermRow(Term term, List<String> before, boolean merged, boolean changes) {

    public TermRow {
        before = List.copyOf(before);
    }
}
