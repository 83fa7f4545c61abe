package vn.lantoa.organization.view;

/// A number with its words.
///
/// @param key of the words in the message bundle
public record Figure(String key, long count) {}
