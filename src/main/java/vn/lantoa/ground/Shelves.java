package vn.lantoa.ground;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// The shelf that the settings name: a bucket, or else the directory `files` in the home.
@Configuration(proxyBeanMethods = false)
class Shelves {

    @Bean
    Shelf shelf(Environment environment, @Value("${lantoa.home}") String home) {
        return environment.containsProperty("lantoa.bucket.url")
                ? new BucketShelf(Bucket.of(environment))
                : new DiskShelf(Path.of(home, "files"));
    }
}
