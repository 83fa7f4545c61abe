package vn.lantoa.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session of a campaign (hội nghị, lớp học, buổi), as it is planned and was held.
///
/// @param topics bit n-1: topic n is presented
/// @param forKeyCadres a first round for key cadres; else a class for all members
/// @param host unit that holds it
/// @param headChaired null: not recorded
public record Session(
        UUID id,
        UUID campaign,
        String title,
        Form form,
        boolean makeUp,
        boolean forKeyCadres,
        UUID host,
        String hostCode,
        String hostName,
        Instant startsAt,
        Instant endsAt,
        long topics,
        @Nullable Boolean headChaired,
        @Nullable Boolean headPresented,
        @Nullable Instant closedAt) {

    public boolean closed() {
        return closedAt != null;
    }

    /// The numbers of the topics presented, from 1.
    public List<Integer> topicNumbers() {
        var numbers = new ArrayList<Integer>();
        for (var number = 1; number <= Topic.MOST; number++) if ((topics >> (number - 1) & 1) == 1) numbers.add(number);
        return numbers;
    }

    SessionId sessionId() {
        return new SessionId(id);
    }

    CampaignId campaignId() {
        return new CampaignId(campaign);
    }
}
