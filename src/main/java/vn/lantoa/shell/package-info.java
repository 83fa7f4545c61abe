/// Layout, navigation, home, sign-in page and error pages; composes the modules by URL only.
@ApplicationModule(allowedDependencies = {"kernel", "page", "access"})
@NullMarked
package vn.lantoa.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
