package vn.lantoa.study.view;

/// An adjustment as it was typed.
public record AdjustmentForm(String kind, String member, String to, String exempt, String on, String reason) {}
