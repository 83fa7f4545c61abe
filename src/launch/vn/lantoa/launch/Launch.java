package vn.lantoa.launch;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/// The entry of the packaged jar. Compiled for Java 8, so that a Java that is too old says so in a sentence instead of
/// failing on the first class it cannot read; on a Java that is new enough it goes on by [Swift] or, where that cannot
/// be, by Spring Boot's loader.
public final class Launch {

    private static final int OLDEST = 25;

    private Launch() {}

    public static void main(String[] args) throws Exception {
        int version = version(System.getProperty("java.specification.version", "0"));
        if (version < OLDEST) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, "UTF-8")
                    .println("Lan Tỏa: cần Java " + OLDEST + " trở lên, máy đang dùng Java " + version
                            + ": hãy chạy bằng JDK " + OLDEST + " hoặc đặt JAVA_HOME. (Java " + OLDEST
                            + " or newer is needed and this is Java " + version + ": run it with JDK " + OLDEST
                            + " or set JAVA_HOME.)");
            System.exit(1);
        }
        swiftly();
        Class.forName("org.springframework.boot.loader.launch.JarLauncher")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    private static void swiftly() throws Exception {
        String given = System.getenv("LANTOA_HOME");
        String home = given == null || given.trim().isEmpty()
                ? System.getProperty("user.home", ".") + File.separator + ".lantoa"
                : given.trim();
        File packaged = new File(
                Launch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try {
            // By name, since a class for a newer Java cannot be named where this one is compiled.
            Class.forName("vn.lantoa.launch.Swift")
                    .getMethod("goOn", String.class, String.class)
                    .invoke(null, packaged.getPath(), home);
        } catch (InvocationTargetException impossible) {
            // Slower, then: whatever stands in the way is told by the application itself, if it matters there too.
        }
    }

    // Up to 8 versions were called 1.5, 1.6, 1.7, 1.8.
    private static int version(String name) {
        String number = name.startsWith("1.") ? name.substring(2) : name;
        return Integer.parseInt(number.replaceAll("[^0-9].*", ""));
    }
}
