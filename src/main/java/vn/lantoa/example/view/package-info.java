/// What the pages of the example show.
@NullMarked
package vn.lantoa.example.view;

import org.jspecify.annotations.NullMarked;
