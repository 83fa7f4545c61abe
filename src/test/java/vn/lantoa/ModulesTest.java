package vn.lantoa;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The map of modules as their `package-info` declares it, held against every import.
class ModulesTest {

    @Test
    void namesOnlyModulesBelow() {
        ApplicationModules.of(Lantoa.class).verify();
    }
}
