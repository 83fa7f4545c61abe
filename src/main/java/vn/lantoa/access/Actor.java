package vn.lantoa.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.NotFound;

/// On whose behalf something is done: the account and the posts that count for this request. On a page that is the one
/// post the person chose; through the API all posts of the token's account. First argument of every use case.
///
/// @param member the member this account belongs to, or null for an account without one
public record Actor(
        AccountId account,
        String username,
        String name,
        @Nullable MemberId member,
        List<Grant> grants) {

    public Actor {
        grants = List.copyOf(grants);
    }

    /// The subtrees on which this actor may do `permission`; empty if nowhere.
    public Scope scope(Permission permission) {
        var units = grants.stream()
                .filter(grant -> grant.may(permission))
                .map(grant ->
                        grant.unit() == null ? Scope.EVERYTHING : grant.unit().value())
                .distinct()
                .toList();
        return new Scope(units);
    }

    /// Whether this actor may do `permission` anywhere at all.
    public boolean may(Permission permission) {
        return grants.stream().anyMatch(grant -> grant.may(permission));
    }

    /// Lets pass who may do `permission` anywhere; for things that belong to no unit.
    ///
    /// @throws NotFound otherwise
    public void require(Permission permission) {
        if (!may(permission)) throw new NotFound();
    }

    /// The unit of the present post, or null for the whole tree or without a post.
    public @Nullable UUID home() {
        if (grants.isEmpty()) return null;
        var unit = grants.getFirst().unit();
        return unit == null ? null : unit.value();
    }
}
