/// What goes on around a conference beside attendance: the broadcast, questions, polls, group discussion, the control
/// room. May fail without an attendance being lost: it reads `study`, and `study` knows nothing of it.
@ApplicationModule(
        allowedDependencies = {
            "ground",
            "kernel",
            "page",
            "paper",
            "access",
            "organization",
            "study",
            "study :: figures"
        })
@NullMarked
package vn.lantoa.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
