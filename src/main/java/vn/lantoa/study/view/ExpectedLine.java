package vn.lantoa.study.view;

import java.util.UUID;

/// Somebody on the list of a site.
public record ExpectedLine(UUID member, String memberNo, String fullName, String cell) {}
