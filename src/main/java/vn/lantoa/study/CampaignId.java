package vn.lantoa.study;

import java.util.UUID;
import vn.lantoa.kernel.Ids;

/// A campaign (đợt học tập).
public record CampaignId(UUID value) {

    /// The id written as `text`.
    ///
    /// @throws NotFound if it is malformed
    public static CampaignId of(String text) {
        return new CampaignId(Ids.of(text));
    }
}
