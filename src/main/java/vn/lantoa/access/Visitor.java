package vn.lantoa.access;

import java.util.List;
import java.util.Locale;

/// Who is looking at pages: the actor in the present post, all posts to switch between, and how the person likes
/// pages.
///
/// @param actor with the present post only
/// @param posts all that are in force today
/// @param mustChangePassword the password was given by somebody else and must be replaced first
public record Visitor(
        Actor actor, List<Grant> posts, Locale locale, boolean largeType, String theme, boolean mustChangePassword) {

    public Visitor {
        posts = List.copyOf(posts);
    }
}
