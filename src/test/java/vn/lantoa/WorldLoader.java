package vn.lantoa;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Fills the test database with the [World], once, from `world/*.sql` in the order of their names.
@TestConfiguration(proxyBeanMethods = false)
public class WorldLoader implements ApplicationRunner {

    private final JdbcTemplate db;
    private final PasswordEncoder encoder;

    WorldLoader(JdbcTemplate db, PasswordEncoder encoder) {
        this.db = db;
        this.encoder = encoder;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:world/*.sql");
        Arrays.sort(files, Comparator.comparing(Resource::getFilename));
        for (var file : files) db.execute(file.getContentAsString(StandardCharsets.UTF_8));
        db.update(
                "update access.account set password_hash = ? where id::text like '00000000-0000-7000-8a00-%'",
                encoder.encode(World.PASSWORD));
    }
}
