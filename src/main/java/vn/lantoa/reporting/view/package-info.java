/// Result reports as pages and papers show them; public for the templates only.
@NullMarked
package vn.lantoa.reporting.view;

import org.jspecify.annotations.NullMarked;
