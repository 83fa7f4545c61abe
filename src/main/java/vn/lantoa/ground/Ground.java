package vn.lantoa.ground;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/// What the application stands on: the settings of the environment, read and checked, the home and the database.
public final class Ground implements AutoCloseable {

    private final Settings settings;
    private final Home home;
    private final Database database;
    private final @Nullable Cluster cluster;

    private Ground(Settings settings, Home home, Database database, @Nullable Cluster cluster) {
        this.settings = settings;
        this.home = home;
        this.database = database;
        this.cluster = cluster;
    }

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
        requirePort(settings.port());

        var spring = new SpringApplication(application);
        var ground = lay(settings, home);
        spring.setDefaultProperties(ground.properties());
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
        var ground = alone || settings.external() != null
                ? lay(settings, home)
                : new Ground(settings, home, new Cluster(home).join(), null);
        var properties = ground.properties();
        // A running server has migrated its database already, and to its own version.
        if (!alone) properties.put("spring.flyway.enabled", "false");
        spring.setDefaultProperties(properties);

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

    // The database ends after the web server and the pool: Spring runs these handlers when its contexts are closed.
    private static Ground lay(Settings settings, Home home) {
        var handlers = SpringApplication.getShutdownHandlers();
        if (settings.external() != null) {
            External.check(settings.external());
            var ground = new Ground(settings, home, settings.external(), null);
            handlers.add(ground::close);
            return ground;
        }
        var cluster = new Cluster(home);
        handlers.add(() -> {
            cluster.stop();
            home.close();
        });
        return new Ground(settings, home, cluster.start(), cluster);
    }

    /// Properties for Spring: port, datasource, and the settings as `lantoa.home`, `lantoa.example`,
    /// `lantoa.admin-password` and `lantoa.bucket.…`, the last two only where they are set.
    public Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", Integer.toString(settings.port()));
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.user());
        properties.put("spring.datasource.password", database.password());
        properties.put("lantoa.home", settings.home().toString());
        properties.put("lantoa.example", Boolean.toString(settings.example()));
        properties.put("lantoa.jobs", "true");
        if (settings.bucket() != null) properties.putAll(settings.bucket().properties());
        if (settings.adminPassword() != null) properties.put("lantoa.admin-password", settings.adminPassword());
        return properties;
    }

    @Override
    public void close() {
        if (cluster != null) cluster.stop();
        home.close();
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
