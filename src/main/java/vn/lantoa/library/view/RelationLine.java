package vn.lantoa.library.view;

import java.time.LocalDate;
import java.util.UUID;

/// A document that another one is related to.
///
/// @param kind of [vn.lantoa.library.RelationKind]
/// @param outward whether the shown document does it to the other one, or the other way round
public record RelationLine(
        String kind, boolean outward, UUID document, String symbol, String title, LocalDate issuedOn) {}
