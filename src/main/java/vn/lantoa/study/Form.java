package vn.lantoa.study;

/// How somebody studied (domain.md, how a campaign runs). The order is the order of the columns in reports.
public enum Form {
    /// In the hall of the main site.
    IN_PERSON,
    /// In a hall at a bridge point.
    BRIDGE,
    /// Live, on an own device.
    ONLINE,
    /// From the recording.
    RECORDED,
    /// In a meeting of the cell.
    CELL_MEETING,
    /// At a thematic conference with invited experts.
    THEMATIC,
    /// Together with another meeting or conference.
    COMBINED,
    /// Alone, with the handbook.
    HANDBOOK;

    /// As bundles name it: `study.form.IN_PERSON`.
    public String key() {
        return "study.form." + name();
    }
}
