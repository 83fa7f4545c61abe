/// The documents that are studied: identity, text, files and how they relate.
@ApplicationModule(allowedDependencies = {"ground", "kernel", "page", "paper", "access", "organization"})
@NullMarked
package vn.lantoa.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
