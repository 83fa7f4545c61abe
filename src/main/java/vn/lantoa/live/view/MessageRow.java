package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;

/// A message of the main site.
///
/// @param sites to how many sites it went; at `read` of them somebody said that it was read
/// @param siteName the one site, or empty where there are several
public record MessageRow(
        UUID id, String text, boolean toAll, String siteName, String sentBy, Instant sentAt, int sites, int read) {}
