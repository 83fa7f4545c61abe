package vn.lantoa.study.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lantoa.page.Page;

/// A line of the list of equipment at a site.
///
/// @param item as the list has it; those that the house proposes are Vietnamese, whoever reads
/// @param checkedAt null: not ticked
public record EquipmentLine(
        String item, @Nullable Instant checkedAt, @Nullable String checkedBy) {

    private static final String USUAL = "study.site.equipment.usual";

    /// The line in the reader's language where the house proposed it, else as somebody typed it.
    public String said(Page page) {
        var place = proposed(page, Locale.of("vi")).indexOf(item);
        var translated = proposed(page, page.locale());
        return place < 0 || place >= translated.size() ? item : translated.get(place);
    }

    private static List<String> proposed(Page page, Locale locale) {
        return List.of(page.words().getMessage(USUAL, new Object[0], locale).split(" *; *", -1));
    }
}
