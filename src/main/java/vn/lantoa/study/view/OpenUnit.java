package vn.lantoa.study.view;

import java.util.UUID;

/// A unit that has not closed its figure.
public record OpenUnit(UUID unit, String name, String parentName, long unrecorded) {}
