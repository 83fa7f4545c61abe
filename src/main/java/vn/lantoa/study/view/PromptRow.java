package vn.lantoa.study.view;

import java.time.Instant;

/// A presence prompt of a session and how many answered it.
public record PromptRow(int number, Instant opensAt, Instant closesAt, long answered) {}
