package vn.lantoa.study.view;

import java.time.LocalDate;
import java.util.UUID;

/// A document as a campaign shows it.
public record DocumentRow(UUID id, String symbol, String type, String title, String issuer, LocalDate issuedOn) {}
