package dev.latchkey.audit.completeness;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads what is configured here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompletenessProperties.class)
class CompletenessConfiguration {}
