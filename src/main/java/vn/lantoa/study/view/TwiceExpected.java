package vn.lantoa.study.view;

import java.util.UUID;

/// Somebody on the lists of several sites of a session.
///
/// @param sites their names
public record TwiceExpected(UUID member, String memberNo, String fullName, String cell, String sites) {}
