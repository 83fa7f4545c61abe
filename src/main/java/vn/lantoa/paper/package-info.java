/// Tables and papers as files: CSV and XLSX in and out, DOCX and PDF out.
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package vn.lantoa.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
