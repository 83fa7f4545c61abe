package vn.lantoa.paper;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What stands above the text of an official paper (HD 36-HD/VPTW).
///
/// @param superior the body above the issuing one ("TỈNH ỦY THÁI NGUYÊN"), or null
/// @param issuer the issuing body
/// @param number with type and body ("12-BC/TU"), or null where it is left open
/// @param place of issue
/// @param day of issue, or null where it is left open
/// @param type of the paper ("BÁO CÁO"), or null for a letter
/// @param summary the abstract below it, or null
/// @param draft how the paper says that it is a draft ("Dự thảo lần 1"), or null
public record Head(
        @Nullable String superior,
        String issuer,
        @Nullable String number,
        String place,
        @Nullable LocalDate day,
        @Nullable String type,
        @Nullable String summary,
        @Nullable String draft) {}
