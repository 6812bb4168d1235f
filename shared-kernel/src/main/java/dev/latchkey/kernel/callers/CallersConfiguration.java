package dev.latchkey.kernel.callers;

import dev.latchkey.kernel.tenant.Tenant;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Finds out from where requests come and counts them; behind the filters of {@code kernel.web}, which read the body. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
public class CallersConfiguration {

    private static final int BEHIND_THE_BODY_LIMIT = Ordered.HIGHEST_PRECEDENCE + 10;
    private static final String ENABLED = "latchkey.rate-limits.enabled";

    @Bean
    FilterRegistrationBean<ForwardedForFilter> forwardedForFilter(Tenant tenant) {
        FilterRegistrationBean<ForwardedForFilter> filter =
                new FilterRegistrationBean<>(new ForwardedForFilter(tenant));
        filter.setOrder(BEHIND_THE_BODY_LIMIT);
        return filter;
    }

    @Bean
    @ConditionalOnProperty(name = ENABLED, matchIfMissing = true)
    FilterRegistrationBean<AddressLimitFilter> addressLimitFilter(
            RateLimitProperties limits, Clock clock, RateLimitMeters meters) {
        FilterRegistrationBean<AddressLimitFilter> filter = new FilterRegistrationBean<>(new AddressLimitFilter(
                limit(RateLimitMeters.PASSKEY, limits.passkey().bandwidths(), limits, meters),
                limit(RateLimitMeters.TOKEN, limits.token().bandwidths(), limits, meters),
                clock));
        filter.setOrder(BEHIND_THE_BODY_LIMIT + 1);
        return filter;
    }

    @Bean
    @ConditionalOnProperty(name = ENABLED, matchIfMissing = true)
    WebMvcConfigurer personLimits(RateLimitProperties limits, Clock clock, RateLimitMeters meters) {
        PersonLimit userinfo = new PersonLimit(
                limit(RateLimitMeters.USERINFO, limits.userinfo().bandwidths(), limits, meters), clock);
        PersonLimit myAccount = new PersonLimit(
                limit(RateLimitMeters.MY_ACCOUNT, limits.myAccount().bandwidths(), limits, meters), clock);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(userinfo).addPathPatterns("/userinfo");
                registry.addInterceptor(myAccount).addPathPatterns("/me/v1/**");
            }
        };
    }

    /** There while nobody is limited, too: an alarm that looks for it must not find nothing. */
    @Bean
    RateLimitMeters rateLimitMeters(MeterRegistry meters) {
        return new RateLimitMeters(meters);
    }

    private static RateLimit limit(
            String name, List<Bandwidth> bandwidths, RateLimitProperties limits, RateLimitMeters meters) {
        return new RateLimit(bandwidths, limits.mostCallers(), TimeMeter.SYSTEM_MILLISECONDS, meters.hitsOf(name));
    }
}
