package vn.lantoa.study;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Ids;

/// The keys behind the codes at doors, the same on all nodes: one pair of the house that signs personal codes, one
/// secret of each site for the code that its hall shows. Made when first asked for.
@Component
class DoorKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private volatile @Nullable KeyPair pair;

    DoorKeys(JdbcClient db) {
        this.db = db;
    }

    PublicKey publicKey() {
        return pair().getPublic();
    }

    PrivateKey privateKey() {
        return pair().getPrivate();
    }

    /// The secret by which the house seals what only it reads again; no door and no screen knows it.
    byte[] seal() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(privateKey().getEncoded(), "HmacSHA256"));
            return mac.doFinal("seal".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The 32 secret bytes of `site`.
    byte[] hall(UUID site) {
        return db.sql("""
                with fresh as (
                    insert into study.site_key (site, key) values (:site, :key)
                    on     conflict (site) do nothing
                    returning key
                )
                select f.key from fresh f
                union  all
                select k.key from study.site_key k where k.site = :site
                limit  1
                """)
                .param("site", site)
                .param("key", random(32))
                .query(byte[].class)
                .optional()
                .orElseGet(() -> again(site));
    }

    /// Two asked at the same moment: the other's key is there now.
    private byte[] again(UUID site) {
        return db.sql("select k.key from study.site_key k where k.site = :site")
                .param("site", site)
                .query(byte[].class)
                .single();
    }

    private KeyPair pair() {
        var known = pair;
        if (known != null) return known;
        if (stored() == null) store(generated());
        var found = stored();
        if (found == null) throw new IllegalStateException("no key of the house");
        pair = found;
        return found;
    }

    private @Nullable KeyPair stored() {
        return db.sql("select k.public_key, k.private_key from study.door_key k order by k.made_at, k.id limit 1")
                .query((row, number) -> pair(row.getBytes("public_key"), row.getBytes("private_key")))
                .optional()
                .orElse(null);
    }

    private void store(KeyPair fresh) {
        db.sql("""
                insert into study.door_key (id, public_key, private_key)
                select :id, :public, :private
                where  not exists (select from study.door_key)
                """)
                .param("id", Ids.next())
                .param("public", fresh.getPublic().getEncoded())
                .param("private", fresh.getPrivate().getEncoded())
                .update();
    }

    private static KeyPair generated() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair pair(byte[] publicKey, byte[] privateKey) {
        try {
            var keys = KeyFactory.getInstance("EC");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(publicKey)),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        } catch (GeneralSecurityException spoilt) {
            throw new IllegalStateException("the key of the house cannot be read", spoilt);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
