package vn.lantoa.live;

/// A topic that a session is about, by its number in the campaign.
public record TopicChoice(int number, String title) {}
