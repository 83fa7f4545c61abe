package vn.lantoa.study.view;

import org.jspecify.annotations.Nullable;

/// Somebody who was in and did not answer a presence prompt.
///
/// @param all how many did not answer this prompt, of whom not all are listed
public record UnansweredRow(
        int number,
        String fullName,
        String memberNo,
        String cell,
        @Nullable String site,
        long all) {}
