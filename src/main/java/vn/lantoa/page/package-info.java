/// What every page is handed: the reader's language and words, numbers and dates as they are printed.
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package vn.lantoa.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
