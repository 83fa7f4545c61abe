/// Lan Tỏa, one application cut into the modules below this package.
@NullMarked
package vn.lantoa;

import org.jspecify.annotations.NullMarked;
