package vn.lantoa.study.view;

import java.util.UUID;

/// How many people of a unit were expected at a conference and are accounted for in no way.
public record AbsenceRow(UUID unit, String code, String name, String parentName, long people) {}
