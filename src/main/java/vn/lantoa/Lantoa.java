package vn.lantoa;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import vn.lantoa.ground.Ground;

/// Starts Lan Tỏa: lays the ground (settings, home, database), then the application on it.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class, proxyBeanMethods = false)
public class Lantoa {

    public static void main(String[] args) {
        Ground.run(Lantoa.class, args);
    }

    /// The clock of controllers and jobs; everything below them is told the time.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
