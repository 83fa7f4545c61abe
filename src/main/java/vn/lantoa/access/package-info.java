/// Who is signed in, for which post, and what that post may do where.
@ApplicationModule(allowedDependencies = {"ground", "kernel", "page", "paper"})
@NullMarked
package vn.lantoa.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
