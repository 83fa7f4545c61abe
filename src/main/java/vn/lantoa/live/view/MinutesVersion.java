package vn.lantoa.live.view;

import java.time.Instant;

/// The minutes of a conference as they were kept once.
///
/// @param drawn drafted from what happened; else edited by a person
/// @param body one paragraph a line; a line that begins with `# ` is a heading, with `- ` an item of a list
public record MinutesVersion(
        int version, boolean drawn, String body, String signer, String position, String savedBy, Instant savedAt) {}
