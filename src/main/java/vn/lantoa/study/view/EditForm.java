package vn.lantoa.study.view;

import java.util.List;

/// What may still change after a campaign opened, as it was typed.
///
/// @param presenters one for each topic, in order
public record EditForm(String closesOn, String target, String planSymbol, String planOn, List<Presenter> presenters) {

    public record Presenter(String title, String presenter, boolean byHead) {}
}
