package vn.lantoa.study.view;

/// How many of each there are.
///
/// @param tight sites that expect more people than fit
/// @param twice people on the lists of several sites
/// @param units that no site expects
/// @param people of those units
/// @param unattended sites without an operator
/// @param untested sites whose line was not tried
public record WarningCounts(long tight, long twice, long units, long people, long unattended, long untested) {

    public boolean none() {
        return tight + twice + units + unattended + untested == 0;
    }
}
