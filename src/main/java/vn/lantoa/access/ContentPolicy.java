package vn.lantoa.access;

/// What a page of ours may load. Every page carries [#OURS]; a page that must show something from elsewhere sets the
/// header `Content-Security-Policy` itself to [#with] that one place.
public final class ContentPolicy {

    /// Nothing but our own.
    public static final String OURS = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; "
            + "script-src 'self'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private ContentPolicy() {}

    /// Our own and what `directives` add, such as `frame-src https://tv.example`. A directive that [#OURS] names
    /// already is replaced.
    public static String with(String... directives) {
        var policy = OURS;
        for (var directive : directives) {
            var name = directive.substring(0, directive.indexOf(' ') + 1);
            var kept = new StringBuilder();
            for (var part : policy.split("; ", -1))
                if (!part.startsWith(name)) kept.append(part).append("; ");
            policy = kept.append(directive).toString();
        }
        return policy;
    }
}
