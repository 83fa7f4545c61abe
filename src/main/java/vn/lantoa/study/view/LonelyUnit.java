package vn.lantoa.study.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A unit with people whom no site of a session expects.
public record LonelyUnit(
        UUID unit, String code, String name, @Nullable String parent, long people) {}
