package vn.lantoa.study.view;

import java.util.Set;

/// The rule as it was typed.
///
/// @param forms names of the forms allowed
/// @param topics how many of the topics have to be attended
/// @param target in percent, with a comma or a point
/// @param prompts how many presence prompts in a session
public record RuleForm(Set<String> forms, String topics, String essay, String target, String prompts) {}
