package vn.lantoa.study.view;

import java.util.List;

/// A member in one campaign with all that led to it.
public record MineRecord(MineCampaign campaign, List<MineTopic> topics, List<FactLine> facts) {

    /// Puts what belongs to each of `campaigns` together.
    public static List<MineRecord> of(List<MineCampaign> campaigns, List<MineTopic> topics, List<FactLine> facts) {
        return campaigns.stream()
                .map(campaign -> new MineRecord(
                        campaign,
                        topics.stream()
                                .filter(topic -> topic.campaign().equals(campaign.id()))
                                .toList(),
                        facts.stream()
                                .filter(fact -> fact.campaign().equals(campaign.id())
                                        && fact.member().equals(campaign.member()))
                                .toList()))
                .toList();
    }
}
