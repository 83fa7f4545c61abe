/// What stands before the application: settings, the home directory and the database.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.lantoa.ground;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
