package vn.lantoa.study;

import java.util.List;
import vn.lantoa.study.view.DocumentRow;

/// Several documents bear the symbol by which one was asked for (domain.md, documents: the number is no key); the
/// answer lists them, so that the caller can name one by its id.
class AmbiguousSymbol extends RuntimeException {

    private final String symbol;
    private final transient List<DocumentRow> candidates;

    AmbiguousSymbol(String symbol, List<DocumentRow> candidates) {
        super(null, null, false, false);
        this.symbol = symbol;
        this.candidates = List.copyOf(candidates);
    }

    String symbol() {
        return symbol;
    }

    List<DocumentRow> candidates() {
        return candidates;
    }
}
