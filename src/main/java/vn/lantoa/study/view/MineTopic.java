package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A topic of a campaign.
public record MineTopic(
        UUID campaign, int number, String title, @Nullable String presenter) {}
