package vn.lantoa.shell;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// Puts the [DoorstepPage] before the application.
@Configuration(proxyBeanMethods = false)
class Doorstep {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> doorstepPage(MessageSource words, JsonMapper json) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new DoorstepPage(words, json)));
    }
}
