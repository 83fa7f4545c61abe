/// Rows for the templates of this module.
@NullMarked
package vn.lantoa.access.view;

import org.jspecify.annotations.NullMarked;
