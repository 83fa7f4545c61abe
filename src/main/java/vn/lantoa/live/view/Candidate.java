package vn.lantoa.live.view;

import java.util.UUID;

/// Somebody on the roster of a conference, as one tells people of the same name apart.
public record Candidate(UUID member, String number, String name, String unit) {}
