/// Rows for the templates of this module.
@NullMarked
package vn.lantoa.library.view;

import org.jspecify.annotations.NullMarked;
