package vn.lantoa.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Tells which program is behind a request.
@Component
public class Bearers {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    Bearers(Tokens tokens) {
        this.tokens = tokens;
    }

    /// The actor whose token `request` bears as `Authorization: Bearer …`, with all posts of the account; empty if it
    /// bears none, the token is unknown or was revoked, or the account is closed. Remembered for a few seconds.
    public Optional<Actor> of(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(SCHEME)) return Optional.empty();
        return tokens.actor(header.substring(SCHEME.length()).strip());
    }
}
