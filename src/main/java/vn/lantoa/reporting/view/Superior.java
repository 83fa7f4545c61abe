package vn.lantoa.reporting.view;

import java.util.UUID;
import vn.lantoa.organization.Level;

/// A unit above the one that reports, named as it was when the campaign opened.
///
/// @param within whether its report is the reader's to open
public record Superior(UUID unit, String name, Level level, boolean within) {}
