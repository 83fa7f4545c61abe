package vn.lantoa.access;

import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.AccountId;

/// Compares a password with the account's Argon2id hash; an unknown name takes as long as a wrong password.
@Component
class PasswordCheck implements AuthenticationProvider {

    private final Accounts accounts;
    private final Attempts attempts;
    private final PasswordEncoder encoder;
    private final String nobodys;

    PasswordCheck(Accounts accounts, Attempts attempts, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.encoder = encoder;
        this.nobodys = encoder.encode("nobody's");
    }

    /// The account of `username` if `password` is its own. Failures slow the next attempt down.
    ///
    /// @throws Attempts.TooMany if it is not even looked at
    Optional<AccountId> account(String username, String password, String address) throws Attempts.TooMany {
        var credentials = accounts.credentials(username);
        var hash = credentials.map(Accounts.Credentials::passwordHash).orElse(nobodys);
        var right = attempts.attempt(
                username, address, () -> encoder.matches(Passwords.normal(password), hash) && credentials.isPresent());
        return right ? credentials.map(found -> new AccountId(found.id())) : Optional.empty();
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        try {
            var account = account(attempt.getName(), String.valueOf(attempt.getCredentials()), address)
                    .orElseThrow(() -> new BadCredentialsException(""));
            accounts.signedIn(account);
            return UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account.value()), null, List.of());
        } catch (Attempts.TooMany tooMany) {
            throw new LockedException("", tooMany);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
