package vn.lantoa.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The ground without the house: a process that only keeps rows, told by its standard input to add one. It starts in a
/// second, so that starting and killing it can be tested. No configuration by name: the tests of the whole application
/// would find it.
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
public class Bare {

    public static void main(String[] arguments) {
        Ground.run(Bare.class, arguments);
    }

    @Bean
    CommandLineRunner keeper(JdbcClient db, org.springframework.core.env.Environment environment) {
        return arguments -> {
            if (environment.getProperty("server.port") == null) throw new IllegalStateException("no port");
            if (arguments.length > 0 && !arguments[0].contains("web-application-type")) return;
            db.sql("create table if not exists kept (row bytea)").update();
            System.out.println("ready " + count(db));
            listen(db);
        };
    }

    @Bean
    Command counting(JdbcClient db) {
        return new Command() {
            @Override
            public String name() {
                return "count";
            }

            @Override
            public int run(java.util.List<String> arguments, java.io.PrintStream out) {
                out.println("counted " + count(db) + " " + arguments);
                return 7;
            }
        };
    }

    private static void listen(JdbcClient db) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            try {
                db.sql(
                                "insert into kept select string_agg(sha512(n::text::bytea), '') from generate_series(1, :kb * 16) n")
                        .param("kb", Integer.parseInt(line))
                        .update();
                System.out.println("added " + count(db));
            } catch (RuntimeException failed) {
                System.out.println("failed " + Outage.of(failed));
            }
        }
    }

    private static int count(JdbcClient db) {
        return db.sql("select count(*) from kept").query(Integer.class).single();
    }
}
