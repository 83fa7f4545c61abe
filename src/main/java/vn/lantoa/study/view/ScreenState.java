package vn.lantoa.study.view;

import org.jspecify.annotations.Nullable;

/// What the screen of a hall shows beside its code.
///
/// @param digits of the presence prompt that is open, or null
public record ScreenState(long in, @Nullable String digits) {}
