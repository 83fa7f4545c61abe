package vn.lantoa.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import vn.lantoa.Lantoa;

/// A walk through the running application in a real browser, over the worked example in a database of its own. Carried
/// unchanged by every journey, so that all share one application.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("journey")
@SpringBootTest(classes = Lantoa.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = JourneyDatabase.class)
public @interface JourneyTest {}
