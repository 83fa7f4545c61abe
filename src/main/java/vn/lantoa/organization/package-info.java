/// The tree of units, its members, their posts and standing, each dated.
@ApplicationModule(allowedDependencies = {"kernel", "ground", "page", "paper", "access"})
@NullMarked
package vn.lantoa.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
