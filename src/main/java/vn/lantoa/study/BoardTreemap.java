package vn.lantoa.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import vn.lantoa.study.view.TreemapTile;

/// Divides a surface among units so that each gets an area in proportion to its members and no tile is thinner than it
/// must be (squarified: a row is filled along the shorter side as long as its worst tile becomes squarer). Drawn on the
/// server, so that the picture is there without script, prints, and each tile is a real link.
final class BoardTreemap {

    private final List<TreemapTile> tiles = new ArrayList<>();
    private final double scale;
    private final double width;
    private final double height;
    private double left;
    private double top;

    private BoardTreemap(double width, double height, long sum) {
        this.width = width;
        this.height = height;
        this.scale = width * height / sum;
    }

    /// The tiles of `weights` on a surface `aspect` times as wide as it is high, largest first; what weighs nothing has
    /// no tile.
    static List<TreemapTile> of(List<Long> weights, double aspect) {
        var order = IntStream.range(0, weights.size())
                .boxed()
                .filter(index -> weights.get(index) > 0)
                .sorted(Comparator.comparing((Integer index) -> weights.get(index))
                        .reversed())
                .toList();
        if (order.isEmpty()) return List.of();

        var sum = order.stream().mapToLong(weights::get).sum();
        var map = new BoardTreemap(aspect, 1, sum);
        var next = 0;
        while (next < order.size()) next = map.row(order, weights, next);
        return List.copyOf(map.tiles);
    }

    /// Lays the row that begins with item `from` and answers where the next one begins.
    private int row(List<Integer> order, List<Long> weights, int from) {
        var side = Math.min(width - left, height - top);
        var first = weights.get(order.get(from)) * scale;
        var area = first;
        var until = from + 1;
        while (until < order.size()) {
            var smallest = weights.get(order.get(until)) * scale;
            var previous = weights.get(order.get(until - 1)) * scale;
            if (worst(first, smallest, area + smallest, side) > worst(first, previous, area, side)) break;
            area += smallest;
            until++;
        }
        lay(order.subList(from, until), weights, area, until == order.size());
        return until;
    }

    /// How far the worst tile of a row is from a square, 1 at best.
    private static double worst(double largest, double smallest, double area, double side) {
        var depth = area / side;
        return Math.max(largest / depth / depth, depth * depth / smallest);
    }

    private void lay(List<Integer> row, List<Long> weights, double area, boolean last) {
        var upright = width - left >= height - top;
        var side = upright ? height - top : width - left;
        var depth = last ? (upright ? width - left : height - top) : area / side;
        var along = 0.0;
        for (var index : row) {
            var length = weights.get(index) * scale / area * side;
            tiles.add(
                    upright
                            ? tile(index, left, top + along, depth, length)
                            : tile(index, left + along, top, length, depth));
            along += length;
        }
        if (upright) left += depth;
        else top += depth;
    }

    private TreemapTile tile(int index, double x, double y, double wide, double high) {
        return new TreemapTile(index, x / width, y / height, wide / width, high / height);
    }
}
