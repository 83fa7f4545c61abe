/// What the shell's templates read.
@NullMarked
package vn.lantoa.shell.view;

import org.jspecify.annotations.NullMarked;
