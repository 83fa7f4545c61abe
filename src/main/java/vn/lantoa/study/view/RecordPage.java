package vn.lantoa.study.view;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.study.Outcome;

/// What was recorded about one member in a campaign.
///
/// @param hostName the cell in which the member takes part for a while, or null
/// @param exempt reason of the exemption, or null
/// @param recordable whether the reader may take facts back now
public record RecordPage(
        UUID campaign,
        String title,
        UUID member,
        String name,
        String memberNo,
        UUID unit,
        String unitName,
        @Nullable String hostName,
        @Nullable String exempt,
        @Nullable Outcome outcome,
        boolean recordable,
        List<RecordRow> rows) {

    public RecordPage {
        rows = List.copyOf(rows);
    }

    public String path() {
        return "/study/campaigns/" + campaign + "/records/" + member;
    }
}
