package vn.lantoa.page;

import org.jspecify.annotations.Nullable;

/// Where a small form, such as the switch of the language, returns to.
public final class Back {

    private Back() {}

    /// `path` if it is an address within this application, else the first page; so that a forged form cannot send
    /// anybody elsewhere.
    public static String to(@Nullable String path) {
        if (path == null || path.length() > 2000 || !path.startsWith("/") || path.startsWith("//")) return "/";
        return path.chars().anyMatch(letter -> letter <= ' ' || letter == '\\' || letter == 0x7f) ? "/" : path;
    }
}
