/// Rows for the templates of this module.
@NullMarked
package vn.lantoa.organization.view;

import org.jspecify.annotations.NullMarked;
