/// The worked example: the Party organisations of Thái Nguyên and Bắc Kạn, which became one, with generated people.
@ApplicationModule(allowedDependencies = {"kernel", "page", "access", "organization", "library", "study", "ground"})
@NullMarked
package vn.lantoa.example;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
