package vn.lantoa.study.view;

import java.util.Locale;

/// A tile of a treemap: the place of the item with this index, in parts of the whole surface from 0 to 1.
public record TreemapTile(int index, double x, double y, double width, double height) {

    /// A part of the whole as SVG wants it, such as `12.345%`.
    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.3f%%", part * 100);
    }
}
