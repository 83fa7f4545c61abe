package vn.lantoa.access;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Finds what users call by code or number. Implemented by the module that keeps units and members, which stands above
/// this one.
public interface Codes {

    /// Units by code; what does not exist is left out.
    Map<String, UUID> units(Collection<String> codes);

    /// Members by member number; what does not exist is left out.
    Map<String, UUID> members(Collection<String> numbers);
}
