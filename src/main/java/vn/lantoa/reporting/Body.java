package vn.lantoa.reporting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lantoa.organization.Level;

/// The committee of a unit as the head of an official paper names it.
///
/// @param name "Tỉnh ủy Thái Nguyên"
/// @param letters of its papers' numbers: TU, HU, ĐU …
/// @param place that the unit is of, or null where its name does not say (a cell, an office)
/// @param authority for whom is signed
record Body(String name, String letters, @Nullable String place, String authority) {

    private static final String COMMITTEE = "Đảng bộ ";
    private static final String CELL = "Chi bộ ";

    /// The kinds of area with committees of their own name, by the words that a unit's name goes on with.
    private static final Map<String, Area> AREAS = Map.of(
            "tỉnh ", new Area("Tỉnh ủy ", "TU"),
            "thành phố ", new Area("Thành ủy ", "ThU"),
            "thị xã ", new Area("Thị ủy ", "TXU"),
            "quận ", new Area("Quận ủy ", "QU"),
            "huyện ", new Area("Huyện ủy ", "HU"));

    private static final List<String> COMMUNES = List.of("xã ", "phường ", "thị trấn ", "đặc khu ");

    /// The committee of the unit called `name` on `level`.
    static Body of(Level level, String name) {
        if (level == Level.CENTRAL)
            return new Body("Ban Chấp hành Trung ương", "TW", "Hà Nội", "T/M Ban Chấp hành Trung ương");
        if (level == Level.CELL || name.startsWith(CELL)) return new Body(name, "CB", null, "T/M Chi bộ");
        if (!name.startsWith(COMMITTEE)) return new Body(name, "ĐU", null, authority(level));

        var rest = name.substring(COMMITTEE.length());
        for (var area : AREAS.entrySet()) {
            if (!rest.startsWith(area.getKey())) continue;
            var place = rest.substring(area.getKey().length()).strip();
            var letters = level == Level.PROVINCIAL ? "TU" : area.getValue().letters;
            return new Body(area.getValue().committee + place, letters, place, authority(level));
        }
        var place = COMMUNES.stream()
                .filter(rest::startsWith)
                .map(commune -> rest.substring(commune.length()).strip())
                .findFirst();
        return new Body("Đảng ủy " + rest, "ĐU", place.orElse(null), authority(level));
    }

    private static String authority(Level level) {
        return level == Level.PROVINCIAL || level == Level.UPPER_GRASSROOTS ? "T/M Ban Thường vụ" : "T/M Đảng ủy";
    }

    private record Area(String committee, String letters) {}
}
