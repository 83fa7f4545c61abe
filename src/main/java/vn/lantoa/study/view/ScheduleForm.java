package vn.lantoa.study.view;

/// Who studies and when, as it was typed; days as browsers send them.
///
/// @param unit code of the unit
public record ScheduleForm(
        String unit, String cutOff, String opensOn, String closesOn, String planSymbol, String planOn) {}
