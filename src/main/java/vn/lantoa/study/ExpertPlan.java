package vn.lantoa.study;

import org.jspecify.annotations.Nullable;

/// What is settled about an expert, checked as far as that needs no database.
///
/// @param title degree and academic title, or empty
/// @param contact only for who runs the conference
/// @param topic number of a topic of the session, or null
/// @param speaks about what, where no topic says it, or a title of one's own
record ExpertPlan(
        String title,
        String fullName,
        String post,
        String workplace,
        String biography,
        String contact,
        @Nullable Integer topic,
        String speaks) {

    static final int BIOGRAPHY = 2_000;

    ExpertPlan {
        title = Typed.line("study.expert.title", title, 100);
        fullName = Typed.required("study.expert.full-name", fullName, 200);
        post = Typed.line("study.expert.post", post, 200);
        workplace = Typed.line("study.expert.workplace", workplace, 300);
        biography = Typed.paragraphs("study.expert.biography", biography, BIOGRAPHY);
        contact = Typed.line("study.expert.contact", contact, 300);
        speaks = Typed.line("study.expert.speaks", speaks, 500);
    }

    /// What members may come to read, for a look at marks of secrecy.
    String published() {
        return String.join("\n", post, workplace, biography, speaks);
    }
}
