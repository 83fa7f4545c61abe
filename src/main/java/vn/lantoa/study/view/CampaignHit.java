package vn.lantoa.study.view;

import java.time.LocalDate;
import java.util.UUID;

/// A campaign that a search found.
public record CampaignHit(UUID id, String title, LocalDate opensOn, LocalDate closesOn) {}
