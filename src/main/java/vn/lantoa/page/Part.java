package vn.lantoa.page;

import org.jspecify.annotations.Nullable;

/// One part of a whole, as the bar of the whole membership shows it.
///
/// @param kind `studied`, `studied-exempt`, `exempt`, `excused`, `absent` or `unrecorded`; decides the colour
/// @param words what the part is, in the reader's language
/// @param href where the names behind the count are, or null
public record Part(
        String kind, String words, long count, @Nullable String href) {}
