package vn.lantoa.study.view;

/// What a unit writes in words for its result report, as it was typed.
public record RemarkForm(
        String strengths,
        String shortcomings,
        String proposals,
        String signer,
        String signerPost,
        String essaysDue,
        String essaysIn) {

    public static final RemarkForm EMPTY = new RemarkForm("", "", "", "", "", "", "");
}
