package vn.lantoa.reporting.view;

import java.time.LocalDate;

/// A document that a campaign studies.
///
/// @param type letters as symbols carry them
public record DirectiveLine(String symbol, String type, String title, String issuer, LocalDate issuedOn) {}
