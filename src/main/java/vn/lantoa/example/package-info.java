/// The worked example: the Party organisation of Thái Nguyên with generated people.
@ApplicationModule(allowedDependencies = {"kernel", "page", "access", "organization", "library", "study", "ground"})
@NullMarked
package vn.lantoa.example;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
