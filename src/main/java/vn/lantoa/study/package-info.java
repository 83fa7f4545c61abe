/// Campaigns over documents: who studied, where, how and on whose word, until nobody is unknown.
@ApplicationModule(allowedDependencies = {"ground", "kernel", "page", "paper", "access", "organization", "library"})
@NullMarked
package vn.lantoa.study;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
