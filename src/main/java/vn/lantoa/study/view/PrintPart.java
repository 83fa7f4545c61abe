package vn.lantoa.study.view;

import java.util.UUID;

/// A unit with how many of its roster a site expects, whose sheets can be printed alone.
public record PrintPart(UUID unit, String name, int people) {}
