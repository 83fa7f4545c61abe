package vn.lantoa.live.view;

/// Somebody before the minutes of a group.
///
/// @param writes whether he or she writes them: leads the group, writes for it, or keeps its site
public record GroupPlace(Participant participant, GroupRow group, boolean writes) {

    /// Where its pages begin.
    public String base() {
        return participant.base() + "/discussion/groups/" + group.id();
    }
}
