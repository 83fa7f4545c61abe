package vn.lantoa.paper;

/// The sheet of an official paper: A4, upright or across, with margins in millimetres.
public record Layout(boolean landscape, int top, int bottom, int left, int right) {

    private static final int SHORT = 210;
    private static final int LONG = 297;

    public Layout {
        if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 5)
            throw new IllegalArgumentException("margin below 5 mm");
    }

    /// Upright, 20 mm above and below, 30 left, 15 right.
    public static Layout upright() {
        return new Layout(false, 20, 20, 30, 15);
    }

    /// Across, for wide tables: 20 mm left, the other margins as `upright`.
    public static Layout across() {
        return new Layout(true, 20, 15, 20, 15);
    }

    /// Millimetres between the left and the right margin.
    int width() {
        return (landscape ? LONG : SHORT) - left - right;
    }

    int sheetWidth() {
        return landscape ? LONG : SHORT;
    }

    int sheetHeight() {
        return landscape ? SHORT : LONG;
    }
}
