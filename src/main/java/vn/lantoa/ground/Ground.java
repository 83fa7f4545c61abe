package vn.lantoa.ground;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// What the application stands on: the settings of the environment, read and checked, the home and the database.
public final class Ground {

    private Ground() {}

    /// Runs the application as the command line says: a server, or with a name as the first argument the
    /// [Command] of that name. A trouble that an administrator can mend is told in one sentence and ends the
    /// process with code 1.
    public static void run(Class<?> application, String... arguments) {
        try {
            var settings = Settings.read(System.getenv());
            if (arguments.length == 0 || arguments[0].startsWith("-")) {
                serve(application, settings, arguments);
            } else {
                System.exit(command(application, settings, List.of(arguments)));
            }
        } catch (Fault fault) {
            fault.print();
            System.exit(1);
        } catch (Spokesman.Told told) {
            System.exit(1);
        }
    }

    private static void serve(Class<?> application, Settings settings, String... arguments) {
        var home = Home.open(settings.home());
        if (!home.take()) throw home.taken();
        home.forgetOlder(application);
        requirePort(settings.port());

        var spring = new SpringApplication(application);
        stand(spring, lay(settings, home), properties(settings));
        // As late as this because its library would write its log before Spring says where to.
        var bucket = settings.bucket();
        if (bucket != null) spring.addInitializers(context -> BucketShelf.check(bucket));
        Spokesman.tell(() -> spring.run(arguments));
    }

    private static int command(Class<?> application, Settings settings, List<String> arguments) {
        var home = Home.open(settings.home());
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLazyInitialization(true);
        var alone = home.take();
        var database = alone || settings.external() != null
                ? lay(settings, home)
                : CompletableFuture.completedFuture(new Cluster(home).join());
        var properties = properties(settings);
        // A running server has migrated its database already, and to its own version.
        if (!alone) properties.put("spring.flyway.enabled", "false");
        stand(spring, database, properties);

        var context = Spokesman.tell(() -> spring.run("--logging.level.vn.lantoa=warn"));
        var commands = context.getBeansOfType(Command.class).values().stream()
                .collect(Collectors.toMap(Command::name, command -> command));
        var command = commands.get(arguments.getFirst());
        if (command == null) {
            var names = commands.keySet().stream().sorted().collect(Collectors.joining(", "));
            throw new Fault(
                    "Không có lệnh " + arguments.getFirst() + "; các lệnh: " + names + ".",
                    "There is no command " + arguments.getFirst() + "; the commands are: " + names + ".");
        }
        return command.run(arguments.subList(1, arguments.size()), Fault.out());
    }

    // The database starts while the application gathers its parts, and ends after the web server and the pool: Spring
    // runs these handlers when its contexts are closed.
    private static CompletableFuture<Database> lay(Settings settings, Home home) {
        var handlers = SpringApplication.getShutdownHandlers();
        var external = settings.external();
        if (external != null) {
            External.check(external);
            handlers.add(home::close);
            return CompletableFuture.completedFuture(external);
        }
        var cluster = new Cluster(home);
        handlers.add(() -> {
            cluster.stop();
            home.close();
        });
        return cluster.begin();
    }

    private static void stand(
            SpringApplication spring, CompletableFuture<Database> database, Map<String, Object> properties) {
        spring.setDefaultProperties(properties);
        spring.addInitializers(
                context -> context.getBeanFactory().registerSingleton("database", new Awaited(database)));
    }

    // The port, and the settings as lantoa.home, lantoa.example, lantoa.admin-password and lantoa.bucket.…, the last
    // two
    // only where they are set.
    private static Map<String, Object> properties(Settings settings) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", Integer.toString(settings.port()));
        properties.put("lantoa.home", settings.home().toString());
        properties.put("lantoa.example", Boolean.toString(settings.example()));
        properties.put("lantoa.jobs", "true");
        if (settings.bucket() != null) properties.putAll(settings.bucket().properties());
        if (settings.adminPassword() != null) properties.put("lantoa.admin-password", settings.adminPassword());
        return properties;
    }

    /// Where the connection pool enters; it waits here until the database takes it in.
    private record Awaited(CompletableFuture<Database> database) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return database.join().url();
        }

        @Override
        public String getUsername() {
            return database.join().user();
        }

        @Override
        public String getPassword() {
            return database.join().password();
        }
    }

    static Fault portTaken(int port) {
        return new Fault(
                "LANTOA_PORT=" + port + " đang được một chương trình khác sử dụng: hãy đặt cổng khác.",
                "LANTOA_PORT=" + port + " is in use by another program: set another port.");
    }

    // Found out before the database is started; the web server finds out again, much later.
    private static void requirePort(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(port));
        } catch (IOException taken) {
            if (String.valueOf(taken.getMessage()).contains("ermission denied")) {
                throw new Fault(
                        "LANTOA_PORT=" + port + " cần quyền quản trị: hãy đặt cổng từ 1024 trở lên.",
                        "LANTOA_PORT=" + port + " needs the rights of root: set a port from 1024 on.");
            }
            throw portTaken(port);
        }
    }
}
