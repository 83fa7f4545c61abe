/// Papers made of the figures of other modules; owns no facts.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "page",
            "paper",
            "access",
            "organization",
            "library",
            "study",
            "study :: figures"
        })
@NullMarked
package vn.lantoa.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
