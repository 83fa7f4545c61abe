package vn.lantoa.live;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.study.SessionId;

/// Makes the hashes that stand for people where nobody's account is kept: HMAC-SHA-256 under a key of the conference or
/// of the round, which is forgotten afterwards. While the key is there, whoever holds the whole database can try every
/// account; afterwards nobody can.
@Component
class Salts {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALGORITHM = "HmacSHA256";

    private final JdbcClient db;

    Salts(JdbcClient db) {
        this.db = db;
    }

    /// What stands for `actor` at this conference.
    byte[] voter(Actor actor, SessionId session) {
        return hash(of(session), account(actor));
    }

    /// How an account is named in a hash.
    static String account(Actor actor) {
        return "account " + actor.account().value();
    }

    /// A new key of 256 random bits.
    static byte[] next() {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    static byte[] hash(byte[] key, String who) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(who.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] of(SessionId session) {
        return db.sql("""
                insert into live.salt as s (session, salt)
                values (:session, :salt)
                on conflict (session) do update set salt = s.salt
                returning salt
                """)
                .param("session", session.value())
                .param("salt", next())
                .query(byte[].class)
                .single();
    }
}
