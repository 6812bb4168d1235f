package dev.latchkey.kernel.management;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What a service answers that has operators' paths and open ones, and nothing else. */
@Configuration(proxyBeanMethods = false)
@Import(OperatorDoorConfiguration.class)
public class ManagementConfiguration {

    /** Spring Security would wrap each of its filters in an observation of its own, for every request. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    OperatorTokens operatorTokens(
            @Value("${latchkey.token-service.url}") String tokenService, Tenant tenant, Clock clock) {
        return new OperatorTokens(IssuerTokens.reader(tokenService, tenant, Domain::managementAudience, clock));
    }

    @Bean
    RequestRejectedHandler ambiguousPathsLeadNowhere(Refusals refusals) {
        return refusals::notFound;
    }

    /** Paths are judged here; header values are as the container let them in, and every reader copes with them. */
    @Bean
    HttpFirewall pathsOnly() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(value -> true);
        return firewall;
    }

    /** The management port listens on the loopback interface, or where the operator's own network policy says. */
    @Bean
    @Order(1)
    SecurityFilterChain managementPort(HttpSecurity http) {
        return stateless(http)
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /**
     * Who calls it is for the endpoint itself to find out; on the way there is nothing more to do. Before the operators' paths,
     * among which a single one may be open.
     */
    @Bean
    @Order(-1)
    SecurityFilterChain publicEndpoints(Door door) {
        List<RequestMatcher> open = door.open().stream()
                .<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
                .toList();
        return new DefaultSecurityFilterChain(
                request -> open.stream().anyMatch(path -> path.matches(request)),
                new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter())));
    }

    @Bean
    @Order(4)
    SecurityFilterChain everythingElse(HttpSecurity http, Refusals refusals) {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .exceptionHandling(problems ->
                        problems.authenticationEntryPoint(refusals::notFound).accessDeniedHandler(refusals::notFound))
                .build();
    }

    /** No sessions, cookies, forms or caches of requests: every request stands for itself. */
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
