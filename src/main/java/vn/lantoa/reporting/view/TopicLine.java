package vn.lantoa.reporting.view;

import org.jspecify.annotations.Nullable;

/// A topic of a campaign.
///
/// @param byHead the head of the unit that runs the campaign presents it personally
public record TopicLine(int number, String title, @Nullable String presenter, boolean byHead) {}
