package vn.lantoa.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;

/// The ways in: programs with a bearer token under `/api`, devices under `/doors`, players of video under `/live/hls`,
/// people with a session elsewhere. What somebody may do is not decided here but by every use case, from the [Actor].
@Configuration(proxyBeanMethods = false)
class Doors {

    /// Requests are measured as a whole; to measure each filter of this chain as well took a third of a short request.
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /// Streams of video: whoever knows the address may fetch them, also a content delivery network, which has no
    /// session.
    @Bean
    @Order(0)
    SecurityFilterChain players(HttpSecurity http) {
        http.securityMatcher("/live/hls/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        return http.build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, Bearers bearers) {
        http.securityMatcher("/api/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new BearerFilter(bearers), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, trouble) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    response.sendError(HttpStatus.UNAUTHORIZED.value());
                }))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/v1/tokens")
                        .permitAll()
                        .requestMatchers("/api/v1/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        return http.build();
    }

    /// Devices at the doors of halls send a token of their own, which `study` knows. Who opens such an address in a
    /// browser gets a page, which has the policy of all pages.
    @Bean
    @Order(2)
    SecurityFilterChain devices(HttpSecurity http) {
        http.securityMatcher("/doors/*/**")
                .csrf(csrf -> csrf.disable())
                .headers(
                        headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.OURS)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain people(HttpSecurity http) {
        http.csrf(csrf -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository()))
                .requestCache(cache -> cache.requestCache(new CookieRequestCache()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.OURS))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/sign-in",
                                "/set-up/**",
                                "/language",
                                "/access/looks",
                                "/assets/**",
                                "/icons/**",
                                "/manifest.webmanifest",
                                "/favicon.ico",
                                "/offline",
                                "/sw.js",
                                "/doors",
                                "/c/**",
                                "/d/**",
                                "/h/**",
                                "/live/ballots/**",
                                "/actuator/health/**",
                                "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .failureHandler((request, response, trouble) -> response.sendRedirect(
                                trouble instanceof LockedException ? "/sign-in?slow" : "/sign-in?failed")))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"));
        return http.build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }
}
