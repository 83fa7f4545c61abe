package vn.lantoa.study.view;

import java.util.UUID;

/// A unit to choose.
public record UnitChoice(UUID id, String code, String name) {}
