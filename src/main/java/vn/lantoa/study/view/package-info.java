/// Rows of the screens and answers of `study`; public for the templates only.
@NullMarked
package vn.lantoa.study.view;

import org.jspecify.annotations.NullMarked;
