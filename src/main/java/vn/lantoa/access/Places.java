package vn.lantoa.access;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Names of the units that posts are at. Implemented by the module that keeps the tree, which stands above this one.
public interface Places {

    /// The places of `units`, by id; what does not exist is left out.
    Map<UUID, Place> of(Collection<UUID> units);

    /// A unit as others call it.
    record Place(String code, String name) {}
}
