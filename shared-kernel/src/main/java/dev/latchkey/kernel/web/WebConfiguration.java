package dev.latchkey.kernel.web;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tracing.TracingConfiguration;
import dev.latchkey.tracing.Tracing;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** What every HTTP service of the suite has: request ids, answers for other origins, body limits, error bodies and one clock. */
@Configuration(proxyBeanMethods = false)
@Import({ApiErrorAdvice.class, ErrorEndpoint.class, TracingConfiguration.class})
public class WebConfiguration {

    /** Milliseconds are what events and tickets keep; a finer clock would make two forms of one instant. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        FilterRegistrationBean<RequestIdFilter> filter = new FilterRegistrationBean<>(new RequestIdFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(Tracing tracing) {
        FilterRegistrationBean<TraceFilter> filter = new FilterRegistrationBean<>(new TraceFilter(tracing));
        filter.setEnabled(tracing.isOn());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /** Before whatever may refuse: browsers keep an answer without these headers from the script that waits for it. */
    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOriginFilter(Tenant tenant) {
        FilterRegistrationBean<CrossOriginFilter> filter = new FilterRegistrationBean<>(new CrossOriginFilter(tenant));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter() {
        FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(new BodyLimitFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }
}
