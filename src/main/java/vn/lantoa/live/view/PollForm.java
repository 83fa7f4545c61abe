package vn.lantoa.live.view;

/// A poll as it was typed.
///
/// @param options one a line
/// @param most how many options or words a ballot may hold; empty: all, or three words
public record PollForm(
        String kind,
        String question,
        String options,
        String most,
        String lowest,
        String highest,
        String lowestWords,
        String highestWords,
        boolean compared,
        boolean signedIn,
        boolean nameToChair,
        boolean nameToAll) {

    public static PollForm blank() {
        return new PollForm("SINGLE", "", "", "", "1", "5", "", "", false, true, false, false);
    }
}
