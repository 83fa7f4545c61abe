package vn.lantoa.access;

import java.util.List;

/// The forms in which a module's actions keep their details in the trace. Implemented by the modules whose details have
/// words to be said in the reader's language; what has no form here is data and shown as it is kept.
public interface Details {

    List<Detail> forms();
}
