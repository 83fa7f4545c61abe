package vn.lantoa;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import vn.lantoa.ground.Ground;

/// Starts Lan Tỏa: lays the ground (settings, home, database), then the application on it.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Lantoa {

    public static void main(String[] args) {
        var ground = Ground.lay(System.getenv());
        var application = new SpringApplication(Lantoa.class);
        application.setDefaultProperties(ground.properties());
        application.addInitializers(ground);
        application.run(args);
    }
}
