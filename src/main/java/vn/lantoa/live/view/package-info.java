/// Rows for the templates of this module.
@NullMarked
package vn.lantoa.live.view;

import org.jspecify.annotations.NullMarked;
