package vn.lantoa.access;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Compares a password with the account's Argon2id hash; an unknown name takes as long as a wrong password.
@Component
class PasswordCheck implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final String nobodys;

    PasswordCheck(Accounts accounts, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.nobodys = encoder.encode("nobody's");
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var password = String.valueOf(attempt.getCredentials());
        var credentials = accounts.credentials(attempt.getName());
        var hash = credentials.map(Accounts.Credentials::passwordHash).orElse(nobodys);
        if (!encoder.matches(password, hash) || credentials.isEmpty()) throw new BadCredentialsException("");
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(credentials.get().id()), null, List.of());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
